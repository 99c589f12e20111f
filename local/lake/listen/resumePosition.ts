import type {LakeStore} from '../types.ts'

/**
 * The id that a stream gives its events: the position in the dataset's log, after a mark of the
 * dataset itself, so that an id of a dataset that was deleted and made anew fits no longer.
 */
export function positionId(store: LakeStore, dataset: string): (seq: number) => string {
  const created = store.listDatasets().find(({name}) => name === dataset)?.createdAt ?? ''
  const mark = (Date.parse(created) || 0).toString(36)
  return (seq) => `${mark}.${seq}`
}

/**
 * The position that a reader's last event id names.
 *
 * @param lastEventId - as the reader sends it back
 * @param idOf - of {@link positionId}
 * @returns `null` for an id that is not of this dataset as it is now
 */
export function positionOf(
  lastEventId: string,
  idOf: (seq: number) => string,
  lastSeq: number,
): number | null {
  const seq = Number(lastEventId.slice(lastEventId.lastIndexOf('.') + 1))
  if (!Number.isSafeInteger(seq) || seq < 0 || seq > lastSeq) return null
  return idOf(seq) === lastEventId ? seq : null
}
