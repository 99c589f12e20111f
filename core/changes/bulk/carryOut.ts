import type {BulkOutcome} from './bulkOutcome.ts'

/** How a transaction went. Whatever is neither, such as a store that is away, is thrown. */
export type CommitResult =
  | {kind: 'written'}
  /** Somebody else wrote in between, and nothing was written. */
  | {kind: 'conflict'}
  /** The store does not take it, for a reason that stays. */
  | {kind: 'refused'; reason: string}

/** What carrying out a share of a bulk change needs of the store. */
export interface PartStore<Found> {
  /** The documents as they are now. */
  read: (ids: readonly string[]) => Promise<Found>
  /** Decides on each lead; pure. */
  decide: (ids: readonly string[], found: Found) => BulkOutcome[]
  /** Writes outcomes and what is kept of them in one transaction. */
  commit: (outcomes: readonly BulkOutcome[], round: number) => Promise<CommitResult>
}

/** How often a share is tried when others write in between, before it is halved. */
export interface Patience {
  rounds: number
  /** Lets time pass before another round. */
  pause: (round: number) => Promise<void>
}

/** After so many leads that were refused for one reason, and none that was not, the rest is not tried. */
const HOPELESS = 8

interface Refusals {
  reason: string
  count: number
}

const BUSY = 'Others kept changing this lead. Try again.'

/**
 * Carries out a share of a bulk change: in one transaction where possible. When somebody else wrote
 * in between, the leads are read and decided anew. When the store refuses, or others never stop, the
 * share is halved, down to the leads at fault: the others must not suffer for them.
 *
 * @param found - the documents, where they were read already
 * @returns what became of each lead, as it was written
 * @throws whatever reading or writing throws; then what was not written is still to be done
 */
export async function carryOut<Found>(
  ids: readonly string[],
  found: Found | null,
  store: PartStore<Found>,
  patience: Patience,
): Promise<BulkOutcome[]> {
  const refusals: Refusals = {reason: '', count: 0}

  const giveUp = async (failing: readonly string[], reason: string): Promise<BulkOutcome[]> => {
    const outcomes = failing.map((id): BulkOutcome => ({kind: 'failed', id, reason}))
    for (let round = 0; round <= patience.rounds; round += 1) {
      const result = await store.commit(outcomes, round)
      if (result.kind === 'written') return outcomes
      if (result.kind === 'refused') break
    }
    throw new Error(`What failed could not be noted either: ${reason}`)
  }

  const attempt = async (part: readonly string[], known: Found | null): Promise<BulkOutcome[]> => {
    if (refusals.count >= HOPELESS) return giveUp(part, refusals.reason)
    let reason = BUSY
    let current = known
    for (let round = 0; round < patience.rounds; round += 1) {
      if (round > 0) await patience.pause(round)
      current ??= await store.read(part)
      const outcomes = store.decide(part, current)
      const result = await store.commit(outcomes, round)
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

  return ids.length === 0 ? [] : attempt(ids, found)
}
