import {notifyManager, useMutation} from '@tanstack/react-query'

/** How a change is made. */
export interface Change<Request, Made> {
  /** Reads, decides and commits. */
  commit: (request: Request) => Promise<Made>
  /**
   * Shows the change before it is committed.
   *
   * @returns what takes it off again
   */
  show?: (request: Request) => () => void
  /** Reads again what the change is shown in. */
  refresh?: (request: Request) => Promise<unknown>
}

/**
 * A change that the person makes: shown at once, then committed. It is taken off when it could not be
 * committed, or when what is there now was read.
 *
 * Needs a `QueryClientProvider` above it.
 *
 * @returns `change`, which rejects with the reason when nothing was committed
 */
export function useChange<Request, Made>(
  change: Change<Request, Made>,
): {change: (request: Request) => Promise<Made>; isChanging: boolean} {
  const {commit, show, refresh} = change
  const refreshed = async (request: Request) => {
    // What cannot be read now, the stream of changes brings.
    await refresh?.(request).catch(() => null)
  }
  const {mutateAsync, isPending} = useMutation({
    // The person learns at once that the store cannot be reached, and decides what to do.
    networkMode: 'always',
    mutationFn: commit,
    onMutate: (request) => show?.(request),
    async onSuccess(_made, request, takeOff) {
      await refreshed(request)
      // Not before the components have heard of what was read: then nothing flickers.
      if (takeOff) notifyManager.schedule(takeOff)
    },
    onError(_error, request, takeOff) {
      takeOff?.()
      void refreshed(request)
    },
  })
  return {change: mutateAsync, isChanging: isPending}
}
