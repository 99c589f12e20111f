import type {SanityClient} from '@sanity/client'
import {withPendingTrail} from '../../core/audit/withPendingTrail.ts'
import type {Mutation} from '../../core/changes/mutation.ts'
import {isConflict} from './storeErrors.ts'

const MAX_ROUNDS = 8
const FIRST_PAUSE_MS = 10

/** What a decision of `core/changes` has in common with every other. */
interface Decision {
  mutations: Mutation[]
}

function pause(round: number): Promise<void> {
  const wait = FIRST_PAUSE_MS * 2 ** round * (0.5 + Math.random())
  return new Promise((resolve) => {
    setTimeout(resolve, wait)
  })
}

/**
 * Reads, decides and writes in one transaction. When somebody else wrote in between it starts over,
 * a bounded number of times. What the audit trail tells wakes its writer.
 *
 * @param decide - reads the current documents and decides on them
 * @param tag - request tag of the write
 * @returns the decision that holds
 * @throws whatever reading, deciding or writing throws; a conflict only after several rounds
 */
export async function commitDecision<D extends Decision>(
  client: SanityClient,
  tag: string,
  decide: () => Promise<D>,
): Promise<D> {
  for (let round = 0; ; round += 1) {
    const decision = await decide()
    if (decision.mutations.length === 0) return decision
    try {
      await client.mutate(withPendingTrail(decision.mutations), {
        tag,
        visibility: 'async',
        returnDocuments: false,
        autoGenerateArrayKeys: false,
      })
      return decision
    } catch (error) {
      if (!isConflict(error) || round + 1 >= MAX_ROUNDS) throw error
      await pause(round)
    }
  }
}
