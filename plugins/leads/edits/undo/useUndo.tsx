import {useToast} from '@sanity/ui/toast'
import {useCallback, useMemo, useRef, type RefObject} from 'react'
import {useTranslation} from 'sanity'
import {useErrorReason} from '../../../ui/useProblemText.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {UndoButton} from './UndoButton.tsx'

/** The outcome of an undo. */
export type UndoEnd =
  | {kind: 'undone'; title: string}
  /** Some of several leads were restored. */
  | {kind: 'partly'; title: string; reason: string}
  /** Somebody changed it since, or it cannot be restored; nothing was overwritten. */
  | {kind: 'kept'; title?: string; reason: string}

/** A committed change of the user, and how to undo it. */
export interface UndoableChange {
  /** Title of the notice; `null` where something else shows the change and offers to undo it. */
  title: string | null
  /** The reason why it was made in part only. */
  note?: string | undefined
  /**
   * @returns the outcome; `null` where something else shows it
   * @throws whatever the store throws while nothing is written
   */
  undo: () => Promise<UndoEnd | null>
}

/** A change that is being committed, or was. */
export interface TrackedChange {
  /** Identifies it for {@link Undo.forget}. */
  key: string
  /** `null` when nothing was written. */
  made: Promise<UndoableChange | null>
}

/** How many changes can be undone one after the other. */
export const MAX_UNDOABLE = 50

/** Adds a change. Forgets the oldest one beyond {@link MAX_UNDOABLE}. */
export function withChange(
  changes: readonly TrackedChange[],
  change: TrackedChange,
): readonly TrackedChange[] {
  return [...changes.filter(({key}) => key !== change.key), change].slice(-MAX_UNDOABLE)
}

/** Removes a change. */
export function withoutChange(
  changes: readonly TrackedChange[],
  key: string,
): readonly TrackedChange[] {
  return changes.filter((change) => change.key !== key)
}

/** How long a notice offers to undo, in milliseconds. The key works longer. */
const OFFERED_MS = 10_000

/** Id of the notice: a newer one replaces it. */
const NOTICE = 'leads-undo'

/** Undoing the user's own changes. */
export interface Undo {
  /**
   * Keeps a change that is being committed. Then a notice offers to undo it, unless something else
   * does.
   */
  track: (key: string, made: Promise<UndoableChange | null>) => void
  /** Forgets a change that was undone by other means. */
  forget: (key: string) => void
  /** Undoes the last change. Returns whether there was one. */
  undoLast: () => boolean
}

/**
 * Keeps the user's changes, offers to undo each for some seconds, and undoes them by key, the last one
 * first.
 *
 * @param grid - takes the focus when a notice that had it goes
 */
export function useUndo(grid: RefObject<{focus: () => void} | null>): Undo {
  const errorReason = useErrorReason()
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
          toast.push({closable: true, id: NOTICE, status: 'success', title: end.title})
          return
        }
        toast.push({
          closable: true,
          description: end.reason,
          duration: 8000,
          id: NOTICE,
          status: 'warning',
          title: end.title ?? t('undo.kept'),
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
    [errorReason, t, toast],
  )

  const offer = useCallback(
    (tracked: TrackedChange, change: UndoableChange) => {
      // A notice would lie over what offers the same; or it was undone by key before it was written.
      if (change.title === null || !changes.current.includes(tracked)) return
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
        title: change.title,
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
