import type {DocumentChange} from '../../../ui/changeStream.ts'

/** What a batch of changes asks the grid to do. */
export interface LiveBatch {
  /** Loaded rows whose contents are to be read again. */
  stale: string[]
  /** Leads that are new and not among the loaded rows; to be read to see whether they match. */
  arrived: string[]
  /** How many more arrived than are worth reading; counted without being read. */
  unread: number
  /** Loaded or not, these are gone. */
  removed: string[]
}

/** Most arrivals of one batch that are read; an import brings thousands at once. */
export const MAX_ARRIVALS_READ = 100

/**
 * Folds changes, oldest first, into what is to be done about them. A lead that came and went within
 * the batch is forgotten; one that changed many times is read once.
 */
export function liveBatch(
  changes: readonly DocumentChange[],
  isLoaded: (id: string) => boolean,
): LiveBatch {
  const last = new Map<
    string,
    {first: DocumentChange['transition']; last: DocumentChange['transition']}
  >()
  for (const {id, transition} of changes) {
    const known = last.get(id)
    last.set(id, {first: known?.first ?? transition, last: transition})
  }
  const batch: LiveBatch = {stale: [], arrived: [], unread: 0, removed: []}
  for (const [id, seen] of last) {
    if (seen.last === 'disappear') {
      if (seen.first !== 'appear' || isLoaded(id)) batch.removed.push(id)
    } else if (isLoaded(id)) batch.stale.push(id)
    else if (seen.first === 'appear') {
      if (batch.arrived.length < MAX_ARRIVALS_READ) batch.arrived.push(id)
      else batch.unread += 1
    }
  }
  return batch
}
