import type {LakeChange} from '../store/lakeChange.ts'
import type {LakeStore} from '../store/lakeStore.ts'

export interface ChangeRun {
  /** Oldest first. */
  changes: LakeChange[]
  /** Everything of interest up to this position is in `changes`, or came before. */
  through: number
}

/** Which changes a reader follows. */
export interface ChangeInterest {
  dataset: string
  /** Types of documents; `null` for all. */
  types: ReadonlySet<string> | null
}

/** Caches the newest changes, so that readers who keep up need no read of the log. */
export interface ChangeCache {
  /**
   * Changes after a position; `null` when they are not cached, and the log has to be read. From then
   * on, changes of this interest are cached.
   */
  after(interest: ChangeInterest, seq: number, limit: number): ChangeRun | null
  close(): void
}

/** Interests to cache changes for: there is one runner, and sometimes another reader. */
const MAX_INTERESTS = 4

interface Cached extends ChangeInterest {
  changes: LakeChange[]
  /** Every change of interest after this position and up to `through` is in `changes`. */
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

/** @param most - changes to cache for each interest */
export function createChangeCache(
  store: Pick<LakeStore, 'onCommit' | 'lastSeq'>,
  most: number,
): ChangeCache {
  const cached = new Map<string, Cached>()

  const stop = store.onCommit((changes) => {
    const [first] = changes
    const last = changes.at(-1)
    if (!first || !last) return
    for (const each of cached.values()) {
      if (each.dataset !== first.dataset) continue
      // Another dataset of the same name, whose log starts again.
      if (first.seq !== each.through + 1) {
        each.changes = []
        each.after = first.seq - 1
      }
      each.changes.push(...changes.filter((change) => isOfInterest(change, each.types)))
      each.through = last.seq
      const dropped = each.changes.splice(0, Math.max(0, each.changes.length - most)).at(-1)
      if (dropped) each.after = dropped.seq
    }
  })

  return {
    after({dataset, types}, seq, limit) {
      const name = JSON.stringify([dataset, types && [...types].sort()])
      const last = store.lastSeq(dataset)
      let own = cached.get(name)
      if (!own || own.through !== last) {
        own = {dataset, types, changes: [], after: last, through: last}
      }
      cached.delete(name)
      cached.set(name, own)
      const [oldest] = cached.keys()
      if (cached.size > MAX_INTERESTS && oldest !== undefined) cached.delete(oldest)
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
