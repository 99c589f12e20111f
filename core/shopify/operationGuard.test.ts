import {array, assert, boolean, constantFrom, property} from 'fast-check'
import {Kind, OperationTypeNode, parse, visit, type DocumentNode} from 'graphql'
import {describe, expect, test} from 'vitest'
import {allowedRootFields, type AllowedFields} from './allowedFields.ts'
import {CUSTOMER_COUNT, customerPageOperation, STORE_PROBE} from './operations.ts'
import {guardOperation, type Refusal} from './operationGuard.ts'

const WITHOUT = allowedRootFields({emailDomains: false})
const WITH = allowedRootFields({emailDomains: true})

const body = (query: string, variables: unknown = {}, more: object = {}) =>
  JSON.stringify({query, variables, ...more})
const reasonOf = (text: string, allowed: AllowedFields = WITH) => {
  const verdict = guardOperation(text, allowed)
  return verdict.ok ? 'sent' : verdict.reason
}

describe('our own operations', () => {
  test.each([STORE_PROBE, CUSTOMER_COUNT, customerPageOperation({emailDomains: false})])(
    'are allowed for any rule',
    (operation) => {
      expect(reasonOf(body(operation), WITHOUT)).toBe('sent')
      expect(reasonOf(body(operation), WITH)).toBe('sent')
    },
  )

  test('read addresses only where a rule needs domains', () => {
    const operation = body(customerPageOperation({emailDomains: true}))
    expect(reasonOf(operation, WITH)).toBe('sent')
    expect(reasonOf(operation, WITHOUT)).toBe('unknown-field')
  })

  test('are sent as they were parsed', () => {
    const text = '{"query":"query A{shop{id}}","query":"query B{shop{myshopifyDomain}}"}'
    const verdict = guardOperation(text, WITH)
    expect(verdict).toMatchObject({ok: true, operation: 'B'})
    expect(verdict.ok && verdict.body).not.toContain('query A')
  })
})

const PAGE = 'customers(first: 1) { nodes { id } }'

describe('what is refused', () => {
  test.each<[Refusal, string, string]>(
    [
      [
        'a mutation',
        'mutation',
        'mutation M { customerDelete(input: {id: "1"}) { deletedCustomerId } }',
      ],
      ['a bulk query', 'mutation', 'mutation M { bulkOperationRunQuery(query: "{a}") { id } }'],
      ['a subscription', 'subscription', 'subscription S { shop { id } }'],
      ['two operations', 'several-definitions', 'query A { shop { id } } query B { shop { id } }'],
      ['a query and a mutation', 'several-definitions', `query A { ${PAGE} } mutation B { a }`],
      ['no operation', 'several-definitions', 'type A { b: C }'],
      ['a fragment', 'fragment', 'query A { shop { ...F } } fragment F on Shop { id }'],
      ['an inline fragment', 'fragment', 'query A { shop { ... on Shop { id } } }'],
      ['an alias', 'alias', 'query A { shop { name: id } }'],
      ['an alias of a root', 'alias', `query A { a: ${PAGE} }`],
      ['a directive', 'directive', 'query A { shop { id @include(if: true) } }'],
      ['a directive on the operation', 'directive', 'query A @x { shop { id } }'],
      ['a directive on a variable', 'directive', 'query A($a: Int @x) { shop { id } }'],
      ['no name', 'anonymous', '{ shop { id } }'],
      ['no name, with a word', 'anonymous', 'query { shop { id } }'],
      ['names', 'unknown-field', 'query A { customers(first: 1) { nodes { firstName } } }'],
      [
        'display names',
        'unknown-field',
        'query A { customers(first: 1) { nodes { displayName } } }',
      ],
      ['phones', 'unknown-field', 'query A { customers(first: 1) { nodes { phone } } }'],
      ['metafields', 'unknown-field', 'query A { customers(first: 1) { nodes { metafield } } }'],
      ['edges', 'unknown-field', 'query A { customers(first: 1) { edges { node { id } } } }'],
      ['other roots', 'unknown-field', 'query A { orders(first: 1) { nodes { id } } }'],
      ['one customer', 'unknown-field', 'query A { customer(id: "1") { id } }'],
      ['introspection', 'unknown-field', 'query A { __schema { types { name } } }'],
      ['type names', 'unknown-field', 'query A { shop { __typename } }'],
      ['inherited names', 'unknown-field', 'query A { constructor }'],
      ['arguments', 'unknown-argument', 'query A { customers(last: 1) { nodes { id } } }'],
      ['arguments of leaves', 'unknown-argument', 'query A { shop { id(a: 1) } }'],
      ['objects', 'bad-argument', 'query A { customers(first: {a: 1}) { nodes { id } } }'],
      ['fields of leaves', 'selection-of-leaf', 'query A { shop { id { a } } }'],
      ['objects without fields', 'no-selection', 'query A { shop }'],
      ['repetition', 'repeated-field', `query A { ${PAGE} ${PAGE} }`],
      ['no GraphQL', 'not-graphql', 'query A {'],
      ['depth', 'not-graphql', `query A ${'{ shop '.repeat(5_000)}`],
    ].map(([name = '', reason, query = '']) => [reason as Refusal, name, query]),
  )('%s for %s', (reason, _name, query) => {
    expect(reasonOf(body(query))).toBe(reason)
  })

  test.each<[Refusal, string]>([
    ['not-json', 'query A { shop { id } }'],
    ['not-json', ''],
    ['batched', `[${body('query A { shop { id } }')}]`],
    ['not-an-object', '"query A { shop { id } }"'],
    ['not-graphql', '{}'],
    ['unknown-member', body('query A { shop { id } }', {}, {extensions: {}})],
    ['unknown-member', body('query A { shop { id } }', {}, {id: 'persisted'})],
    ['other-operation-name', body('query A { shop { id } }', {}, {operationName: 'B'})],
    ['other-operation-name', body('query A { shop { id } }', {}, {operationName: 1})],
    ['bad-variables', body('query A { shop { id } }', [])],
    ['bad-variables', body('query A { shop { id } }', {input: {id: 1}})],
  ])('%s', (reason, text) => {
    expect(reasonOf(text)).toBe(reason)
  })

  test('is described without values of the request', () => {
    const text = body('query A { shop { id } }', {someone: ['jane@example.com']})
    const verdict = guardOperation(text, WITH)
    expect(JSON.stringify(verdict)).not.toContain('jane')
  })
})

/** Whether a document is one query of allowed fields, decided in another way than the guard does. */
function isInnocent(document: DocumentNode, allowed: AllowedFields): boolean {
  let isInnocent = document.definitions.length === 1
  const path: AllowedFields[] = [allowed]
  visit(document, {
    enter(node) {
      const here = path.at(-1) ?? {}
      if (node.kind === Kind.FIELD) {
        const known = Object.entries(here).find(([name]) => name === node.name.value)?.[1]
        if (!known || node.alias) isInnocent = false
        path.push(known?.fields ?? {})
      }
      if (/Fragment|Directive|^ObjectValue/u.test(node.kind)) isInnocent = false
      if (node.kind === Kind.OPERATION_DEFINITION && node.operation !== OperationTypeNode.QUERY)
        isInnocent = false
    },
    leave(node) {
      if (node.kind === Kind.FIELD) path.pop()
    },
  })
  return isInnocent
}

const FIELDS = [
  'id',
  'shop',
  'customers',
  'nodes',
  'tags',
  'phone',
  'displayName',
  'node',
  '__typename',
]
const PIECES = [
  'customers(first: 1) {',
  'a: shop {',
  '... on Shop {',
  '...F',
  '@skip(if: false)',
  '}',
  '}',
  'query A {',
  'mutation M {',
  'fragment F on Shop {',
  '"',
  '#',
  '\n',
]
const piece = constantFrom(...FIELDS, ...FIELDS.map((name) => `${name} {`), ...PIECES)

test('every request is one query of allowed fields', () => {
  assert(
    property(array(piece, {maxLength: 14}), boolean(), (pieces, emailDomains) => {
      const open = `query A { ${pieces.join(' ')}`
      const depth = open.split('{').length - open.split('}').length
      const allowed = allowedRootFields({emailDomains})
      const verdict = guardOperation(body(open + ' }'.repeat(Math.max(0, depth))), allowed)
      if (!verdict.ok) return
      const sent: {query: string} = JSON.parse(verdict.body)
      expect(isInnocent(parse(sent.query), allowed)).toBe(true)
    }),
    {numRuns: 2_000},
  )
})
