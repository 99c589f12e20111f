import * as fc from 'fast-check'
import {evaluateSync, parse} from 'groq-js'
import {describe, expect, it} from 'vitest'
import {grantsFor} from '../../../core/tenancy/grants.ts'
import type {SiteRole} from '../../../core/tenancy/roles.ts'
import {grantPredicate} from './grantPredicate.ts'

const id = fc.constantFrom(
  'artameta.lead.a',
  'artameta.submission.b',
  'artameta.rule.customers',
  'artameta.',
  'artameta',
  'drafts.artameta.lead.a',
  'versions.r1.artameta.lead.a',
  'bluefern.lead.a',
  'site.artameta',
  'network.audit.1',
  '_.groups.public',
)

const value = fc.oneof(
  id,
  fc.boolean(),
  fc.constant(null),
  fc.integer({min: -1, max: 2}),
  fc.constantFrom('', 'open', 'won'),
  fc.constant(['open', 1]),
  fc.record({value: fc.constantFrom('open', 1, null)}, {noNullPrototype: true}),
)

const document = fc
  .tuple(
    id,
    fc.dictionary(fc.constantFrom('status', 'tenantMayEdit', 'owner', 'site'), value, {
      noNullPrototype: true,
    }),
  )
  .map(([_id, rest]) => ({...rest, _id}))

const attribute = fc.constantFrom(
  '_id',
  'status',
  'owner.value',
  'site',
  'tenantMayEdit',
  'missing',
)
const literal = fc.constantFrom('"open"', '"artameta.lead.a"', '1', 'true', 'false', 'null', '""')
const path = fc.constantFrom(
  'artameta.**',
  '**',
  '*',
  'artameta.*',
  '*.lead.*',
  'site.artameta',
  '',
)

const {filter} = fc.letrec<{filter: string}>((tie) => ({
  filter: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    fc.tuple(attribute, path).map(([a, p]) => `${a} in path("${p}")`),
    fc.tuple(attribute, fc.constantFrom('==', '!='), literal).map((parts) => parts.join(' ')),
    fc.tuple(attribute, attribute).map(([a, b]) => `${a} == ${b}`),
    fc.tuple(attribute, fc.array(literal, {maxLength: 3})).map(([a, l]) => `${a} in [${l.join()}]`),
    fc.tuple(attribute, literal).map(([a, l]) => `string::startsWith(${a}, ${l})`),
    attribute.map((a) => `defined(${a})`),
    attribute,
    fc.constantFrom('true', 'false', 'null', 'status > 0', 'count(owner) == 2', '"open" in status'),
    tie('filter').map((f) => `!(${f})`),
    fc.tuple(tie('filter'), tie('filter')).map(([a, b]) => `(${a} && ${b})`),
    fc.tuple(tie('filter'), tie('filter')).map(([a, b]) => `(${a} || ${b})`),
  ),
}))

describe('grantPredicate', () => {
  it('agrees with groq-js on filters of every shape', () => {
    fc.assert(
      fc.property(filter, document, (text, subject) => {
        const expected = evaluateSync(parse(text), {root: subject, dataset: []})
        expect(grantPredicate(text, 'someone')(subject)).toBe(expected.data === true)
      }),
      {numRuns: 2000},
    )
  })

  it('agrees with groq-js on the grants of every role', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<SiteRole>('viewer', 'editor', 'admin'),
        document,
        (role, subject) => {
          for (const grant of grantsFor({kind: 'site', site: 'artameta', role})) {
            const expected = evaluateSync(parse(grant.filter), {root: subject, dataset: []})
            expect(grantPredicate(grant.filter, '')(subject)).toBe(expected.data === true)
          }
        },
      ),
    )
  })

  it('compares ids as they are stored, so that drafts need a grant of their own', () => {
    const matches = grantPredicate('_id in path("artameta.**")', '')
    expect(matches({_id: 'artameta.lead.a'})).toBe(true)
    expect(matches({_id: 'drafts.artameta.lead.a'})).toBe(false)
    expect(matches({_id: 'versions.r1.artameta.lead.a'})).toBe(false)
  })

  it('distinguishes sites whose keys start the same', () => {
    for (const filter of [
      '_id in path("blue.**")',
      '_id in path("blue.**") && count([1]) == 1',
      '!(!(_id in path("blue.*.**")))',
    ]) {
      const matches = grantPredicate(filter, '')
      expect(matches({_id: 'blue.lead.a'})).toBe(true)
      expect(matches({_id: 'bluefern.lead.a'})).toBe(false)
    }
  })

  it('knows the caller’s identity', () => {
    const matches = grantPredicate('owner == identity()', 'artameta-editor')
    expect(matches({_id: 'a', owner: 'artameta-editor'})).toBe(true)
    expect(matches({_id: 'a', owner: 'artameta-viewer'})).toBe(false)
  })

  it('treats a filter that cannot be evaluated as false', () => {
    expect(grantPredicate('geo::contains(a, b)', '')({_id: 'a'})).toBe(false)
  })
})
