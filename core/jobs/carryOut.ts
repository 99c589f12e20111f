import type {JobOutcome} from './jobOutcome.ts'

/** How a transaction went. Whatever is neither, such as a store that is away, is thrown. */
export type CommitResult =
  | {kind: 'written'}
  /** Somebody else wrote in between, and nothing was written. */
  | {kind: 'conflict'}
  /** The store does not take it, for a reason that stays. */
  | {kind: 'refused'; reason: string}

/** What carrying out a share of a job needs of the store. */
export interface PartStore<Item, Found, Undo> {
  /** By which outcomes name an item. */
  idOf: (item: Item) => string
  /** The documents as they are now. */
  read: (items: readonly Item[]) => Promise<Found>
  /** Decides on each item; pure. */
  decide: (items: readonly Item[], found: Found) => JobOutcome<Undo>[]
  /** Writes outcomes and what is kept of them in one transaction. */
  commit: (outcomes: readonly JobOutcome<Undo>[]) => Promise<CommitResult>
}

/** How often a share is tried when others write in between, before it is halved. */
export interface Patience {
  rounds: number
  /** Lets time pass before another round. */
  pause: (round: number) => Promise<void>
}

/** After so many items that were refused for one reason, and none that was not, the rest is not tried. */
const HOPELESS = 8

interface Refusals {
  reason: string
  count: number
}

const BUSY = 'Others kept changing it. Try again.'

/**
 * Carries out a share of a job: in one transaction where possible. When somebody else wrote in
 * between, the documents are read and decided anew. When the store refuses, or others never stop, the
 * share is halved, down to the items at fault: the others must not suffer for them.
 *
 * @param found - the documents, where they were read already
 * @returns what became of each item, as it was written
 * @throws whatever reading or writing throws; then what was not written is still to be done
 */
export async function carryOut<Item, Found, Undo>(
  items: readonly Item[],
  found: Found | null,
  store: PartStore<Item, Found, Undo>,
  patience: Patience,
): Promise<JobOutcome<Undo>[]> {
  const refusals: Refusals = {reason: '', count: 0}

  const giveUp = async (failing: readonly Item[], reason: string): Promise<JobOutcome<Undo>[]> => {
    const outcomes = failing.map((item): JobOutcome<Undo> => ({
      kind: 'failed',
      id: store.idOf(item),
      reason,
    }))
    for (let round = 0; round <= patience.rounds; round += 1) {
      const result = await store.commit(outcomes)
      if (result.kind === 'written') return outcomes
      if (result.kind === 'refused') break
    }
    throw new Error(`What failed could not be noted either: ${reason}`)
  }

  const attempt = async (
    part: readonly Item[],
    known: Found | null,
  ): Promise<JobOutcome<Undo>[]> => {
    if (refusals.count >= HOPELESS) return giveUp(part, refusals.reason)
    let reason = BUSY
    let current = known
    for (let round = 0; round < patience.rounds; round += 1) {
      if (round > 0) await patience.pause(round)
      current ??= await store.read(part)
      const outcomes = store.decide(part, current)
      const result = await store.commit(outcomes)
      if (result.kind === 'written') {
        refusals.count = 0
        return outcomes
      }
      if (result.kind === 'refused') {
        reason = result.reason
        break
      }
      current = null
    }
    const middle = Math.ceil(part.length / 2)
    if (part.length > 1) {
      const first = await attempt(part.slice(0, middle), current)
      return [...first, ...(await attempt(part.slice(middle), current))]
    }
    refusals.count = reason === refusals.reason ? refusals.count + 1 : 1
    refusals.reason = reason
    return giveUp(part, reason)
  }

  return items.length === 0 ? [] : attempt(items, found)
}
