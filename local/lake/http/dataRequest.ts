import type {Context, HonoRequest} from 'hono'
import {LOCAL_HEADS_DATASET} from '../../ports.ts'
import {ANONYMOUS_CALLER, type Caller} from '../access/lakeCaller.ts'
import {datasetNotFound, sessionNotFound, forbidden} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {requireCaller} from './authenticate.ts'

/**
 * The caller and the dataset of a request to a path with `:dataset`.
 *
 * @throws LakeError 401 without a caller, 404 when there is no such dataset
 */
export function datasetOf(
  lake: LakeServices,
  context: Context<LakeEnv>,
): {caller: Caller; dataset: string} {
  const caller = requireCaller(context)
  const dataset = context.req.param('dataset') ?? ''
  if (!lake.store.hasDataset(dataset)) throw datasetNotFound(dataset, lake.projectId)
  return {caller, dataset}
}

/**
 * Whose grants apply to reading a dataset: the caller's, and on a public dataset without a token
 * those of {@link ANONYMOUS_CALLER}.
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

/** The ids of a path parameter, which commas separate, without duplicates. */
export function idList(value: string | undefined): string[] {
  return [...new Set((value ?? '').split(',').filter((id) => id !== ''))]
}

export function isOn(value: string | undefined): boolean {
  return value === 'true' || value === '1' || value === ''
}

/** Visible ASCII, as long as a token of any hosted function may reasonably be. */
const LINEAGE = /^[\x21-\x7e]{1,200}$/

/**
 * The chain of function calls that a write belongs to, as `<id>:<count>`. `@sanity/client` sends it
 * where `X_SANITY_LINEAGE` is set.
 *
 * @returns `null` without the header, or when it is no token
 */
export function lineageOf(request: HonoRequest): string | null {
  const stated = request.header('x-sanity-lineage')
  return stated !== undefined && LINEAGE.test(stated) ? stated : null
}

/**
 * Datasets that only one robot may write, not even administrators: they contain evidence of what
 * administrators did. On the hosted service this is a separate project.
 */
const WRITERS: ReadonlyMap<string, string> = new Map([[LOCAL_HEADS_DATASET, 'functions']])

/**
 * @throws LakeError 403 when the dataset is sealed and the caller is not its writer
 */
export function requireWriter({id}: Caller, dataset: string): void {
  const writer = WRITERS.get(dataset)
  if (writer === undefined || writer === id) return
  throw forbidden(`Only the robot "${writer}" may change "${dataset}"`)
}
