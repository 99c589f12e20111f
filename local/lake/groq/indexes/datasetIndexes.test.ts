import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import Database from 'better-sqlite3'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {DATASET_SCHEMA} from '../../store/schema.ts'
import {createStoreFixture} from '../../store/testing/storeFixture.ts'
import {indexFingerprint, openDatasetIndexes} from './datasetIndexes.ts'
import {planIndexes, productIndexPlan} from './indexPlan.ts'
import {entryIndexes} from './indexSchema.ts'

const lead = (number: number) => ({
  _id: `alpha.lead.${String(number).padStart(6, '0')}`,
  _type: 'lead',
  _createdAt: '2026-01-01T00:00:00Z',
  _updatedAt: '2026-01-01T00:00:00Z',
  site: 'alpha',
  name: `Ada ${number}`,
  email: `ada.${number}@example.com`,
  tags: ['vip'],
})

/** Everything that the indexes hold, in an order that does not depend on how it came there. */
function contents(database: Database.Database): unknown {
  const words = database.prepare("SELECT count(*) FROM words WHERE words MATCH 'ada'").pluck()
  return {
    entries: database.prepare('SELECT * FROM entries ORDER BY n').all(),
    families: database.prepare('SELECT type, site, root FROM families ORDER BY 1, 2, 3').all(),
    specials: database.prepare('SELECT * FROM specials ORDER BY n').all(),
    members: database.prepare('SELECT * FROM members ORDER BY 1, 2, 3, 4').all(),
    refs: database.prepare('SELECT * FROM refs ORDER BY 1, 2').all(),
    words: words.get(),
  }
}

function indexNames(database: Database.Database): unknown[] {
  return database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'entries%'")
    .pluck()
    .all()
}

describe('indexes of a dataset', () => {
  let directory: string
  let database: Database.Database
  const log: string[] = []
  const note = (line: string) => {
    log.push(line)
  }
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'indexes-'))
    database = new Database(join(directory, 'dataset.sqlite'))
    database.exec(DATASET_SCHEMA)
  })
  afterEach(() => {
    database.close()
    rmSync(directory, {recursive: true, force: true})
  })

  const store = (document: ReturnType<typeof lead>): number =>
    Number(
      database
        .prepare(
          "INSERT INTO documents (id, type, rev, created, updated, version, json) VALUES (?, ?, 'r', '', '', 0, ?)",
        )
        .run(document._id, document._type, JSON.stringify(document)).lastInsertRowid,
    )

  it('are created from existing documents with the same result as incremental updates', () => {
    const plan = productIndexPlan()
    const documents = Array.from({length: 20}, (_, number) => lead(number))
    const kept = openDatasetIndexes(database, plan, note)
    for (const document of documents) kept.added(store(document), document)
    const before = contents(database)
    database.exec('DELETE FROM index_state')
    expect(indexFingerprint(database)).toBeNull()
    openDatasetIndexes(database, plan, note)
    expect(contents(database)).toEqual(before)
  })

  it('are created again only when queries need others', () => {
    const first = planIndexes(['*[_type == "lead" && status == $s] | order(lower(name))'])
    const second = planIndexes(['*[_type == "lead"] | order(phone)'])
    const indexes = openDatasetIndexes(database, first, note)
    indexes.added(store(lead(1)), lead(1))
    expect(indexNames(database)).toEqual(entryIndexes(first).map(({name}) => name))
    openDatasetIndexes(database, second, note)
    expect(indexNames(database)).toEqual(entryIndexes(second).map(({name}) => name))
    expect(indexFingerprint(database)).toBe(second.fingerprint)
    expect(database.prepare('SELECT count(*) FROM entries').pluck().get()).toBe(1)
  })

  it('are restored after an interrupted bulk load', () => {
    const plan = productIndexPlan()
    const indexes = openDatasetIndexes(database, plan, note)
    indexes.beforeBatch(new Map([['lead', 4000]]))
    expect(indexNames(database)).toHaveLength(entryIndexes(plan).length)
    indexes.beforeBatch(
      new Map([
        ['lead', 100_000],
        ['leadActivity', 5000],
      ]),
    )
    const left = entryIndexes(plan).filter(({name}) => indexNames(database).includes(name))
    expect(left.map(({type}) => type)).not.toContain(plan.types.get('lead')?.number)
    expect(left.map(({type}) => type)).toContain(plan.types.get('leadActivity')?.number)
    openDatasetIndexes(database, plan, note)
    expect(indexNames(database)).toHaveLength(entryIndexes(plan).length)
  })

  it('contain nothing of a deleted document', () => {
    // As the store opens its files.
    database.pragma('secure_delete = ON')
    const indexes = openDatasetIndexes(database, productIndexPlan(), note)
    const document = {...lead(1), name: 'Zuckmayer', lists: [{_ref: 'somewhere'}]}
    const n = store(document)
    indexes.added(n, document)
    indexes.removed(n, document)
    expect(contents(database)).toMatchObject({entries: [], members: [], refs: [], words: 0})
    database.exec('DELETE FROM documents')
    const raw = database.serialize()
    expect(raw.includes('Zuckmayer'.toUpperCase())).toBe(false)
    expect(raw.includes('zuckmayer')).toBe(false)
  })
})

describe('a store', () => {
  it('has all indexes after a load', () => {
    const files: Database.Database[] = []
    const fixture = createStoreFixture({prepareDataset: (database) => files.push(database)})
    const documents = Array.from({length: 50}, (_, number) => lead(number))
    fixture.store.bulkLoad('test', documents, {batchSize: 20})
    const [database] = files
    expect(database && indexNames(database)).toHaveLength(entryIndexes(productIndexPlan()).length)
    expect(database?.prepare('SELECT count(*) FROM entries').pluck().get()).toBe(50)
    fixture.store.close()
  })
})
