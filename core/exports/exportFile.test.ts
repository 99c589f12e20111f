import {describe, expect, test} from 'vitest'
import {customColumn} from '../leads/columnId.ts'
import {cacheNames} from './cacheNames.ts'
import {columnsAsShown, parseExportColumn, type ExportColumn} from './exportColumns.ts'
import {exportParts, idConditions, type ExportFile, type ExportReader} from './exportFile.ts'
import {exportPageQuery, pageEndQuery} from './exportQueries.ts'

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
  'score',
  'owner',
  'lists',
  'campaigns',
  'linkedIn',
  customColumn('size'),
] as const

const ROW = {
  _id: 'alpha.lead.1',
  _createdAt: '2026-01-01T00:00:00Z',
  name: 'Ada',
  email: 'ada@example.test',
  status: 'new',
  engagement: 'opened',
  tags: ['a', 'b; c', 7, 'g'],
  lists: ['alpha.list.1', 'alpha.list.2'],
  campaigns: null,
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
}

const FILE: ExportFile = {
  site: 'alpha',
  where: [{filter: 'true', params: {}}],
  columns: COLUMNS,
  headings: COLUMNS,
  format: 'csv',
  asOf: null,
  texts: {status: (value) => `status ${value}`},
  pageSize: 2,
}

/** A store of leads in the order of ids; notes what it was asked. */
function storeOf(
  rows: readonly {_id: string; [attribute: string]: unknown}[],
  standings: readonly object[] = [],
) {
  const asked: string[] = []
  const reader: ExportReader = {
    owners: () => Promise.resolve(new Map([['u1', 'Ada Example']])),
    fetch({params}, tag) {
      asked.push(tag)
      const {after, to} = params
      const left = rows.filter(({_id}) => typeof after !== 'string' || _id > after)
      switch (tag) {
        case 'bound':
          return Promise.resolve(left[1]?._id ?? null)
        case 'page':
          return Promise.resolve(left.filter(({_id}) => typeof to !== 'string' || _id <= to))
        case 'consent':
          return Promise.resolve(standings)
        default:
          return Promise.resolve([{_id: 'alpha.list.1', title: 'Fairs'}])
      }
    },
  }
  return {reader, asked}
}

async function read(file: Partial<ExportFile>, reader: ExportReader): Promise<string> {
  let text = ''
  for await (const part of exportParts({...FILE, ...file}, reader)) text += part.text
  return text
}

describe('columns of a file', () => {
  test('are those of the grid in their order, and the e-mail', () => {
    expect(columnsAsShown(['score', 'email', 'name'])).toEqual(['score', 'email', 'name'])
    expect(columnsAsShown(['custom.size', 'name'])).toEqual(['custom.size', 'name', 'email'])
  })

  test('are fields, custom fields and the proof of consent', () => {
    expect(parseExportColumn('linkedIn')).toBe('linkedIn')
    expect(parseExportColumn('custom.a "b"')).toBe('custom.a "b"')
    expect(parseExportColumn('consent.text')).toBe('consent.text')
    for (const text of ['', 'custom.', 'consent.everything', '_rev', '__proto__']) {
      expect(parseExportColumn(text)).toBeNull()
    }
  })
})

describe('the queries of a file', () => {
  const where = {filter: 'status == $a1', params: {a1: 'new'}}

  test('have only the attributes of its columns, and values as parameters', () => {
    const scope = {site: 'alpha', where, columns: ['tags', 'custom.a "b"'] as const}
    expect(exportPageQuery(scope, {after: 'x', to: 'y'})).toEqual({
      query:
        '*[_type == "lead" && site == $site && (status == $a1) && _id > $after && _id <= $to] | order(_id asc){_id, _createdAt, tags, "custom": customFields[name in $customNames]{name, value}}',
      params: {a1: 'new', site: 'alpha', after: 'x', to: 'y', customNames: ['a "b"']},
    })
    expect(pageEndQuery(scope, '', 100).query).toBe(
      '*[_type == "lead" && site == $site && (status == $a1) && _id > $after] | order(_id asc)[99]._id',
    )
  })

  test('read the address where the file tells who is subscribed', () => {
    const columns: ExportColumn[] = ['subscription', 'consent.at']
    const {query} = exportPageQuery({site: 'alpha', where, columns}, {after: '', to: null})
    expect(query).toContain('email, subscription, "proof": {"consent": consent, "source": source}')
  })
})

describe('a file', () => {
  test('has all values of the grid, and times in UTC', async () => {
    const {reader} = storeOf([ROW])
    expect(await read({}, reader)).toBe(
      `\ufeff${COLUMNS.join(',')}\r\nAda,ada@example.test,,status new,Opened,a; b; c; g,soon,Form,2026-01-02T01:04:05.000Z,0,Ada Example,Fairs; alpha.list.2,,,10; 12\r\n`,
    )
  })

  test.each([
    ['2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.678Z'],
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z'],
    ['2026-02-30T03:04:05.678Z', new Date(Date.parse('2026-02-30T03:04:05.678Z')).toISOString()],
    ['2026-01-31T24:00:00.000Z', '2026-02-01T00:00:00.000Z'],
    ['2026-13-02T03:04:05.678Z', '2026-13-02T03:04:05.678Z'],
    ['2026-01-02T03:04:05.678+02:00', '2026-01-02T01:04:05.678Z'],
  ])('has the time %s as %s', async (createdAt, expected) => {
    const {reader} = storeOf([{_id: 'alpha.lead.a', createdAt}])
    const text = await read({columns: ['createdAt'], headings: ['Created'], format: 'csv'}, reader)
    expect(text.split('\r\n')[1]).toBe(expected)
  })

  test('has empty cells where a lead has nothing', async () => {
    const {reader} = storeOf([{_id: 'alpha.lead.2'}])
    const [, line = ''] = (await read({}, reader)).split('\r\n')
    expect(line).toBe(','.repeat(COLUMNS.length - 1))
  })

  test('has values for programs as NDJSON, by the ids of columns', async () => {
    const {reader, asked} = storeOf([ROW])
    const columns: ExportColumn[] = ['email', 'score', 'tags', 'lists', 'company', 'custom.size']
    expect(await read({columns, format: 'ndjson'}, reader)).toBe(
      '{"email":"ada@example.test","score":0,"tags":["a","b; c","g"],"lists":["alpha.list.1","alpha.list.2"],"company":null,"custom.size":["10","12"]}\n',
    )
    expect(asked).not.toContain('lists')
  })

  test('is read page by page, each lead once, and no page before it is needed', async () => {
    const rows = ['a', 'b', 'c', 'd', 'e'].map((key) => ({_id: `alpha.lead.${key}`, email: key}))
    const {reader, asked} = storeOf(rows)
    const parts = exportParts({...FILE, columns: ['email'], headings: ['E-mail']}, reader)
    await parts.next()
    expect(asked).toEqual([])
    expect((await parts.next()).value).toEqual({text: 'a\r\nb\r\n', rows: 2})
    expect(asked.filter((tag) => tag === 'bound')).toHaveLength(2)
    let rest = ''
    for await (const {text} of parts) rest += text
    expect(rest).toBe('c\r\nd\r\ne\r\n')
    expect(asked.filter((tag) => tag === 'page')).toHaveLength(3)
  })

  test('leaves out leads that came after its moment', async () => {
    const rows = [
      {_id: 'alpha.lead.a', _createdAt: '2026-01-01T00:00:00Z', email: 'a'},
      {_id: 'alpha.lead.b', _createdAt: '2026-01-01T00:00:00.001Z', email: 'b'},
    ]
    const file = {columns: ['email'] as const, asOf: '2026-01-01T00:00:00.000Z'}
    expect((await read(file, storeOf(rows).reader)).split('\r\n').slice(1)).toEqual(['a', ''])
  })

  test('fails where a page fails, after the pages before it', async () => {
    const rows = ['a', 'b', 'c'].map((key) => ({_id: `alpha.lead.${key}`, email: key}))
    const {reader} = storeOf(rows)
    let pages = 0
    const failing: ExportReader = {
      ...reader,
      fetch(query, tag) {
        if (tag === 'page') pages += 1
        return pages === 2 ? Promise.reject(new Error('broken disk')) : reader.fetch(query, tag)
      },
    }
    const parts = exportParts({...FILE, columns: ['email'], headings: ['E-mail']}, failing)
    await parts.next()
    expect((await parts.next()).value?.rows).toBe(2)
    await expect(parts.next()).rejects.toThrow('broken disk')
  })

  test('needs one request for a page of ids', async () => {
    const {reader, asked} = storeOf([{_id: 'alpha.lead.a'}])
    const where = idConditions(['alpha.lead.a', 'alpha.lead.a'], 10)
    await read({where, columns: ['email']}, reader)
    expect(asked).toEqual(['page'])
  })
})

describe('the proof of consent in a file', () => {
  const columns: ExportColumn[] = [
    'subscription',
    'consent.given',
    'consent.at',
    'consent.version',
    'consent.text',
    'consent.method',
    'consent.source',
    'consent.reference',
  ]
  const history = [
    {
      event: 'requested',
      at: '2026-01-01T00:00:00Z',
      method: 'form',
      text: 'I agree.',
      textId: 'news',
      textVersion: 3,
      pageUrl: 'https://alpha.example/',
      submissionId: 'alpha.submission.1',
    },
    {event: 'confirmed', at: '2026-01-02T00:00:00Z', method: 'double-opt-in'},
  ]
  const subscriber = (more: object) => ({
    _id: 'alpha.subscriber.a',
    _type: 'newsletterSubscriber',
    email: 'A@example.test',
    status: 'subscribed',
    consentHistory: history,
    ...more,
  })
  const line = async (row: object, ...standings: object[]) => {
    const {reader} = storeOf([{_id: 'alpha.lead.a', email: 'a@example.test', ...row}], standings)
    return (await read({columns, headings: columns}, reader)).split('\r\n')[1]
  }

  test('is the subscriber’s, with the text that was shown', async () => {
    expect(await line({}, subscriber({}))).toBe(
      'Subscribed,Yes,2026-01-02T00:00:00Z,news 3,I agree.,double-opt-in,https://alpha.example/,alpha.submission.1',
    )
    expect(await line({}, subscriber({status: 'pending', consentHistory: [history[0]]}))).toBe(
      'Pending confirmation,Waits for confirmation,2026-01-01T00:00:00Z,news 3,I agree.,form,https://alpha.example/,alpha.submission.1',
    )
  })

  test('shows a withdrawal; a bounce withdraws nothing', async () => {
    const withdrawn = {event: 'withdrawn', at: '2026-02-01T00:00:00Z', method: 'link'}
    const bounced = {event: 'bounced', at: '2026-03-01T00:00:00Z', method: 'link'}
    expect(
      await line({}, subscriber({consentHistory: [...history, withdrawn, bounced]})),
    ).toContain(',Withdrawn,2026-01-02T00:00:00Z,')
    expect(await line({}, subscriber({consentHistory: [...history, bounced]}))).toContain(',Yes,')
  })

  test('never says that somebody agrees who objected, wherever that is recorded', async () => {
    const consent = {given: true, text: 'Call me.', textId: 'contact', textVersion: 1}
    const form = {proof: {consent, source: {kind: 'form'}}}
    const withdrawn = {event: 'withdrawn', at: '2026-02-01T00:00:00Z', method: 'import'}
    const ended = {status: 'unsubscribed', consentHistory: [withdrawn]}
    expect(await line(form, subscriber(ended))).toContain(',Withdrawn,')
    const suppression = (reason: string, more: object = {}) => {
      return {_id: 'alpha.suppression.a', _type: 'suppression', reason, ...more}
    }
    for (const reason of ['unsubscribed', 'complained', 'manual', 'erased']) {
      expect(await line(form, suppression(reason))).toContain(',Withdrawn,')
      expect(await line({}, subscriber({}), suppression(reason))).toContain(',Withdrawn,')
    }
    expect(await line(form, suppression('bounced'))).toContain(',Yes,')
    expect(await line(form, suppression('manual', {liftedAt: '2026-02-01T00:00:00Z'}))).toContain(
      ',Yes,',
    )
    const again = {status: 'pending', consentHistory: [...history, withdrawn, history[0]]}
    expect(await line({}, subscriber(again), suppression('unsubscribed'))).toContain(
      ',Waits for confirmation,',
    )
  })

  test('is empty where the address differs', async () => {
    expect(await line({email: 'b@example.test'}, subscriber({}))).toBe('Never signed up,No,,,,,,')
  })

  test('is what a form or an import says of a lead that never signed up', async () => {
    const consent = {
      given: true,
      text: 'Call me.',
      textId: 'contact',
      textVersion: 1,
      at: '2026-01-01T00:00:00Z',
    }
    expect(
      await line({proof: {consent, source: {kind: 'form', pageUrl: 'https://a.example/'}}}),
    ).toBe('Never signed up,Yes,2026-01-01T00:00:00Z,contact 1,Call me.,form,https://a.example/,')
    const source = {kind: 'import', label: 'Fair', importId: 'alpha.import.1', row: 7}
    expect(await line({proof: {consent, source}})).toBe(
      'Never signed up,Yes,2026-01-01T00:00:00Z,contact 1,Call me.,import,Fair,alpha.import.1 row 7',
    )
  })
})

test('names are read once, also unknown ones', async () => {
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
