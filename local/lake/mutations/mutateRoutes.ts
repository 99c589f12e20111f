import {Hono} from 'hono'
import {z} from 'zod'
import {requireWriter, datasetOf, isOn, lineageOf} from '../http/dataRequest.ts'
import {limitedBody, objectBody} from '../http/requestBody.ts'
import {knowsVersions} from '../http/requestUrl.ts'
import {badRequest} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {randomId} from '../store/randomId.ts'
import {mutationWithArrayKeys} from './arrayKeys.ts'
import {planMutations, withFreshSelection} from './planMutations.ts'

const VISIBILITY = z.enum(['sync', 'async', 'deferred']).default('sync')

/**
 * `POST /data/mutate/:dataset`: https://www.sanity.io/docs/http-reference/mutation. The lake answers
 * once the transaction is on disk. Queries see it by then, unless the lake has a query lag and
 * `visibility` is not `sync`.
 */
export function mutateRoutes(lake: LakeServices): Hono<LakeEnv> {
  return new Hono<LakeEnv>().post('/data/mutate/:dataset', limitedBody, async (context) => {
    const {caller, dataset} = datasetOf(lake, context)
    requireWriter(caller, dataset)
    const query = context.req.query()
    const visibility = VISIBILITY.safeParse(query['visibility'])
    if (!visibility.success) throw badRequest('"visibility" must be sync, async or deferred')
    const body = await objectBody(context.req)
    if (!Array.isArray(body['mutations'])) throw badRequest('"mutations" must be an array')
    const sent: unknown[] = body['mutations']
    const transactionId = body['transactionId'] ?? query['transactionId']
    if (transactionId !== undefined && typeof transactionId !== 'string') {
      throw badRequest('"transactionId" must be a string')
    }
    const mutations = isOn(query['autoGenerateArrayKeys'])
      ? sent.map((mutation) => mutationWithArrayKeys(mutation, () => randomId(12).toLowerCase()))
      : sent

    const versions = knowsVersions(new URL(context.req.url))
    const committed = await withFreshSelection(async () =>
      lake.store.commit({
        dataset,
        caller,
        mutations: await planMutations(lake, {dataset, caller, mutations, versions}),
        dryRun: isOn(query['dryRun']) || body['dryRun'] === true,
        visibility: visibility.data,
        lineage: lineageOf(context.req),
        ...(transactionId ? {transactionId} : {}),
      }),
    )
    const returnIds = isOn(query['returnIds'])
    const returnDocuments = isOn(query['returnDocuments'])
    return context.json({
      transactionId: committed.transactionId,
      results: committed.results.map(({id, operation, document}) => ({
        ...(returnIds || returnDocuments ? {id} : {}),
        operation,
        ...(returnDocuments && document ? {document} : {}),
      })),
    })
  })
}
