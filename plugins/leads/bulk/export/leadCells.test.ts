import {describe, expect, test} from 'vitest'
import {customColumn} from '../../data/columnId.ts'
import {leadRowSchema} from '../../data/leadRow.ts'
import {exportColumns, leadCells, type CellTexts} from './leadCells.ts'
import {exportFile, exportFileName} from './recordedFile.ts'
import {type ExportPart, exportPageQuery} from './exportLeads.ts'
import {cacheNames} from './cacheNames.ts'

const COLUMNS = [
  'name',
  'email',
  'company',
  'status',
  'engagement',
  'tags',
  'lastContactAt',
  'source',
  'createdAt',
  'jobTitle',
  'phone',
  'subscription',
  'score',
  'owner',
  'lists',
  'lastActivityAt',
] as const

const TEXTS: CellTexts = {
  status: (value) => `status ${value}`,
  engagement: (value) => `engagement ${value}`,
  subscription: (value) => `subscription ${value}`,
  owner: (id) => `user ${id}`,
  list: (id) => `list ${id}`,
}

describe('columns of a file', () => {
  test('are those of the grid in their order, and the e-mail', () => {
    expect(exportColumns(['score', 'email', 'name'])).toEqual(['score', 'email', 'name'])
    expect(exportColumns(['custom.size', 'name'])).toEqual(['custom.size', 'name', 'email'])
  })

  test('are read whole: the grid’s query cuts tags and lists short', () => {
    const where = {filter: 'true', params: {site: 'alpha'}}
    const {query, params} = exportPageQuery(where, ['tags', 'lists', 'custom.a "b"'], 'x', 10)
    expect(query).toBe(
      '*[_type == "lead" && site == $site && _id > $after] | order(_id asc)[0...10]{_id, _rev, name, tags, lists, "custom": customFields[name in $customNames]{name, value}}',
    )
    expect(params).toEqual({site: 'alpha', after: 'x', customNames: ['a "b"']})
  })
})

describe('cells', () => {
  const row = leadRowSchema.parse({
    _id: 'alpha.lead.1',
    name: 'Ada',
    email: 'ada@example.test',
    status: 'new',
    engagement: 'opened',
    subscription: 'none',
    tags: ['a', 'b; c', 'd', 'e', 'f', 'g'],
    lists: ['l1', 'l2'],
    owner: 'u1',
    score: 0,
    source: 'Form',
    createdAt: '2026-01-02T03:04:05+02:00',
    lastContactAt: 'soon',
    custom: [
      {name: 'size', value: '10'},
      {name: 'size', value: null},
      {name: 'other', value: 'x'},
      {name: 'size', value: '12'},
    ],
  })

  test('hold what the grid shows, all of it, and times in UTC', () => {
    const cells = leadCells(row, [...COLUMNS, customColumn('size')], TEXTS)
    expect(cells).toEqual([
      'Ada',
      'ada@example.test',
      '',
      'status new',
      'engagement opened',
      'a; b; c; d; e; f; g',
      'soon',
      'Form',
      '2026-01-02T01:04:05.000Z',
      '',
      '',
      'subscription none',
      '0',
      'user u1',
      'list l1; list l2',
      '',
      '10; 12',
    ])
  })

  test('are empty where a lead has nothing', () => {
    const columns = [...COLUMNS, customColumn('size')]
    const cells = leadCells(leadRowSchema.parse({_id: 'alpha.lead.2'}), columns, TEXTS)
    expect(new Set(cells)).toEqual(new Set(['']))
    expect(cells).toHaveLength(columns.length)
  })
})

test('names are asked for once, also those that nobody knows', async () => {
  const asked: (readonly string[])[] = []
  const names = cacheNames((ids) => {
    asked.push(ids)
    return Promise.resolve(new Map([['a', 'Ada']]))
  })
  await names.load(['a', 'b', 'a'])
  await names.load(['b', 'a'])
  await names.load([])
  expect(asked).toEqual([['a', 'b']])
  expect(['a', 'b'].map(names.nameOf)).toEqual(['Ada', 'b'])
})

describe('the file', () => {
  async function* parts(): AsyncGenerator<ExportPart> {
    yield {text: '\ufeffa\r\n', rows: 0}
    await Promise.resolve()
    yield {text: '😀\r\nü\r\n', rows: 2}
    yield {text: 'c\r\n', rows: 1}
  }

  test('is its parts one after the other, and the number of their rows', async () => {
    const told: number[] = []
    const {contents, rows} = await exportFile(parts(), (so) => told.push(so))
    expect(told).toEqual([0, 2, 3])
    expect(rows).toBe(3)
    expect(contents.type).toBe('text/csv;charset=utf-8')
    const bytes = new Uint8Array(await contents.arrayBuffer())
    const text = new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes)
    expect(text).toBe('\ufeffa\r\n😀\r\nü\r\nc\r\n')
  })

  test('is called after the site and its day', () => {
    const now = '2026-03-04T23:30:00.000Z'
    expect(exportFileName({key: 'alpha', timeZone: 'Europe/Berlin'}, now)).toBe(
      'leads-alpha-2026-03-05.csv',
    )
    expect(exportFileName({key: 'alpha', timeZone: 'nowhere'}, now)).toBe(
      'leads-alpha-2026-03-04.csv',
    )
  })
})
