import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {redactDiff, SHOWN_ATTRIBUTES} from './auditDiff.ts'

const options = {secret: 'a secret of the tests'}
const fingerprint = expect.stringMatching(/^\[changed #[a-z2-7]{8}\]$/)

describe('redactDiff', () => {
  test('shows values that identify nobody and marks all others', () => {
    const before = {_id: 'x', _rev: '1', status: 'new', email: 'ada@example.com', name: 'Ada'}
    const after = {_id: 'x', _rev: '2', status: 'won', email: 'ada@example.org', name: 'Ada'}
    expect(redactDiff(before, after, options)).toEqual([
      {_key: 'change-0', path: 'email', before: fingerprint, after: fingerprint},
      {_key: 'change-1', path: 'status', before: 'new', after: 'won'},
    ])
  })

  test('shows creation and deletion', () => {
    const document = {_id: 'x', _type: 'lead', status: 'new', name: 'Ada'}
    expect(redactDiff(null, document, options)).toEqual([
      {_key: 'change-0', path: 'name', after: fingerprint},
      {_key: 'change-1', path: 'status', after: 'new'},
    ])
    expect(redactDiff(document, null, options)[1]).toEqual({
      _key: 'change-1',
      path: 'status',
      before: 'new',
    })
    expect(redactDiff(null, null, options)).toEqual([])
  })

  test('shows that a value went back to what it was', () => {
    const [there] = redactDiff({name: 'Ada'}, {name: 'Bob'}, options)
    const [back] = redactDiff({name: 'Bob'}, {name: 'Ada'}, options)
    expect(back?.after).toBe(there?.before)
    expect(back?.before).toBe(there?.after)
    const [other] = redactDiff({company: 'Ada'}, {company: 'Bob'}, options)
    expect(other?.before).not.toBe(there?.before)
    const [elsewhere] = redactDiff({name: 'Ada'}, {name: 'Bob'}, {secret: 'another'})
    expect(elsewhere?.before).not.toBe(there?.before)
  })

  test.each([
    ['status', 'ada@example.com'],
    ['reason', 'call +44 20 7946 0000'],
    ['approvalReference', 'x'.repeat(201)],
    ['status', 'Ada Lovelace'],
    ['lists', ['Ada Lovelace']],
    ['mode', {by: 'Ada\nLovelace'}],
  ])('hides values in %s that look personal', (path, value) => {
    expect(redactDiff(null, {[path]: value}, options)).toEqual([
      {_key: 'change-0', path, after: fingerprint},
    ])
  })

  test('shows in full what an approval refers to', () => {
    const after = {approvalReference: 'Board, item 7'}
    expect(redactDiff(null, after, options)[0]?.after).toBe('Board, item 7')
  })

  test('shows moments, numbers and switches', () => {
    const after = {lastContactAt: '2026-07-01T10:00:00.000Z', score: 7, tenantMayEdit: false}
    expect(redactDiff(null, after, options).map((change) => change.after)).toEqual([
      '2026-07-01T10:00:00.000Z',
      '7',
      'false',
    ])
  })

  test('ignores equal values, in any order of members', () => {
    const before = {source: {kind: 'form', label: 'x'}, tags: ['a']}
    const after = {tags: ['a'], source: {label: 'x', kind: 'form'}}
    expect(redactDiff(before, after, options)).toEqual([])
  })

  test('never leaks a value of an attribute that may not be shown', () => {
    const name = fc
      .string({minLength: 1})
      .filter((text) => !SHOWN_ATTRIBUTES.has(text) && !text.startsWith('_'))
    const secret = fc.oneof(
      fc.emailAddress(),
      fc.string({unit: 'grapheme', minLength: 5}).filter((text) => !text.startsWith('chang')),
    )
    const wrapped = secret.chain((value) =>
      fc.constantFrom<unknown>(value, [{_key: 'a', name: 'x', value}], {deep: {er: value}}),
    )
    fc.assert(
      fc.property(name, wrapped, wrapped, (path, was, is) => {
        const changes = redactDiff({[path]: was}, {[path]: is}, options)
        const shown = changes.flatMap((change) => [change.before ?? '', change.after ?? ''])
        expect(shown.filter((text) => !/^\[changed #[a-z2-7]{8}\]$/.test(text))).toEqual([])
      }),
      {numRuns: 200},
    )
  })

  test('never shows an address, in any attribute', () => {
    const anyPath = fc.oneof(fc.string({minLength: 1}), fc.constantFrom(...SHOWN_ATTRIBUTES))
    fc.assert(
      fc.property(anyPath, fc.emailAddress(), fc.lorem(), (path, email, words) => {
        const changes = redactDiff(null, {[path]: `${words} ${email}`, list: [email]}, options)
        const values = changes.map((change) => change.after)
        expect(JSON.stringify(values)).not.toContain(email)
      }),
      {numRuns: 100},
    )
  })
})
