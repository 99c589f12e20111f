import type {LakeChange, LakeStore} from '../types.ts'

/** Cuts a run of changes into its transactions. */
export function transactionsOf(changes: readonly LakeChange[]): LakeChange[][] {
  const transactions: LakeChange[][] = []
  for (const change of changes) {
    const last = transactions.at(-1)
    if (last?.[0]?.transactionId === change.transactionId) last.push(change)
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
