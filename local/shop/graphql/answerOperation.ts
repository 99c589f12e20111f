import {
  executeSync,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql'
import type {ShopStore} from '../shopStore.ts'
import {rootValue, type RequestNotes, type SearchReport, shopSchema} from './shopSchema.ts'
import {actualCost, MAX_COST, requestedCost, costPlan, type CostedField} from './operationCost.ts'

const LIMITS_PAGE = 'https://shopify.dev/api/usage/rate-limits'
const MOST_DOCUMENTS = 100

/** The body of a request. */
export interface OperationRequest {
  query: string
  variables: Readonly<Record<string, unknown>>
  operationName: string | null
}

/** How a request is answered. */
export interface AnswerOptions {
  /** The request has the header `Shopify-Search-Query-Debug`. */
  debugSearch: boolean
  /** Answers `THROTTLED` whatever the bucket holds. */
  throttle: boolean
}

interface CheckedDocument {
  document: DocumentNode
  errors: readonly GraphQLError[]
}

interface ValidOperation {
  document: DocumentNode
  operation: OperationDefinitionNode
}

const plans = new WeakMap<OperationDefinitionNode, readonly CostedField[]>()

function planOf({operation, document}: ValidOperation, schema: GraphQLSchema) {
  const plan = plans.get(operation) ?? costPlan(operation, document, schema)
  plans.set(operation, plan)
  return plan
}

const documents = new WeakMap<GraphQLSchema, Map<string, CheckedDocument>>()

/** Parses and validates a document. Clients send few different ones, so they are cached. */
function checkedDocument(schema: GraphQLSchema, query: string): CheckedDocument {
  const known = documents.get(schema) ?? new Map<string, CheckedDocument>()
  documents.set(schema, known)
  const found = known.get(query)
  if (found) return found
  const document = parse(query)
  const checked = {document, errors: validate(schema, document)}
  if (known.size >= MOST_DOCUMENTS) known.clear()
  known.set(query, checked)
  return checked
}

function refusal(errors: readonly GraphQLError[]): object {
  return {errors: errors.map((error) => error.toJSON())}
}

function searchExtension(
  searches: readonly SearchReport[],
  {settings}: ShopStore,
  debugSearch: boolean,
): object {
  const shown = debugSearch
    ? searches
    : searches.filter(({warnings}) => warnings && settings.searchWarnings === 'always')
  return shown.length > 0 ? {search: shown} : {}
}

/**
 * Answers a GraphQL request as the Admin API does: with the cost, throttled when the bucket does not
 * hold what the request may cost at most, and charged by what it gave.
 *
 * @returns the body of an answer with HTTP status 200
 */
export function answerOperation(
  store: ShopStore,
  request: OperationRequest,
  options: AnswerOptions,
): object {
  const schema = shopSchema(store.hostile)
  let checked: CheckedDocument
  try {
    checked = checkedDocument(schema, request.query)
  } catch (error) {
    if (error instanceof GraphQLError) return refusal([error])
    throw error
  }
  const {document, errors} = checked
  const operation = getOperationAST(document, request.operationName)
  if (!operation) {
    return refusal([new GraphQLError('An operation name is required.')])
  }
  if (errors.length > 0) return refusal(errors)
  return answerValid(store, schema, {document, operation}, request, options)
}

function answerValid(
  store: ShopStore,
  schema: GraphQLSchema,
  valid: ValidOperation,
  request: OperationRequest,
  {debugSearch, throttle}: AnswerOptions,
): object {
  const {document, operation} = valid
  const given = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables)
  if (given.errors) return refusal(given.errors)
  const plan = planOf(valid, schema)
  const {objectsPerPoint} = store.settings
  const requested = requestedCost(plan, given.coerced, objectsPerPoint)
  if (requested > MAX_COST) return tooExpensive(requested)
  if (throttle) store.bucket.drain()
  if (throttle || !store.bucket.admits(requested)) {
    store.noteThrottled()
    const extensions = {code: 'THROTTLED', documentation: LIMITS_PAGE}
    return {
      errors: [{message: 'Throttled', extensions}],
      extensions: {cost: costExtension(store, requested, null)},
    }
  }

  const notes: RequestNotes = {searches: []}
  const result = executeSync({
    schema,
    document,
    rootValue: rootValue(store, notes),
    variableValues: request.variables,
    operationName: request.operationName,
  })
  const actual = actualCost(plan, result.data, objectsPerPoint)
  store.noteAnswered(actual)
  return {
    data: result.data ?? null,
    ...(result.errors && {errors: reportedErrors(result.errors)}),
    extensions: {
      cost: costExtension(store, requested, actual),
      ...searchExtension(notes.searches, store, debugSearch),
    },
  }
}

function costExtension(store: ShopStore, requested: number, actual: number | null): object {
  return {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: store.bucket.status(),
  }
}

function tooExpensive(cost: number): object {
  const extensions = {
    code: 'MAX_COST_EXCEEDED',
    cost,
    maxCost: MAX_COST,
    documentation: LIMITS_PAGE,
  }
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_COST}).`
  return {errors: [{message, extensions}]}
}

/** Shopify reports no more errors than this, and says last that it left some out. */
const MOST_ERRORS = 250
const TOO_MANY = 'Too many execution errors, max error limit reached. Results truncated'

/** Errors as Shopify reports them: a flood ends with one that has no code. */
function reportedErrors(errors: readonly GraphQLError[]): object[] {
  const shown: object[] = errors.slice(0, MOST_ERRORS).map((error) => error.toJSON())
  return errors.length < MOST_ERRORS ? shown : [...shown.slice(0, -1), {message: TOO_MANY}]
}
