import type {LakeChange, LakeStore} from '../types.ts'

/** Position before the transaction that a change is of; no two transactions share it. */
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

/** Changes after a position, ending with a whole transaction; about `limit` of them. */
export function wholeTransactionsAfter(
  store: LakeStore,
  dataset: string,
  seq: number,
  limit: number,
): LakeChange[] {
  const changes = store.changesAfter(dataset, seq, limit)
  for (;;) {
    const last = changes.at(-1)
    if (!last || last.transactionCurrentEvent >= last.transactionTotalEvents) return changes
    const rest = last.transactionTotalEvents - last.transactionCurrentEvent
    const more = store.changesAfter(dataset, last.seq, rest)
    if (more.length === 0) return changes
    changes.push(...more)
  }
}
