import type {Caller, LakeServices, StoredDocument} from '../types.ts'

/**
 * Whether a caller may see a document's past: the hosted API rests this on the document as it is
 * now (https://www.sanity.io/docs/http-reference/history), or as it was last when it is deleted.
 * Here a grant must list `history` as well as `read`.
 */
export function mayReadHistory(
  lake: LakeServices,
  caller: Caller,
  dataset: string,
  id: string,
): boolean {
  const latest =
    lake.store.getDocument(dataset, id) ?? lake.store.documentAt(dataset, id, {lastRevision: true})
  return latest !== null && mayReadPast(lake, caller, latest)
}

/** The same where the latest state is at hand. */
export function mayReadPast(lake: LakeServices, caller: Caller, latest: StoredDocument): boolean {
  return lake.access.can(caller, 'read', latest) && lake.access.can(caller, 'history', latest)
}

/** Remembers the answers for one request. */
export function historyGate(
  lake: LakeServices,
  caller: Caller,
  dataset: string,
): (id: string) => boolean {
  const known = new Map<string, boolean>()
  return (id) => {
    const answer = known.get(id) ?? mayReadHistory(lake, caller, dataset, id)
    known.set(id, answer)
    return answer
  }
}
