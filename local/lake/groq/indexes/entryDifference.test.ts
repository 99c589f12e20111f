import Database from 'better-sqlite3'
import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {parseGroq} from '../groqNode.ts'
import type {QueryDocument} from '../queryDocument.ts'
import {arbitraryLeads} from '../testing/arbitraryLeads.ts'
import {entryDifference} from './entryDifference.ts'
import {attributesRead, productIndexPlan} from './indexPlan.ts'
import {createIndexTables} from './indexSchema.ts'
import {createIndexWriter, type IndexWriter} from './indexWriter.ts'

const plan = productIndexPlan()

/** Everything that indexes hold after some writes. */
function contentsAfter(write: (writer: IndexWriter) => void): unknown {
  const database = new Database(':memory:')
  createIndexTables(database, plan)
  database.exec('CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, col)')
  write(createIndexWriter(database, plan))
  const all = (table: string, order: string) =>
    database.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).all()
  const contents = {
    entries: all('entries', 'n'),
    families: all('families', 'f'),
    specials: all('specials', 'n'),
    members: all('members', '1, 2, 3, 4'),
    refs: all('refs', '1, 2'),
    words: all('vocabulary', '1, 2'),
  }
  database.close()
  return contents
}

/** A patch that shares with the document what it leaves alone. */
function patched(
  document: QueryDocument,
  other: QueryDocument,
  names: readonly string[],
): QueryDocument {
  const fields = names.map((name): [string, unknown] => [name, other[name]])
  return {...document, ...Object.fromEntries(fields)}
}

const names = fc.subarray([
  'name',
  'email',
  'status',
  'tags',
  'lists',
  'source',
  'customFields',
  'score',
  'site',
  'ref',
  '_type',
  '_score',
  '_updatedAt',
])

describe('the difference of an entry', () => {
  it('has the same result as removing and adding the document', () => {
    fc.assert(
      fc.property(arbitraryLeads, arbitraryLeads, names, (documents, others, chosen) => {
        const changes = documents.flatMap((before, n) => {
          const other = others[n]
          return other ? [{n, before, after: patched(before, other, chosen)}] : []
        })
        const changed = contentsAfter((writer) => {
          for (const {n, before} of changes) writer.added(n, before)
          for (const {n, before, after} of changes) writer.changed(n, before, after)
        })
        const replaced = contentsAfter((writer) => {
          for (const {n, before} of changes) writer.added(n, before)
          for (const {n, before, after} of changes) {
            writer.removed(n, before)
            writer.added(n, after)
          }
        })
        expect(changed).toEqual(replaced)
      }),
      {numRuns: 150},
    )
  })

  it('contains only what changed', () => {
    const before = {_id: 'a.lead.1', _type: 'lead', site: 'a', name: 'Ada', tags: ['x'], score: 1}
    const difference = entryDifference(before, {...before, score: 2}, plan)
    expect(difference).toMatchObject({words: null, members: null, references: null})
    expect([...(difference?.columns.values() ?? [])]).toEqual([2])
  })

  it('is empty between partitions and layers', () => {
    const before = {_id: 'a.lead.1', _type: 'lead', site: 'a'}
    expect(entryDifference(before, {...before, site: 'b'}, plan)).toBeNull()
    const draft = {...before, _id: 'drafts.a.lead.1'}
    expect(entryDifference(draft, {...draft, name: 'Ada'}, plan)).toBeNull()
  })
})

describe('the attributes that an expression reads', () => {
  it.each([
    ['lower(name)', ['name']],
    ['source.label', ['source']],
    ['count(tags)', ['tags']],
    ['customFields[name == "city"][0].value', ['customFields', 'name']],
    ['coalesce(name, email)', ['name', 'email']],
  ])('of %s are %j', (text, expected) => {
    expect([...(attributesRead(parseGroq(text)) ?? [])].sort()).toEqual(expected.sort())
  })

  it.each(['@', 'count(*)', 'name == ^.name'])('of %s are unknown', (text) => {
    expect(attributesRead(parseGroq(text))).toBeNull()
  })
})
