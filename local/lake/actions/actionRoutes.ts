import {Hono} from 'hono'
import type {Caller} from '../access/lakeCaller.ts'
import {requireWriter, datasetOf, lineageOf} from '../http/dataRequest.ts'
import {limitedBody, objectBody} from '../http/requestBody.ts'
import {badRequest, LakeError} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {MutationFailure, transactionFailed} from '../mutations/mutationErrors.ts'
import type {TransactionPlan} from '../mutations/transaction.ts'
import {parseAction, type ParsedAction} from './parseAction.ts'
import {planAction} from './planAction.ts'

/**
 * `POST /data/actions/:dataset`: https://www.sanity.io/docs/http-reference/actions, as far as the
 * Studio uses it to edit documents. All actions of a request are one transaction.
 */
export function actionRoutes(lake: LakeServices): Hono<LakeEnv> {
  return new Hono<LakeEnv>().post('/data/actions/:dataset', limitedBody, async (context) => {
    const {caller, dataset} = datasetOf(lake, context)
    requireWriter(caller, dataset)
    const body = await objectBody(context.req)
    const {transactionId, dryRun} = body
    if (!Array.isArray(body['actions']) || body['actions'].length === 0) {
      throw badRequest('No actions provided')
    }
    if (transactionId !== undefined && typeof transactionId !== 'string') {
      throw badRequest('"transactionId" must be a string')
    }
    const actions = body['actions'].map(actionAt)
    try {
      const committed = await lake.store.commit({
        dataset,
        caller,
        mutations: planActions(lake, caller, actions),
        dryRun: dryRun === true,
        lineage: lineageOf(context.req),
        ...(transactionId ? {transactionId} : {}),
      })
      return context.json({transactionId: committed.transactionId})
    } catch (error) {
      throw asActionError(error)
    }
  })
}

function actionAt(value: unknown, index: number): ParsedAction {
  const action = parseAction(value)
  if (!('problem' in action)) return action
  const error = {type: 'validationError', description: action.problem}
  throw asActionError(transactionFailed(400, [{error, index}]))
}

/**
 * Plans with the documents that the caller may read; the mutations are checked against the caller's
 * grants when they are applied.
 */
function planActions(
  lake: LakeServices,
  caller: Caller,
  actions: readonly ParsedAction[],
): TransactionPlan {
  return function* plan(read) {
    const visible = (id: string) => {
      const document = read(id)
      return document && lake.access.can(caller, 'read', document) ? document : null
    }
    for (const [index, action] of actions.entries()) {
      try {
        for (const mutation of planAction(action, visible)) yield {index, mutation}
      } catch (error) {
        if (!(error instanceof MutationFailure)) throw error
        throw transactionFailed(error.statusCode, [{error: error.problem, index}])
      }
    }
  }
}

function asActionError(error: unknown): unknown {
  if (!(error instanceof LakeError)) return error
  const {body} = error
  if (typeof body.error === 'string' || body.error.type !== 'mutationError') return error
  const description = body.error.description
    .replace('Mutation(s) failed', 'Action(s) failed')
    .replace('The mutation(s) failed', 'The action(s) failed')
  return new LakeError(error.statusCode, {
    error: {...body.error, type: 'actionError', description},
  })
}
