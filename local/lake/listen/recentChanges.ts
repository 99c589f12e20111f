import type {LakeChange} from '../store/lakeChange.ts'
import type {LakeStore} from '../store/lakeStore.ts'

/** A run of changes from the log. */
export interface ChangeRun {
  /** Oldest first. */
  changes: LakeChange[]
  /** Everything of interest up to this position is in `changes`, or came before. */
  through: number
}

/** Which changes somebody follows. */
export interface ChangeInterest {
  dataset: string
  /** Types of documents; `null` for all. */
  types: ReadonlySet<string> | null
}

/** Keeps the newest changes, so that whoever follows closely need not have the log read. */
export interface RecentChanges {
  /**
   * Changes after a position; `null` when they are not kept, and the log has to be read. What is
   * asked for is kept from then on.
   */
  after(interest: ChangeInterest, seq: number, limit: number): ChangeRun | null
  close(): void
}

/** Interests whose changes are kept; there is one runner, and now and then a look from outside. */
const MAX_INTERESTS = 4

interface Kept extends ChangeInterest {
  changes: LakeChange[]
  /** Every change after this position and up to `through` was seen. */
  after: number
  through: number
}

/** Whether a change is of documents of one of the types. */
export function isOfInterest(
  {before, after}: Pick<LakeChange, 'before' | 'after'>,
  types: ReadonlySet<string> | null,
): boolean {
  const document = after ?? before
  return types === null || (document !== null && types.has(document._type))
}

/**
 * @param most - changes kept for each interest
 */
export function createRecentChanges(
  store: Pick<LakeStore, 'onCommit' | 'lastSeq'>,
  most: number,
): RecentChanges {
  const kept = new Map<string, Kept>()

  const stop = store.onCommit((changes) => {
    const [first] = changes
    const last = changes.at(-1)
    if (!first || !last) return
    for (const each of kept.values()) {
      if (each.dataset !== first.dataset) continue
      // Another dataset of the same name, whose log begins anew.
      if (first.seq !== each.through + 1) {
        each.changes = []
        each.after = first.seq - 1
      }
      each.changes.push(...changes.filter((change) => isOfInterest(change, each.types)))
      each.through = last.seq
      const forgotten = each.changes.splice(0, Math.max(0, each.changes.length - most)).at(-1)
      if (forgotten) each.after = forgotten.seq
    }
  })

  return {
    after({dataset, types}, seq, limit) {
      const name = JSON.stringify([dataset, types && [...types].sort()])
      const last = store.lastSeq(dataset)
      let own = kept.get(name)
      if (!own || own.through !== last) {
        own = {dataset, types, changes: [], after: last, through: last}
      }
      kept.delete(name)
      kept.set(name, own)
      const [oldest] = kept.keys()
      if (kept.size > MAX_INTERESTS && oldest !== undefined) kept.delete(oldest)
      if (seq < own.after) return null
      const start = own.changes.findIndex((change) => change.seq > seq)
      const changes = start === -1 ? [] : own.changes.slice(start, start + limit)
      const end = changes.at(-1)
      const isWhole = !end || end === own.changes.at(-1)
      return {changes, through: isWhole ? own.through : end.seq}
    },
    close: stop,
  }
}
