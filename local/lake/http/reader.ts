import {type Caller, ANONYMOUS_CALLER} from '../access/lakeCaller.ts'
import type {LakeServices} from '../lakeServices.ts'
import {sessionNotFound} from './authenticate.ts'
import {datasetNotFound} from './project.ts'

/**
 * With whose eyes a dataset is read: the caller's, and on a public dataset without a token those of
 * a stranger, who sees no id with a dot.
 *
 * @throws LakeError 404 for an unknown dataset, 401 for a private one without a token
 */
export function readerOf(lake: LakeServices, dataset: string, caller: Caller | null): Caller {
  const found = lake.store.listDatasets().find(({name}) => name === dataset)
  if (!found) throw datasetNotFound(dataset, lake.projectId)
  if (caller) return caller
  if (found.aclMode === 'public') return ANONYMOUS_CALLER
  throw sessionNotFound()
}
