import {useToast} from '@sanity/ui/toast'
import {useCallback, useMemo, useRef, type RefObject} from 'react'
import {useTranslation} from 'sanity'
import {errorReason} from '../../../ui/errorReason.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {UndoButton} from './UndoButton.tsx'
import {withChange, withoutChange, type TrackedChange, type UndoableChange} from './undoable.ts'

/** How long a notice offers to undo, in milliseconds; the key goes on doing it. */
const OFFERED_MS = 10_000

/** There is one notice: a newer one takes the older one's place. */
const NOTICE = 'leads-undo'

/** Taking one's own changes back. */
export interface Undo {
  /**
   * Keeps a change that is on its way; once it is made a notice offers to undo it, unless something
   * else does.
   */
  track: (key: string, made: Promise<UndoableChange | null>) => void
  /** Forgets a change, because it was undone by other means. */
  forget: (key: string) => void
  /** Undoes the last change that was kept; says whether there was one. */
  undoLast: () => boolean
}

/**
 * Keeps the changes that the person made here, offers to undo each for some seconds, and undoes them
 * one after the other by key, the last one first.
 *
 * @param grid - takes the focus when a notice that had it goes
 */
export function useUndo(grid: RefObject<{focus: () => void} | null>): Undo {
  const {t} = useTranslation(leadsLocaleNamespace)
  const toast = useToast()
  const changes = useRef<readonly TrackedChange[]>([])

  const undo = useCallback(
    async (tracked: TrackedChange) => {
      if (!changes.current.includes(tracked)) return
      changes.current = withoutChange(changes.current, tracked.key)
      const change = await tracked.made
      if (!change) return
      try {
        const end = await change.undo()
        if (!end) return
        if (end.kind === 'undone') {
          toast.push({closable: true, id: NOTICE, status: 'success', title: end.said})
          return
        }
        toast.push({
          closable: true,
          description: end.reason,
          duration: 8000,
          id: NOTICE,
          status: 'warning',
          title: end.said ?? t('undo.kept'),
        })
      } catch (error) {
        // It can be tried again.
        changes.current = withChange(changes.current, tracked)
        toast.push({
          closable: true,
          description: errorReason(error).reason,
          duration: 8000,
          id: NOTICE,
          status: 'error',
          title: t('undo.failed'),
        })
      }
    },
    [t, toast],
  )

  const offer = useCallback(
    (tracked: TrackedChange, change: UndoableChange) => {
      // A notice would lie over what offers the same; or it was undone by key before it was written.
      if (change.said === null || !changes.current.includes(tracked)) return
      toast.push({
        closable: true,
        description: (
          <UndoButton
            note={change.note}
            onGone={() => grid.current?.focus()}
            onUndo={() => void undo(tracked)}
          />
        ),
        duration: OFFERED_MS,
        id: NOTICE,
        status: change.note === undefined ? 'success' : 'warning',
        title: change.said,
      })
    },
    [grid, toast, undo],
  )

  return useMemo(
    () => ({
      track(key, made) {
        const tracked = {key, made}
        changes.current = withChange(changes.current, tracked)
        const forget = () => {
          changes.current = changes.current.filter((each) => each !== tracked)
        }
        made.then((change) => (change ? offer(tracked, change) : forget()), forget)
      },
      forget(key) {
        changes.current = withoutChange(changes.current, key)
      },
      undoLast() {
        const last = changes.current.at(-1)
        if (last) void undo(last)
        return last !== undefined
      },
    }),
    [offer, undo],
  )
}
