import Database from 'better-sqlite3'
import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {QueryDocument} from '../queryDocument.ts'
import {arbitraryLeads} from '../testing/arbitraryLeads.ts'
import {productIndexPlan} from './indexPlan.ts'
import {createEntryIndexes, createIndexTables} from './indexSchema.ts'
import {createIndexWriter, generationCapacity, type IndexWriter} from './indexWriter.ts'

const plan = productIndexPlan()
const SIZE = 3

function openIndexes() {
  const database = new Database(':memory:')
  createIndexTables(database, plan)
  createEntryIndexes(database, plan)
  return database
}

/** Everything that indexes hold after some writes, whatever the numbers of partitions are. */
function contentsAfter(write: (writer: IndexWriter) => void, generationSize?: number) {
  const database = openIndexes()
  database.exec('CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, instance)')
  write(createIndexWriter(database, plan, generationSize))
  const rows = (text: string) => database.prepare<[], Record<string, unknown>>(text).all()
  const partition = 'type || site || root'
  const contents = {
    entries: rows(`SELECT ${partition} p, e.* FROM entries e JOIN families USING (f) ORDER BY n`),
    specials: rows('SELECT * FROM specials ORDER BY n'),
    members: rows(
      `SELECT ${partition} p, m.* FROM members m JOIN families USING (f) ORDER BY 1, list, value, n`,
    ),
    refs: rows('SELECT * FROM refs ORDER BY 1, 2'),
    words: rows("SELECT doc, col, term FROM vocabulary WHERE col <> 'family' ORDER BY 1, 2, 3"),
  }
  const lost = {
    members: rows('SELECT m.n FROM members m LEFT JOIN entries e USING (n, f) WHERE e.n IS NULL'),
    words: rows(
      `SELECT v.doc, v.term FROM vocabulary v LEFT JOIN entries e ON e.n = v.doc
       WHERE v.col = 'family' AND v.term <> 'f' || coalesce(e.f, 'none')`,
    ),
  }
  database.close()
  const withoutPartition = (list: Record<string, unknown>[]) =>
    list.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'f')))
  return {
    lost,
    contents: {
      ...contents,
      entries: withoutPartition(contents.entries),
      members: withoutPartition(contents.members),
    },
  }
}

/** A lead of one partition. */
function lead(n: number): QueryDocument {
  return {_id: `alpha.lead.${n}`, _type: 'lead', site: 'alpha', name: `Lead ${n}`}
}

/** The generation of each entry, in the order of positions. */
function generationsIn(database: Database.Database): unknown[] {
  return database
    .prepare('SELECT generation FROM entries JOIN families USING (f) ORDER BY n')
    .pluck()
    .all()
}

describe('generations of a partition', () => {
  it('hold the same entries as one partition does', () => {
    fc.assert(
      fc.property(arbitraryLeads, arbitraryLeads, fc.infiniteStream(fc.boolean()), (...given) => {
        const [documents, others, isGone] = given
        const gone = documents.map(() => isGone.next().value === true)
        const write = (writer: IndexWriter) => {
          for (const [n, document] of documents.entries()) writer.added(n, document)
          for (const [n, document] of documents.entries()) {
            const other = others[n]
            if (gone[n]) writer.removed(n, document)
            else if (other) writer.changed(n, document, {...other, _id: document._id})
          }
        }
        const several = contentsAfter(write, SIZE)
        expect(several.lost).toEqual({members: [], words: []})
        expect(several.contents).toEqual(contentsAfter(write).contents)
      }),
      {numRuns: 60},
    )
  })

  it('begin when the one before is full', () => {
    const database = openIndexes()
    const writer = createIndexWriter(database, plan, SIZE)
    for (let n = 0; n < 8; n += 1) writer.added(n, lead(n))
    expect(generationsIn(database)).toEqual([0, 0, 0, 1, 1, 1, 2, 2])
    database.close()
  })

  it('stay what they are for documents that change', () => {
    const database = openIndexes()
    const writer = createIndexWriter(database, plan, SIZE)
    for (let n = 0; n < 5; n += 1) writer.added(n, lead(n))
    writer.changed(0, lead(0), {...lead(0), name: 'Changed', tags: ['vip']})
    expect(generationsIn(database)).toEqual([0, 0, 0, 1, 1])
    database.close()
  })

  it('are none in a bulk load', () => {
    const database = openIndexes()
    const writer = createIndexWriter(database, plan, SIZE)
    writer.bulk(true)
    for (let n = 0; n < 8; n += 1) writer.added(n, lead(n))
    writer.bulk(false)
    writer.added(8, lead(8))
    expect(generationsIn(database)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1])
    database.close()
  })

  it('are asked for again after a transaction was rolled back', () => {
    const database = openIndexes()
    const writer = createIndexWriter(database, plan)
    database.exec('BEGIN')
    writer.added(0, lead(0))
    database.exec('ROLLBACK')
    writer.rolledBack()
    writer.added(1, lead(1))
    expect(generationsIn(database)).toEqual([0])
    database.close()
  })

  it('become larger, so that two million documents have fewer than 64', () => {
    let documents = 0
    let generation = 0
    for (; documents < 2_000_000; generation += 1) documents += generationCapacity(generation)
    expect(generation).toBeLessThan(64)
  })
})
