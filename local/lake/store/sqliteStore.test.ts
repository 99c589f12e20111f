import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import Database from 'better-sqlite3'
import {applyPatch} from 'mendoza'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {BrokenFileError} from './databaseFile.ts'
import type {LakeChange} from './lakeChange.ts'
import {createSqliteStore} from './sqliteStore.ts'
import {
  ACCESS,
  ALL_HISTORY,
  OWNER,
  SUPERADMIN,
  createStoreFixture,
  type StoreFixture,
} from './testing/storeFixture.ts'

let fixture: StoreFixture
beforeEach(() => {
  fixture = createStoreFixture()
})
afterEach(() => fixture.dispose())

const commit = (mutations: unknown[], transactionId?: string, caller = SUPERADMIN) =>
  fixture.store.commit({
    dataset: 'test',
    caller,
    mutations,
    ...(transactionId === undefined ? {} : {transactionId}),
  })
const person = (id: string, name = 'Nobody') => ({create: {_id: id, _type: 'person', name}})

describe('commits', () => {
  it('a failing request of a batch does not affect the others', async () => {
    const [first, clash, last] = await Promise.allSettled([
      commit([person('a')]),
      commit([person('b'), person('a')]),
      commit([person('c')]),
    ])
    expect([first.status, clash.status, last.status]).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(['a', 'b', 'c'].map((id) => fixture.store.getDocument('test', id) !== null)).toEqual([
      true,
      false,
      true,
    ])
  })

  it('refuses a transaction id that was used, even for a transaction without changes', async () => {
    await commit([person('a')], 'tx-1')
    await expect(commit([person('b')], 'tx-1')).rejects.toMatchObject({statusCode: 409})
    await commit([{delete: {id: 'nothing'}}], 'tx-2')
    await expect(commit([person('b')], 'tx-2')).rejects.toMatchObject({statusCode: 409})
    await expect(commit([person('b')], 'not an id')).rejects.toMatchObject({statusCode: 400})
    expect(fixture.store.getDocument('test', 'b')).toBeNull()
  })

  it('writes nothing on a dry run, and returns its result', async () => {
    const request = {dataset: 'test', caller: SUPERADMIN, mutations: [person('a')], dryRun: true}
    const {results} = await fixture.store.commit(request)
    expect(results).toMatchObject([{id: 'a', operation: 'create', document: {name: 'Nobody'}}])
    expect(fixture.store.getDocument('test', 'a')).toBeNull()
    expect(fixture.store.lastSeq('test')).toBe(0)
  })

  it('calls listeners in commit order, with every document of a transaction', async () => {
    const seen: LakeChange[][] = []
    const stop = fixture.store.onCommit((changes) => seen.push(changes))
    await Promise.all([commit([person('a'), person('b')]), commit([{delete: {id: 'a'}}])])
    stop()
    await commit([person('c')])
    expect(seen.map((changes) => changes.map((change) => [change.seq, change.documentId]))).toEqual(
      [
        [
          [1, 'a'],
          [2, 'b'],
        ],
        [[3, 'a']],
      ],
    )
    expect(seen[0]?.map((change) => change.transactionCurrentEvent)).toEqual([1, 2])
  })

  it('shows later steps of a plan the results of earlier ones', async () => {
    const {results} = await fixture.store.commit({
      dataset: 'test',
      caller: SUPERADMIN,
      mutations: function* plan(read) {
        yield {index: 0, mutation: person('a', 'First')}
        yield {index: 0, mutation: person('b', String(read('a')?.['name']))}
      },
    })
    expect(results.map(({document}) => document?.['name'])).toEqual(['First', 'First'])
  })
})

describe('the log', {timeout: 30_000}, () => {
  it('returns what listeners saw, after any later changes', async () => {
    const live: LakeChange[] = []
    fixture.store.onCommit((changes) => live.push(...changes))
    await commit([person('a'), person('b')])
    for (let turn = 0; turn < 140; turn += 1) {
      await commit([{patch: {id: 'a', set: {turn, [`f${turn % 7}`]: `v${turn}`}}}])
      if (turn % 50 === 20) await commit([{delete: {id: 'b'}}, person('b', `again ${turn}`)])
      if (turn % 60 === 30) await commit([{delete: {id: 'a'}}])
      if (turn % 60 === 30) await commit([person('a', 'reborn')])
    }
    const logged: LakeChange[] = []
    for (;;) {
      const page = fixture.store.changesAfter('test', logged.at(-1)?.seq ?? 0, 37)
      if (page.length === 0) break
      logged.push(...page)
    }
    expect(logged).toEqual(JSON.parse(JSON.stringify(live)))
    for (const {before, after, effects} of logged) {
      expect(applyPatch(before, effects.apply)).toEqual(after)
      expect(applyPatch(after, effects.revert)).toEqual(before)
    }
  })

  it('keeps only the system fields of a document that was purged', async () => {
    await commit([person('a', 'Secret Name')])
    await commit([{patch: {id: 'a', set: {name: 'Secret Again'}}}])
    await commit([{delete: {id: 'a', purge: true}}])
    const changes = fixture.reopen().changesAfter('test', 0, 10)
    expect(changes).toHaveLength(1)
    expect(changes[0]?.before).toMatchObject({_id: 'a'})
    expect(changes[0]?.before).not.toHaveProperty('name')
    const bytes = readFileSync(fixture.store.databaseFile('test'), 'latin1')
    expect(bytes.includes('Secret')).toBe(false)
  })

  it('finds a document at any point of its past', async () => {
    const times = [
      '2026-01-01T00:00:00.000Z',
      '2026-01-02T00:00:00.000Z',
      '2026-01-03T00:00:00.000Z',
    ]
    let clock = 0
    fixture.dispose()
    fixture = createStoreFixture({now: () => times[clock] ?? ''})
    await commit([person('a', 'one')], 'rev-1')
    clock = 1
    await commit([{patch: {id: 'a', set: {name: 'two'}}}], 'rev-2')
    clock = 2
    await commit([{delete: {id: 'a'}}], 'rev-3')
    const name = (point: Parameters<typeof fixture.store.documentAt>[2]) =>
      fixture.store.documentAt('test', 'a', point)?.['name']
    expect(name({revision: 'rev-1', view: ALL_HISTORY})).toBe('one')
    expect(name({revision: 'rev-2', view: ALL_HISTORY})).toBe('two')
    expect(name({revision: 'rev-3', view: ALL_HISTORY})).toBeUndefined()
    expect(name({time: '2026-01-01T12:00:00Z'})).toBe('one')
    expect(name({time: '2026-01-02T12:00:00Z'})).toBe('two')
    expect(name({time: '2025-12-31T00:00:00Z'})).toBeUndefined()
    expect(name({lastRevision: true})).toBe('two')
  })

  it('lists transactions by document, author, bounds and direction', async () => {
    await commit([person('own.a')], 't1')
    await commit([person('b'), {patch: {id: 'own.a', set: {x: 1}}}], 't2')
    await commit([{patch: {id: 'own.a', set: {x: 2}}}], 't3', OWNER)
    const ids = (filter: object) =>
      [...fixture.store.transactions('test', {limit: 10, view: ALL_HISTORY, ...filter})]
        .flat()
        .map(({id}) => id)
    expect(ids({})).toEqual(['t1', 't2', 't3'])
    expect(ids({documentIds: ['b']})).toEqual(['t2'])
    expect(ids({documentIds: ['own.a'], reverse: true, limit: 2})).toEqual(['t3', 't2'])
    expect(ids({fromTransaction: 't2'})).toEqual(['t2', 't3'])
    expect(ids({toTransaction: 't2'})).toEqual(['t1', 't2'])
    expect(ids({authors: [OWNER.id]})).toEqual(['t3'])
  })
})

describe('bulk loads', () => {
  const documents = (count: number) =>
    Array.from({length: count}, (_, n) => ({_id: `own.${n}`, _type: 'person', n}))

  it('keep existing documents, send no events, and add a creation to the history', async () => {
    await commit([person('own.3', 'Kept')])
    const result = fixture.store.bulkLoad('test', documents(10), {batchSize: 4})
    expect(result).toMatchObject({loaded: 9, skipped: 1})
    expect(fixture.store.getDocument('test', 'own.3')).toMatchObject({name: 'Kept'})
    expect(fixture.store.changesAfter('test', 1, 10)).toEqual([])
    expect(fixture.store.lastSeq('test')).toBe(2)
    await commit([{patch: {id: 'own.5', set: {n: 50}}}], 'edit')
    const filter = {view: ALL_HISTORY, documentIds: ['own.5'], limit: 10}
    const history = [...fixture.store.transactions('test', filter)].flat()
    expect(history.map(({id}) => id)).toEqual([result.transactionId, 'edit'])
    expect(history[0]?.changes).toMatchObject([{before: null, after: {_id: 'own.5', n: 5}}])
    const at = (id: string, revision: string) =>
      fixture.store.documentAt('test', id, {revision, view: ALL_HISTORY})?.['n']
    expect(at('own.5', result.transactionId)).toBe(5)
    expect(at('own.6', 'edit')).toBe(6)
  })
})

describe('scans', () => {
  it('read the state at their start, by type and from a position', async () => {
    await commit([person('a'), {create: {_id: 'b', _type: 'place'}}, person('c')])
    const scan = fixture.store.scanDocuments('test')
    const rows = scan[Symbol.iterator]()
    expect(rows.next().value).toMatchObject({id: 'a'})
    await commit([{delete: {id: 'b'}}, person('d')])
    expect([...scan].map(({id}) => id)).toEqual(['b', 'c'])
    scan.close()
    const people = fixture.store.scanDocuments('test', {types: ['person'], after: 1})
    expect([...people].map(({id}) => id)).toEqual(['c', 'd'])
    people.close()
  })
})

describe('files', {timeout: 30_000}, () => {
  it('keep everything after a restart', async () => {
    await commit([person('a')], 't1')
    fixture.store.createDataset('other', 'public')
    const store = fixture.reopen()
    expect(store.listDatasets()).toMatchObject([
      {name: 'other', aclMode: 'public'},
      {name: 'test', aclMode: 'private'},
    ])
    expect(store.getDocument('test', 'a')).toMatchObject({name: 'Nobody', _rev: 't1'})
  })

  it('keep the lineage of a transaction, also in older files', async () => {
    await commit([person('a')])
    fixture.store.close()
    const file = new Database(join(fixture.directory, 'dataset-test.sqlite'))
    file.exec('ALTER TABLE transactions DROP COLUMN lineage')
    file.close()
    const store = fixture.reopen()
    const request = {dataset: 'test', caller: SUPERADMIN, lineage: 'chain:3'}
    await store.commit({...request, mutations: [person('b'), person('c')]})
    const changes = fixture.reopen().changesAfter('test', 0, 10)
    expect(changes.map(({documentId, lineage}) => [documentId, lineage])).toEqual([
      ['a', null],
      ['b', 'chain:3'],
      ['c', 'chain:3'],
    ])
  })

  it('belong to one process at a time', () => {
    const {directory} = fixture
    expect(() => createSqliteStore({directory, access: ACCESS})).toThrow(/Another lake/)
  })

  it('are found again when the list of datasets is lost', async () => {
    await commit([person('a')])
    const {directory} = fixture
    fixture.store.close()
    writeFileSync(join(directory, 'project.sqlite'), 'not a database at all, only text'.repeat(99))
    expect(() => createSqliteStore({directory, access: ACCESS})).toThrow(BrokenFileError)
    fixture.store = createSqliteStore({directory, access: ACCESS, onBroken: 'setAside'})
    expect(fixture.store.getDocument('test', 'a')).toMatchObject({name: 'Nobody'})
  })

  it('are refused or set aside when damaged, never silently emptied', async () => {
    await commit(Array.from({length: 500}, (_, n) => person(`p${n}`, 'x'.repeat(200))))
    const {directory} = fixture
    const file = fixture.store.databaseFile('test')
    fixture.store.close()
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 4096)
    writeFileSync(file, bytes)
    expect(() => createSqliteStore({directory, access: ACCESS})).toThrow(/damaged/)
    fixture.store = createSqliteStore({directory, access: ACCESS, onBroken: 'setAside'})
    expect(fixture.store.getDocument('test', 'p1')).toBeNull()
    expect(readdirSync(directory).some((name) => name.includes('.broken-'))).toBe(true)
  })

  it('are deleted with their dataset', async () => {
    const file = fixture.store.databaseFile('test')
    fixture.store.deleteDataset('test')
    expect(existsSync(file)).toBe(false)
    expect(() => fixture.store.getDocument('test', 'a')).toThrow(/not found/)
    await expect(commit([person('a')])).rejects.toMatchObject({statusCode: 404})
    fixture.store.createDataset('test')
    expect(fixture.store.lastSeq('test')).toBe(0)
  })
})

describe('the revision of a type', () => {
  it('grows with every write and load of it, and outlives the dataset', async () => {
    const seen: number[] = []
    const note = () => seen.push(fixture.store.typeRevision('test', 'person'))
    note()
    await commit([person('a')])
    note()
    await commit([{create: {_id: 'p', _type: 'place'}}])
    expect(fixture.store.typeRevision('test', 'person')).toBe(seen.at(-1))
    await commit([{delete: {id: 'a'}}])
    note()
    fixture.store.bulkLoad('test', [])
    note()
    fixture.store.deleteDataset('test')
    fixture.store.createDataset('test')
    note()
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b))
  })
})
