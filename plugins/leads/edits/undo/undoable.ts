/** How undoing ended. */
export type UndoEnd =
  | {kind: 'undone'; said: string}
  /** Of several, some were put back. */
  | {kind: 'partly'; said: string; reason: string}
  /** Somebody changed it since, or it cannot be put back; nothing was overwritten. */
  | {kind: 'kept'; said?: string; reason: string}

/** A change of one's own that was written, and how it is taken back. */
export interface UndoableChange {
  /** What happened, for people; `null` where something else says it, and offers to undo it. */
  said: string | null
  /** What went wrong of it, where it went in part only. */
  note?: string | undefined
  /**
   * @returns how it ended; `null` where something else says it
   * @throws whatever the store throws while nothing is written
   */
  undo: () => Promise<UndoEnd | null>
}

/** A change on its way, or made. */
export interface TrackedChange {
  /** Names it, for forgetting it. */
  key: string
  /** `null` when nothing was written. */
  made: Promise<UndoableChange | null>
}

/** Most changes that are kept for undoing one after the other. */
export const MAX_UNDOABLE = 50

/** With a further change; the oldest is forgotten when there are too many. */
export function withChange(
  changes: readonly TrackedChange[],
  change: TrackedChange,
): readonly TrackedChange[] {
  return [...changes.filter(({key}) => key !== change.key), change].slice(-MAX_UNDOABLE)
}

/** Without one of them. */
export function withoutChange(
  changes: readonly TrackedChange[],
  key: string,
): readonly TrackedChange[] {
  return changes.filter((change) => change.key !== key)
}
