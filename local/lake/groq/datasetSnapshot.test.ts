import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import * as fc from 'fast-check'
import {afterEach, beforeEach, describe, expect, it} from 'vitest'
import {createSqliteStore} from '../store/sqliteStore.ts'
import {SUPERADMIN, ACCESS} from '../store/storeFixture.ts'
import type {LakeStore} from '../types.ts'
import {createDatasetSnapshot, type DatasetSnapshot} from './datasetSnapshot.ts'
import {openDocumentSource, type DocumentSource} from './documentSource.ts'
import {parsePerspective} from './perspective.ts'

const IDS = ['a', 'b', 'drafts.a', 'drafts.c', 'versions.r1.a', 'versions.r1.b', 'own.x']
const PERSPECTIVES = ['raw', 'published', 'drafts', 'r1', 'r1,drafts', 'drafts,r1']
const EVERYONE = {key: 'all', mayRead: () => true}
const SOMEONE = {key: 'some', mayRead: ({_id: id}: {_id: string}) => !id.startsWith('drafts.')}

const step = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    id: fc.constantFrom(...IDS),
    type: fc.constantFrom('t', 'u'),
    ref: fc.constantFrom('a', 'b', 'own.x'),
    hides: fc.boolean(),
  }),
  fc.record({kind: fc.constant('delete' as const), id: fc.constantFrom(...IDS)}),
  fc.record({kind: fc.constant('load' as const), id: fc.constantFrom(...IDS, 'c', 'd')}),
  fc.record({kind: fc.constant('look' as const)}),
)

let directory: string
let store: LakeStore
const sources: DocumentSource[] = []

function open(): DatasetSnapshot {
  const source = openDocumentSource(store.databaseFile('test'))
  sources.push(source)
  return createDatasetSnapshot(source)
}

/** All that queries can learn of a snapshot. */
function picture(snapshot: DatasetSnapshot): unknown {
  snapshot.refresh()
  return [EVERYONE, SOMEONE].flatMap((reader) =>
    PERSPECTIVES.map((name) => {
      const view = snapshot.view(reader, parsePerspective(name))
      const ids = (documents: readonly {_id: string}[]) => documents.map(({_id: id}) => id)
      return {
        all: view.all,
        types: ['t', 'u', 'none'].map((type) => ids(view.ofType(type))),
        refs: ['a', 'b', 'own.x', 'none'].map((id) => ids(view.referring(id))),
        families: ['a', 'b', 'c'].map((id) => ids(view.family(id))),
        each: IDS.map((id) => view.get(id) ?? null),
      }
    }),
  )
}

async function apply(steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]) {
  for (const entry of steps) {
    if (entry.kind === 'look') continue
    if (entry.kind === 'load') {
      store.bulkLoad('test', [{_id: entry.id, _type: 't'}])
      continue
    }
    const mutation =
      entry.kind === 'delete'
        ? {delete: {id: entry.id}}
        : {
            createOrReplace: {
              _id: entry.id,
              _type: entry.type,
              links: [{_ref: entry.ref, inside: {_ref: 'b'}}],
              ...(entry.hides ? {_system: {delete: true}} : {}),
            },
          }
    await store.commit({dataset: 'test', caller: SUPERADMIN, mutations: [mutation]})
  }
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lake-'))
  store = createSqliteStore({directory, access: ACCESS})
})
afterEach(() => {
  for (const source of sources.splice(0)) source.close()
  store.close()
  rmSync(directory, {recursive: true, force: true})
})

describe('a dataset in the memory of a worker', () => {
  it('after any changes is as if it were loaded afresh', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, {maxLength: 25}), async (steps) => {
        if (store.hasDataset('test')) store.deleteDataset('test')
        store.createDataset('test')
        const followed = open()
        picture(followed)
        for (let from = 0; from < steps.length; from += 3) {
          await apply(steps.slice(from, from + 3))
          picture(followed)
        }
        expect(picture(followed)).toEqual(picture(open()))
      }),
      {numRuns: 40},
    )
  }, 60_000)

  it('notices when the dataset was made anew', () => {
    store.createDataset('test')
    const source = openDocumentSource(store.databaseFile('test'))
    sources.push(source)
    expect(source.isCurrent()).toBe(true)
    store.deleteDataset('test')
    expect(source.isCurrent()).toBe(false)
    store.createDataset('test')
    expect(source.isCurrent()).toBe(false)
  })

  it('leaves out of a layered view what its reader may not read, without a gap', () => {
    store.createDataset('test')
    store.bulkLoad('test', [
      {_id: 'a', _type: 't', text: 'published'},
      {_id: 'drafts.a', _type: 't', text: 'draft'},
    ])
    const snapshot = open()
    snapshot.refresh()
    const text = (reader: typeof SOMEONE) =>
      snapshot.view(reader, parsePerspective('drafts')).get('a')?.['text']
    expect(text(EVERYONE)).toBe('draft')
    expect(text(SOMEONE)).toBe('published')
  })
})
