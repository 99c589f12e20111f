import type {Context} from 'hono'
import {requireCaller} from '../http/authenticate.ts'
import {datasetNotFound} from '../http/project.ts'
import type {Caller} from '../access/lakeCaller.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'

/**
 * The caller and the dataset of a request to a path with `:dataset`.
 *
 * @throws LakeError 401 without a caller, 404 when there is no such dataset
 */
export function datasetOf(
  lake: LakeServices,
  context: Context<LakeEnv>,
): {caller: Caller; dataset: string} {
  const caller = requireCaller(context.get('caller'))
  const dataset = context.req.param('dataset') ?? ''
  if (!lake.store.hasDataset(dataset)) throw datasetNotFound(dataset, lake.projectId)
  return {caller, dataset}
}

/** The comma-separated ids of a path parameter, without doubles. */
export function idList(value: string | undefined): string[] {
  return [...new Set((value ?? '').split(',').filter((id) => id !== ''))]
}

/** Whether a query parameter is switched on. */
export function isOn(value: string | undefined): boolean {
  return value === 'true' || value === '1' || value === ''
}
