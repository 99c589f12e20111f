import type {IdRange} from '../access/visibleIds.ts'
import type {LakeChange} from '../store/lakeChange.ts'
import type {LakeStore} from '../store/lakeStore.ts'

/** Position before the transaction of a change; no two transactions share it. */
function startOf({seq, transactionCurrentEvent}: LakeChange): number {
  return seq - transactionCurrentEvent
}

/** Cuts a run of changes into its transactions. */
export function transactionsOf(changes: readonly LakeChange[]): LakeChange[][] {
  const transactions: LakeChange[][] = []
  for (const change of changes) {
    const last = transactions.at(-1)
    if (last?.[0] && startOf(last[0]) === startOf(change)) last.push(change)
    else transactions.push([change])
  }
  return transactions
}

/**
 * Changes after a position, ending with a whole transaction; about `limit` of them.
 *
 * @param ids - only of these documents; `null` for all
 */
export function wholeTransactionsAfter(
  store: LakeStore,
  dataset: string,
  seq: number,
  limit: number,
  ids: readonly IdRange[] | null = null,
): LakeChange[] {
  const changes = store.changesAfter(dataset, seq, limit, {ids})
  const last = changes.at(-1)
  if (!last) return changes
  const until = startOf(last) + last.transactionTotalEvents
  if (last.seq >= until) return changes
  const rest = store.changesAfter(dataset, last.seq, until - last.seq, {ids, until})
  return [...changes, ...rest]
}
