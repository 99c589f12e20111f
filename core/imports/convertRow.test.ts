import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {anyText} from '../testing/anyText.ts'
import {compileMapping, convertRow, type ConversionContext} from './convertRow.ts'
import {
  EVIDENCE_PARTS,
  IMPORT_FIELDS,
  IMPORTED_SUBSCRIPTIONS,
  type ColumnMapping,
  type ColumnTarget,
  type ConvertedRow,
  type ImportedPerson,
  type ImportMapping,
} from './importMapping.ts'

const context: ConversionContext = {
  statuses: ['new', 'open', 'won'],
  lists: {'spring fair': 'artameta.list.one', customers: 'artameta.list.two'},
  timeZone: 'Europe/Stockholm',
  subscription: null,
  members: null,
  now: '2026-11-30T10:00:00.000Z',
  customTypes: new Map([['seats', 'number'] as const]),
}

type Entry = [cell: string, target: ColumnTarget, rest?: Partial<ColumnMapping>]

const EMAIL: Entry = ['anna@example.com', {kind: 'field', field: 'email'}]

function mappingOf(entries: readonly Entry[]): ImportMapping {
  const columns = entries.map(([, target, rest]) => ({heading: '', target, ...rest}))
  return {version: 1, columns}
}

function convert(
  entries: readonly Entry[],
  changes: Partial<ConversionContext> = {},
): ConvertedRow {
  return convertRow(
    entries.map(([cell]) => cell),
    mappingOf(entries),
    {...context, ...changes},
  )
}

function person(
  entries: readonly Entry[],
  changes: Partial<ConversionContext> = {},
): ImportedPerson {
  const row = convert([EMAIL, ...entries], changes)
  if (!row.ok) throw new Error('The row was refused.')
  return row.person
}

function codes(entries: readonly Entry[]): string[] {
  return convert([EMAIL, ...entries]).problems.map(({code, column}) => `${code} ${column}`)
}

describe('a row', () => {
  test('without a valid e-mail address is refused', () => {
    expect(convert([['anna', {kind: 'field', field: 'email'}]])).toEqual({
      ok: false,
      problems: [{code: 'not-email', column: 0}],
    })
    const named: Entry = ['Anna', {kind: 'field', field: 'name'}]
    expect(convert([['', {kind: 'field', field: 'email'}], named])).toEqual({
      ok: false,
      problems: [{code: 'no-email', column: null}],
      // Another key may find the lead.
      unaddressed: expect.objectContaining({email: '', fields: {name: 'Anna'}}),
    })
  })

  test('without any value is empty', () => {
    expect(convert([['  ', {kind: 'field', field: 'email'}]])).toEqual({
      ok: false,
      problems: [{code: 'empty-row', column: null}],
    })
  })

  test('with more values than columns is refused, with more empty cells it is not', () => {
    const mapping = mappingOf([EMAIL])
    expect(convertRow(['anna@example.com', 'x'], mapping, context)).toMatchObject({
      ok: false,
      problems: [{code: 'too-many-cells', column: null}],
    })
    expect(convertRow(['anna@example.com', '', ' '], mapping, context).ok).toBe(true)
  })

  test('that is shorter lacks its last values', () => {
    const mapping = mappingOf([EMAIL, ['', {kind: 'field', field: 'company'}]])
    expect(convertRow(['anna@example.com'], mapping, context).ok).toBe(true)
  })
})

describe('fields', () => {
  test('are cleaned by their rules', () => {
    const {fields} = person([
      ['\u00a0Anna \u200b Berg', {kind: 'field', field: 'name'}],
      ["'+46 70 123 45 67", {kind: 'field', field: 'phone'}],
      ['linkedin.com/in/anna', {kind: 'field', field: 'linkedIn'}],
    ])
    expect(fields).toEqual({
      name: 'Anna Berg',
      phone: '+46 70 123 45 67',
      linkedIn: 'https://linkedin.com/in/anna',
    })
  })

  test('that are not valid are left out with a problem', () => {
    const entries: Entry[] = [
      ['call me', {kind: 'field', field: 'phone'}],
      ['x'.repeat(201), {kind: 'field', field: 'company'}],
      ['many', {kind: 'field', field: 'score'}],
      ['n/a', {kind: 'field', field: 'phone'}],
    ]
    expect(person(entries).fields).toEqual({})
    expect(codes(entries)).toEqual(['not-phone 1', 'too-long 2', 'not-number 3'])
  })

  test('take the name from its parts, or from the cell of the address', () => {
    const parts: Entry[] = [
      ['Berg', {kind: 'namePart', part: 'last'}],
      ['Anna', {kind: 'namePart', part: 'first'}],
    ]
    expect(person(parts).fields.name).toBe('Anna Berg')
    expect(person([['Berg', {kind: 'namePart', part: 'last'}]]).fields.name).toBe('Berg')
    const row = convert([['Anna B <anna@example.com>', {kind: 'field', field: 'email'}]])
    expect(row).toMatchObject({ok: true, person: {fields: {name: 'Anna B'}}})
  })

  test('take an owner only if it is a member', () => {
    const owner: Entry = ['u2', {kind: 'field', field: 'owner'}]
    expect(person([owner], {members: new Set(['u2'])}).fields.owner).toBe('u2')
    expect(person([owner], {members: new Set(['u1'])}).fields.owner).toBeUndefined()
    expect(person([owner]).fields.owner).toBeUndefined()
    const target: ColumnTarget = {kind: 'field', field: 'owner', values: {ida: 'u2'}}
    expect(person([['Ida', target]]).fields.owner).toBe('u2')
    expect(person([['u3', target]]).fields.owner).toBeUndefined()
    expect(codes([['Bo', target]])).toEqual(['not-member 1'])
  })

  test('take a status of the site by its value or by the mapping', () => {
    const target: ColumnTarget = {kind: 'status', values: {kunde: 'won', gone: 'lost'}}
    expect(person([['Kunde', target]]).status).toBe('won')
    expect(person([['OPEN', target]]).status).toBe('open')
    expect(codes([['gone', target]])).toEqual(['unknown-status 1'])
    expect(codes([['whatever', target]])).toEqual(['unknown-status 1'])
  })

  test('split tags and lists, each once', () => {
    const tagged = person([
      ['vip, Blog,vip', {kind: 'tags', separator: ','}],
      ['new|Blog', {kind: 'tags', separator: '|'}],
      ['Spring Fair;customers', {kind: 'lists', separator: ';'}],
    ])
    expect(tagged.tags).toEqual(['vip', 'Blog', 'new'])
    expect(tagged.lists).toEqual(['artameta.list.one', 'artameta.list.two'])
    expect(codes([['Autumn', {kind: 'lists', separator: ','}]])).toEqual(['unknown-list 1'])
    const many = Array.from({length: 60}, (_, index) => `t${index}`).join(',')
    expect(codes([[many, {kind: 'tags', separator: ','}]])).toEqual(['too-many-tags 1'])
    expect(person([[many, {kind: 'tags', separator: ','}]]).tags).toHaveLength(50)
  })

  test('store custom fields in the form of their type', () => {
    expect(
      person([
        ['1.200,50', {kind: 'custom', name: 'price', type: 'number'}, {decimal: ','}],
        ['Ja', {kind: 'custom', name: 'member', type: 'boolean'}],
        ['03/04/2024', {kind: 'custom', name: 'birthday', type: 'date'}, {dates: 'mdy'}],
        ['12', {kind: 'custom', name: 'seats', type: 'text'}],
        ['0000-00-00', {kind: 'custom', name: 'renewal', type: 'date'}],
      ]).custom,
    ).toEqual([
      {name: 'price', value: '1200.5'},
      {name: 'member', value: 'true'},
      {name: 'birthday', value: '2024-03-04'},
      {name: 'seats', value: '12'},
    ])
    expect(codes([['many', {kind: 'custom', name: 'seats', type: 'text'}]])).toEqual([
      'not-number 1',
    ])
  })
})

test('a JSON object fills custom fields', () => {
  const target: ColumnTarget = {kind: 'attributes'}
  expect(
    person([['{"city": "Lund", "seats": 4, "likes": ["a", "b"], "none": null}', target]]).custom,
  ).toEqual([
    {name: 'city', value: 'Lund'},
    {name: 'seats', value: '4'},
    {name: 'likes', value: 'a, b'},
  ])
  expect(codes([['{broken', target]])).toEqual(['not-attributes 1'])
})

test('a JSON object fills fields of every lead, and makes no custom fields of their names', () => {
  const target: ColumnTarget = {kind: 'attributes'}
  const cell =
    '{"Company": "Berg AB", "score": "7,5", "phone": "call me", "city": "Lund", "owner": "p1"}'
  const found = person([[cell, target]])
  expect(found).toMatchObject({fields: {company: 'Berg AB'}, score: 7.5})
  expect(found.custom).toEqual([{name: 'city', value: 'Lund'}])
  expect(found.fields).not.toHaveProperty('owner')
  expect(codes([[cell, target]])).toEqual(['not-phone 1', 'taken-name 1'])
  const first: Entry = ['Own AB', {kind: 'field', field: 'company'}]
  expect(person([first, [cell, target]]).fields.company).toBe('Own AB')
})

describe('moments', () => {
  test('use the time zone of the file', () => {
    const entry: Entry = ['2024-07-12 09:14:00', {kind: 'createdAt'}]
    expect(person([entry]).createdAt).toBe('2024-07-12T07:14:00.000Z')
    expect(person([entry], {timeZone: 'UTC'}).createdAt).toBe('2024-07-12T09:14:00.000Z')
  })

  test('in the future are left out', () => {
    const entries: Entry[] = [
      ['2027-01-01', {kind: 'createdAt'}],
      ['2027-01-01', {kind: 'evidence', part: 'confirmedAt'}],
    ]
    expect(codes(entries)).toEqual(['future-date 1', 'future-date 2'])
    expect(person(entries)).toMatchObject({createdAt: null, evidence: {}})
  })

  test('of the sign-up are those of the creation, where the file has no other', () => {
    const evidence: Entry[] = [
      ['2024-01-03T10:00:00Z', {kind: 'evidence', part: 'confirmedAt'}],
      ['2024-01-02T10:00:00Z', {kind: 'evidence', part: 'requestedAt'}],
    ]
    expect(person(evidence).createdAt).toBe('2024-01-02T10:00:00.000Z')
    const own: Entry = ['2023-05-01T00:00:00Z', {kind: 'createdAt'}]
    expect(person([...evidence, own]).createdAt).toBe('2023-05-01T00:00:00.000Z')
  })
})

describe('the subscription', () => {
  const values = {subscribed: 'subscribed', out: 'unsubscribed', bad: 'bounced'} as const
  const of = (cell: string): Entry => [cell, {kind: 'subscription', values}]

  test('is the strictest of all columns', () => {
    expect(person([of('Subscribed')]).subscription).toBe('subscribed')
    expect(person([of('subscribed'), of('OUT')]).subscription).toBe('unsubscribed')
    expect(person([of('out'), of('bad')]).subscription).toBe('bounced')
  })

  test('is the strictest of several words in a cell', () => {
    expect(person([of('subscribed, out')]).subscription).toBe('unsubscribed')
    expect(person([of('["BAD","out"]')]).subscription).toBe('bounced')
    expect(person([of('out;whatever')]).subscription).toBe('none')
  })

  test('is none for an unknown word', () => {
    expect(person([of('perhaps')], {subscription: 'subscribed'}).subscription).toBe('none')
    expect(codes([of('perhaps')])).toEqual(['unknown-subscription 1'])
  })

  test('is that of the file where no column has one, and never higher than a file of refusals allows', () => {
    expect(person([of('')], {subscription: 'subscribed'}).subscription).toBe('subscribed')
    expect(person([], {subscription: 'unsubscribed'}).subscription).toBe('unsubscribed')
    expect(person([of('subscribed')], {subscription: 'unsubscribed'}).subscription).toBe(
      'unsubscribed',
    )
    expect(person([]).subscription).toBeNull()
  })
})

const anyTarget: fc.Arbitrary<ColumnTarget> = fc.oneof(
  fc.constant({kind: 'ignore' as const}),
  fc.constant({kind: 'createdAt' as const}),
  fc.constant({kind: 'attributes' as const}),
  fc.record({kind: fc.constant('field' as const), field: fc.constantFrom(...IMPORT_FIELDS)}),
  fc.record({
    kind: fc.constant('namePart' as const),
    part: fc.constantFrom('first' as const, 'last' as const),
  }),
  fc.record({
    kind: fc.constant('status' as const),
    values: fc.dictionary(anyText, fc.constantFrom('new', 'lost')),
  }),
  fc.record({
    kind: fc.constant('subscription' as const),
    values: fc.dictionary(anyText, fc.constantFrom(...IMPORTED_SUBSCRIPTIONS)),
  }),
  fc.record({
    kind: fc.constantFrom('tags' as const, 'lists' as const),
    separator: fc.constantFrom(
      ',' as const,
      ';' as const,
      '|' as const,
      'json' as const,
      'lines' as const,
    ),
  }),
  fc.record({
    kind: fc.constant('custom' as const),
    name: fc.constantFrom('seats', 'city', '__proto__'),
    type: fc.constantFrom('text' as const, 'number' as const, 'boolean' as const, 'date' as const),
  }),
  fc.record({kind: fc.constant('evidence' as const), part: fc.constantFrom(...EVIDENCE_PARTS)}),
)

const anyCell = fc.oneof(
  anyText,
  fc.emailAddress(),
  fc.constantFrom(
    'a <b@example.com>',
    '2024-01-02',
    '12.03.2024 10:00',
    'yes',
    '1.234,5',
    '["a"]',
    '{"seats": 3, "a b": [1, "x"]}',
  ),
)

const anyMapping: fc.Arbitrary<ImportMapping> = fc
  .array(
    fc.record({
      heading: anyText,
      target: anyTarget,
      dates: fc.constantFrom('dmy' as const, 'mdy' as const, 'ymd' as const),
      decimal: fc.constantFrom('.' as const, ',' as const),
    }),
    {minLength: 1, maxLength: 12},
  )
  .map((columns) => ({version: 1, columns}))

test('cells of millions of characters are read before the test times out', () => {
  const texts = [
    "'",
    '"',
    ' ',
    'a',
    '=',
    '="',
    ',',
    '|',
    '[',
    '{"',
    '1',
    '-',
    '\\',
    '<',
    'a@',
    'é',
  ].map((text) => text.repeat(2_000_000))
  const targets: ColumnTarget[] = [
    EMAIL[1],
    {kind: 'field', field: 'name'},
    {kind: 'field', field: 'phone'},
    {kind: 'field', field: 'linkedIn'},
    {kind: 'field', field: 'score'},
    {kind: 'tags', separator: ','},
    {kind: 'lists', separator: '|'},
    {kind: 'attributes'},
    {kind: 'createdAt'},
    {kind: 'subscription', values: {}},
    {kind: 'custom', name: 'note', type: 'text'},
  ]
  for (const text of texts) {
    const entries = targets.map((target): Entry => [text, target])
    expect(convert([EMAIL, ...entries]).ok).toBe(true)
  }
})

test('any mapping converts any row, the same way each time', () => {
  fc.assert(
    fc.property(anyMapping, fc.array(anyCell, {maxLength: 14}), (mapping, cells) => {
      const convertCells = compileMapping(mapping, context)
      const row = convertCells(cells)
      expect(convertCells(cells)).toEqual(row)
      expect(row.ok || row.problems.length > 0).toBe(true)
      for (const {column} of row.problems) expect(column ?? 0).toBeLessThan(mapping.columns.length)
    }),
  )
})

/** The cells and the mapping that say what a person is. */
function entriesOf(own: ImportedPerson): Entry[] {
  const meanings = Object.fromEntries(IMPORTED_SUBSCRIPTIONS.map((state) => [state, state]))
  const names = Object.fromEntries(own.lists.map((id) => [id.toLowerCase(), id]))
  const quoted = (texts: readonly string[]) => JSON.stringify(texts)
  return [
    [own.email, {kind: 'field', field: 'email'}],
    ...IMPORT_FIELDS.flatMap((field): Entry[] => {
      if (field === 'email' || field === 'score') return []
      const value = own.fields[field]
      return value === undefined ? [] : [[value, {kind: 'field', field}]]
    }),
    [own.score === null ? '' : String(own.score), {kind: 'field', field: 'score'}, {decimal: '.'}],
    [own.status ?? '', {kind: 'status', values: {}}],
    [own.subscription ?? '', {kind: 'subscription', values: meanings}],
    [quoted(own.tags), {kind: 'tags', separator: 'json'}],
    [quoted(Object.keys(names)), {kind: 'lists', separator: 'json'}],
    ...own.custom.map(({name, value}): Entry => [
      value,
      {kind: 'custom', name, type: 'text'},
      {decimal: '.'},
    ]),
    [own.createdAt ?? '', {kind: 'createdAt'}],
    ...EVIDENCE_PARTS.map((part): Entry => [own.evidence[part] ?? '', {kind: 'evidence', part}]),
  ]
}

test('converting what was converted changes nothing', () => {
  const rows = fc.array(anyCell, {minLength: 1, maxLength: 12})
  const ids = Object.fromEntries(Object.values(context.lists).map((id) => [id, id]))
  fc.assert(
    fc.property(anyMapping, rows, fc.emailAddress(), (mapping, cells, address) => {
      const columns = [...mapping.columns, {heading: '', target: EMAIL[1]}]
      const padded = mapping.columns.map((_, index) => cells[index] ?? '')
      const first = convertRow([...padded, address], {version: 1, columns}, context)
      if (!first.ok) return
      const again = convert(entriesOf(first.person), {lists: ids})
      expect(again.problems).toEqual([])
      expect(again.ok && again.person).toEqual(first.person)
    }),
    {numRuns: 500},
  )
})
