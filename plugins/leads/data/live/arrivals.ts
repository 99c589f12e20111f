import type {ChangedRow} from '../leadRow.ts'

/** Leads that came in since the grid was loaded and are not in it yet. */
export interface Arrivals {
  /** Those that are known to match the search. */
  ids: ReadonlySet<string>
  /** How many more came in without being looked at; then the count is "at least". */
  unread: number
}

/** Nothing came in. */
export const NO_ARRIVALS: Arrivals = {ids: new Set(), unread: 0}

/** Adds the rows read for a batch: new ones count when they match, deleted ones no longer do. */
export function addArrivals(
  arrivals: Arrivals,
  rows: readonly ChangedRow[],
  batch: {unread: number; removed: readonly string[]},
): Arrivals {
  const ids = new Set(arrivals.ids)
  for (const row of rows) {
    if (row.matches) ids.add(row._id)
    else ids.delete(row._id)
  }
  for (const id of batch.removed) ids.delete(id)
  const unread = arrivals.unread + batch.unread
  const same = unread === arrivals.unread && ids.size === arrivals.ids.size
  return same && [...ids].every((id) => arrivals.ids.has(id)) ? arrivals : {ids, unread}
}

/** How many to speak of. */
export function arrivalCount(arrivals: Arrivals): number {
  return arrivals.ids.size + arrivals.unread
}
