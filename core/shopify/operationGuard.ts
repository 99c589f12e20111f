import {
  Kind,
  OperationTypeNode,
  parse,
  print,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import type {AllowedField, AllowedFields} from './allowedFields.ts'

/** Why a request to Shopify is refused. None of these repeats a value of the request. */
const MESSAGES = {
  'not-json': 'the body is not JSON',
  'not-an-object': 'the body is not an object',
  batched: 'the body is a list of operations',
  'unknown-member': 'the body has a member besides query, variables and operationName',
  'bad-variables': 'a variable is neither text, a number, true, false nor null',
  'not-graphql': 'the query is not GraphQL, or too long',
  'several-definitions': 'the document has not exactly one definition',
  fragment: 'the document has a fragment',
  mutation: 'the document is a mutation',
  subscription: 'the document is a subscription',
  anonymous: 'the operation has no name',
  'other-operation-name': 'operationName is not the name of the operation',
  directive: 'the document has a directive',
  alias: 'a field has an alias',
  'unknown-field': 'a field is not on the list of fields that may be read',
  'unknown-argument': 'a field has an argument that is not allowed',
  'bad-argument': 'an argument is a list or an object',
  'selection-of-leaf': 'fields are selected in a field that has none',
  'no-selection': 'no fields are selected in a field that has some',
  'repeated-field': 'a field is selected twice',
} as const

/** Code of a reason. */
export type Refusal = keyof typeof MESSAGES

/** A request that may be sent, or why it may not. */
export type GuardVerdict =
  /** `body` is printed from the parsed document, so that no other parser can read it differently. */
  {ok: true; operation: string; body: string} | {ok: false; reason: Refusal; message: string}

/** Most tokens of a document; ours have about 60. It bounds the time of parsing. */
const MAX_TOKENS = 400

class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly reason: Refusal

  constructor(reason: Refusal) {
    super(reason)
    this.reason = reason
  }
}

const MEMBERS: ReadonlySet<string> = new Set(['query', 'variables', 'operationName'])

interface Body {
  query: string
  variables: Record<string, string | number | boolean | null>
  operationName: string | null
}

function readBody(text: string): Body {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new RefusedError('not-json')
  }
  if (Array.isArray(value)) throw new RefusedError('batched')
  if (typeof value !== 'object' || value === null) throw new RefusedError('not-an-object')
  const members = new Map(Object.entries(value))
  if ([...members.keys()].some((name) => !MEMBERS.has(name)))
    throw new RefusedError('unknown-member')
  const query: unknown = members.get('query')
  if (typeof query !== 'string') throw new RefusedError('not-graphql')
  const operationName: unknown = members.get('operationName') ?? null
  if (operationName !== null && typeof operationName !== 'string') {
    throw new RefusedError('other-operation-name')
  }
  return {query, variables: readVariables(members.get('variables') ?? {}), operationName}
}

function readVariables(value: unknown): Body['variables'] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RefusedError('bad-variables')
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => {
      const isScalar =
        each === null ||
        typeof each === 'string' ||
        typeof each === 'boolean' ||
        (typeof each === 'number' && Number.isFinite(each))
      if (!isScalar) throw new RefusedError('bad-variables')
      return [name, each]
    }),
  )
}

function onlyOperation(document: DocumentNode): OperationDefinitionNode {
  const {definitions} = document
  if (definitions.some(({kind}) => kind === Kind.FRAGMENT_DEFINITION))
    throw new RefusedError('fragment')
  const [operation, second] = definitions
  if (operation?.kind !== Kind.OPERATION_DEFINITION || second !== undefined) {
    throw new RefusedError('several-definitions')
  }
  if (operation.operation === OperationTypeNode.MUTATION) throw new RefusedError('mutation')
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw new RefusedError('subscription')
  if (operation.directives?.length) throw new RefusedError('directive')
  if (operation.variableDefinitions?.some(({directives}) => directives?.length)) {
    throw new RefusedError('directive')
  }
  return operation
}

function checkField(field: FieldNode, allowed: AllowedField): void {
  if (field.directives?.length) throw new RefusedError('directive')
  for (const {name, value} of field.arguments ?? []) {
    if (!allowed.arguments?.includes(name.value)) throw new RefusedError('unknown-argument')
    if (value.kind === Kind.LIST || value.kind === Kind.OBJECT)
      throw new RefusedError('bad-argument')
  }
  if (!field.selectionSet) {
    if (allowed.fields) throw new RefusedError('no-selection')
    return
  }
  if (!allowed.fields) throw new RefusedError('selection-of-leaf')
  checkSelection(field.selectionSet, allowed.fields)
}

function checkSelection({selections}: SelectionSetNode, allowed: AllowedFields): void {
  const seen = new Set<string>()
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) throw new RefusedError('fragment')
    if (selection.alias) throw new RefusedError('alias')
    const name = selection.name.value
    const declared = Object.hasOwn(allowed, name) ? allowed[name] : undefined
    if (!declared) throw new RefusedError('unknown-field')
    if (seen.has(name)) throw new RefusedError('repeated-field')
    seen.add(name)
    checkField(selection, declared)
  }
}

/**
 * Decides whether a request body may go to Shopify: a single named query of allowed fields. Everything
 * else is refused, even what Shopify would ignore, and what another parser might read differently.
 *
 * @param text - body of a `POST` to the Admin API
 * @param allowed - see `allowedRootFields`
 * @returns the body to send, printed anew
 */
export function guardOperation(text: string, allowed: AllowedFields): GuardVerdict {
  try {
    const {query, variables, operationName} = readBody(text)
    let document: DocumentNode
    try {
      document = parse(query, {maxTokens: MAX_TOKENS, noLocation: true})
    } catch {
      throw new RefusedError('not-graphql')
    }
    const operation = onlyOperation(document)
    const name = operation.name?.value
    if (name === undefined) throw new RefusedError('anonymous')
    if (operationName !== null && operationName !== name)
      throw new RefusedError('other-operation-name')
    checkSelection(operation.selectionSet, allowed)
    return {ok: true, operation: name, body: JSON.stringify({query: print(document), variables})}
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    const {reason} = error
    return {ok: false, reason, message: `Not sent to Shopify: ${MESSAGES[reason]}.`}
  }
}
