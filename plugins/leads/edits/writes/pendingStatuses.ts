/** Statuses on their way to the store, by lead; they are shown as if they were there already. */
export type PendingStatuses = ReadonlyMap<string, string>

/** Nothing is on its way. */
export const NO_PENDING: PendingStatuses = new Map()

/** A status was chosen. */
export function withPending(pending: PendingStatuses, id: string, to: string): PendingStatuses {
  return new Map(pending).set(id, to)
}

/**
 * That status arrived or was refused. When another one was chosen for the same lead meanwhile, that
 * one stays on its way.
 */
export function withoutPending(pending: PendingStatuses, id: string, to: string): PendingStatuses {
  if (pending.get(id) !== to) return pending
  const rest = new Map(pending)
  rest.delete(id)
  return rest
}
