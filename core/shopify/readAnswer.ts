import {z} from 'zod'
import {parseJsonText} from '../documents/parseJsonText.ts'
import type {ThrottleStatus} from './pacing.ts'
import type {ShopFault} from './shopFaults.ts'

/** An answer of the Admin API as it arrived. */
export interface RawAnswer {
  /** HTTP status. */
  status: number
  /** The header `X-Shopify-API-Version`; `null` without one. */
  apiVersion: string | null
  body: string
}

/** What an answer cost. */
export interface AnswerCost {
  requested: number
  /** `null` where nothing was charged. */
  actual: number | null
  status: ThrottleStatus | null
}

/** What an answer means. */
export type ShopAnswer =
  | {kind: 'data'; data: unknown; cost: AnswerCost}
  /** The budget was too small; `cost` says how long to wait, see `waitFor`. */
  | {kind: 'throttled'; cost: AnswerCost | null}
  | {kind: 'fault'; fault: ShopFault; cost: AnswerCost | null}

const Cost = z.object({
  requestedQueryCost: z.number(),
  actualQueryCost: z.number().nullish(),
  throttleStatus: z
    .object({
      maximumAvailable: z.number(),
      currentlyAvailable: z.number(),
      restoreRate: z.number(),
    })
    .nullish(),
})

const GraphQLError = z.object({
  message: z.string().catch(''),
  path: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .catch(undefined),
  extensions: z
    .object({code: z.string().optional().catch(undefined)})
    .optional()
    .catch(undefined),
})

const Body = z.object({
  data: z.unknown().optional(),
  // A string in answers to a wrong token.
  errors: z.union([z.array(GraphQLError), z.string()]).nullish(),
  extensions: z
    .object({
      cost: Cost.optional().catch(undefined),
      search: z
        .array(z.object({warnings: z.array(z.unknown()).nullish()}))
        .optional()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
})

type Failure = z.output<typeof GraphQLError>

/** From https://shopify.dev/docs/api/usage/response-codes. */
const FAULT_OF_STATUS: ReadonlyMap<number, ShopFault> = new Map([
  [401, 'token-refused'],
  [402, 'store-frozen'],
  [403, 'token-refused'],
  [404, 'store-gone'],
  [410, 'store-gone'],
  [423, 'store-gone'],
])

function costOf(cost: z.output<typeof Cost> | undefined): AnswerCost | null {
  if (!cost) return null
  return {
    requested: cost.requestedQueryCost,
    actual: cost.actualQueryCost ?? null,
    status: cost.throttleStatus ?? null,
  }
}

/**
 * The fault behind a denial. Scopes and approvals share the code `ACCESS_DENIED`, and the last of many
 * denials has no code, so the message decides.
 */
function faultOfDenial(failures: readonly Failure[]): ShopFault | null {
  const says = (pattern: RegExp) => failures.some(({message}) => pattern.test(message))
  if (says(/access scope|required access/iu)) return 'scope-missing'
  if (says(/not approved to use the/iu)) return 'field-not-approved'
  if (says(/not approved to access/iu)) {
    const isOfField = failures.some(({path}) => path?.includes('defaultEmailAddress') ?? false)
    return isOfField ? 'field-not-approved' : 'data-not-approved'
  }
  return failures.some(({extensions}) => extensions?.code === 'ACCESS_DENIED')
    ? 'data-not-approved'
    : null
}

function faultOf(failures: readonly Failure[]): ShopFault {
  const codes = new Set(failures.map(({extensions}) => extensions?.code))
  if (codes.has('MAX_COST_EXCEEDED')) return 'query-too-costly'
  const denied = faultOfDenial(failures)
  if (denied) return denied
  return codes.has('INTERNAL_SERVER_ERROR') || codes.has('TIMEOUT') ? 'unreachable' : 'shape-other'
}

/**
 * Interprets an answer. Data that comes with an error, with a warning about the search, or from another
 * API version than requested is a fault: what is missing in it would be counted as if it did not exist.
 *
 * @param apiVersion - the requested version
 */
export function readAnswer(
  {status, apiVersion: answered, body}: RawAnswer,
  apiVersion: string,
): ShopAnswer {
  const fault = FAULT_OF_STATUS.get(status)
  if (fault) return {kind: 'fault', fault, cost: null}
  if (status === 429) return {kind: 'throttled', cost: null}
  if (status !== 200) return {kind: 'fault', fault: 'unreachable', cost: null}
  const read = parseJsonText(Body, body)
  // A body that was cut off is not JSON.
  if (!read) return {kind: 'fault', fault: 'unreachable', cost: null}
  const {data, errors, extensions} = read
  const cost = costOf(extensions?.cost)
  if (typeof errors === 'string') return {kind: 'fault', fault: 'token-refused', cost}
  if (errors && errors.length > 0) {
    const isThrottled = errors.some(({extensions: more}) => more?.code === 'THROTTLED')
    return isThrottled ? {kind: 'throttled', cost} : {kind: 'fault', fault: faultOf(errors), cost}
  }
  if (answered !== apiVersion) return {kind: 'fault', fault: 'version-other', cost}
  if (extensions?.search?.some(({warnings}) => warnings && warnings.length > 0)) {
    return {kind: 'fault', fault: 'search-ignored', cost}
  }
  if (data === null || data === undefined || !cost) {
    return {kind: 'fault', fault: 'shape-other', cost}
  }
  return {kind: 'data', data, cost}
}
