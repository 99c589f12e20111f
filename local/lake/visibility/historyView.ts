import type {Caller, HistoryView, LakeServices, StoredDocument} from '../types.ts'
import {intersection, isWithin, visibleIds} from './visibleIds.ts'

/** Whether a caller may see the past of a document whose latest state is at hand. */
function mayReadPast(lake: LakeServices, caller: Caller, latest: StoredDocument): boolean {
  return lake.access.can(caller, 'read', latest) && lake.access.can(caller, 'history', latest)
}

/**
 * What a caller may see of a dataset's past: the hosted API rests this on the document as it is now
 * (https://www.sanity.io/docs/http-reference/history), or as it was last when it is deleted. Here a
 * grant must list `history` as well as `read`. Where grants are told by ids, no document is read.
 */
export function historyView(lake: LakeServices, caller: Caller, dataset: string): HistoryView {
  const isAdministrator = lake.access.isAdministrator(caller)
  const read = visibleIds(caller, isAdministrator, 'read')
  const history = visibleIds(caller, isAdministrator, 'history')
  const ids = read && history && intersection(read, history)
  const known = new Map<string, boolean>()
  const latestOf = (id: string) =>
    lake.store.getDocument(dataset, id) ?? lake.store.documentAt(dataset, id, {lastRevision: true})
  return {
    reader: caller.id,
    ids,
    includes(id) {
      if (ids) return isWithin(id, ids)
      let answer = known.get(id)
      if (answer === undefined) {
        const latest = latestOf(id)
        answer = latest !== null && mayReadPast(lake, caller, latest)
        known.set(id, answer)
      }
      return answer
    },
  }
}
