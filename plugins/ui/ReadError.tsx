import {ErrorState} from './ErrorState.tsx'
import {useErrorReason} from './useProblemText.ts'

/** What a {@link ReadError} shows. */
export interface ReadErrorProps {
  error: unknown
  /** What could not be read, such as "The pipeline could not be read". */
  title: string
  /** Title where a permission is missing; `title` by default. */
  deniedTitle?: string
  onRetry: () => void
}

/** Says why something could not be read. A missing permission is no error and offers no retry. */
export function ReadError(props: ReadErrorProps) {
  const {error, title, deniedTitle, onRetry} = props
  const errorReason = useErrorReason()
  const {kind, reason} = errorReason(error)
  return kind === 'denied' ? (
    <ErrorState reason={reason} title={deniedTitle ?? title} tone="caution" />
  ) : (
    <ErrorState onRetry={onRetry} reason={reason} title={title} />
  )
}
