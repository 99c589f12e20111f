import * as fc from 'fast-check'
import {applyPatch} from 'mendoza'
import {describe, expect, it} from 'vitest'
import {LakeError} from '../lakeError.ts'
import type {LakeChange} from './lakeChange.ts'
import type {LakeStore} from './lakeStore.ts'
import {createStoreFixture, SUPERADMIN} from './testing/storeFixture.ts'

/** The simplest thing that could be a dataset: content by id, without system fields. */
type Model = Map<string, Record<string, unknown>>

type Step =
  | {op: 'create' | 'createIfNotExists' | 'createOrReplace'; id: string; content: object}
  | {op: 'delete'; id: string}
  | {op: 'set' | 'setIfMissing'; id: string; content: object}
  | {op: 'unset'; id: string; keys: string[]}
  | {op: 'inc'; id: string; key: string; by: number}
  | {op: 'append'; id: string; key: string; items: unknown[]}
  | {op: 'guarded'; id: string; fresh: boolean; content: object}

const id = fc.constantFrom('a', 'b', 'own.c', 'drafts.a')
const key = fc.constantFrom('n', 'm', 'list', 'text')
const value = fc.oneof(
  fc.integer(),
  fc.string({unit: fc.constantFrom('a', 'é', '😀')}),
  fc.array(fc.integer(), {maxLength: 3}),
)
const content = fc.dictionary(key, value, {noNullPrototype: true})
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    op: fc.constantFrom('create', 'createIfNotExists', 'createOrReplace'),
    id,
    content,
  }),
  fc.record({op: fc.constant('delete'), id}),
  fc.record({op: fc.constantFrom('set', 'setIfMissing'), id, content}),
  fc.record({op: fc.constant('unset'), id, keys: fc.array(key)}),
  fc.record({op: fc.constant('inc'), id, key, by: fc.integer({min: -9, max: 9})}),
  fc.record({op: fc.constant('append'), id, key, items: fc.array(fc.integer(), {minLength: 1})}),
  fc.record({op: fc.constant('guarded'), id, fresh: fc.boolean(), content}),
)

const CHANGED_AND_DELETED: Step[][] = [
  [{op: 'create', id: 'a', content: {n: 1}}],
  [
    {op: 'set', id: 'a', content: {n: 2}},
    {op: 'delete', id: 'a'},
  ],
]

/** @returns whether the step is possible */
function applyToModel(model: Model, step: Step): boolean {
  const current = model.get(step.id)
  switch (step.op) {
    case 'create':
      if (current) return false
      model.set(step.id, {...step.content})
      return true
    case 'createIfNotExists':
      if (!current) model.set(step.id, {...step.content})
      return true
    case 'createOrReplace':
      model.set(step.id, {...step.content})
      return true
    case 'delete':
      model.delete(step.id)
      return true
    default:
      if (!current) return false
  }
  const next = {...current}
  if (step.op === 'set') Object.assign(next, step.content)
  if (step.op === 'setIfMissing') Object.assign(next, {...step.content, ...current})
  if (step.op === 'unset') for (const name of step.keys) delete next[name]
  if (step.op === 'guarded') {
    if (!step.fresh) return false
    Object.assign(next, step.content)
  }
  if (step.op === 'inc') {
    const counted = next[step.key]
    if (typeof counted !== 'number') return false
    next[step.key] = counted + step.by
  }
  if (step.op === 'append') {
    const list = next[step.key]
    if (list !== undefined && !Array.isArray(list)) return false
    if (Array.isArray(list)) next[step.key] = [...list, ...step.items]
  }
  model.set(step.id, next)
  return true
}

function toMutation(step: Step, revisionOf: (id: string) => string): unknown {
  const {op, id} = step
  switch (op) {
    case 'create':
    case 'createIfNotExists':
    case 'createOrReplace':
      return {[op]: {...step.content, _id: id, _type: 'thing'}}
    case 'delete':
      return {delete: {id}}
    case 'set':
    case 'setIfMissing':
      return {patch: {id, [op]: step.content}}
    case 'unset':
      return {patch: {id, unset: step.keys}}
    case 'inc':
      return {patch: {id, inc: {[step.key]: step.by}}}
    case 'append':
      return {patch: {id, insert: {after: `${step.key}[-1]`, items: step.items}}}
    default:
      return {patch: {id, ifRevisionID: step.fresh ? revisionOf(id) : 'stale', set: step.content}}
  }
}

function contentOf(store: LakeStore): Model {
  const model: Model = new Map()
  const scan = store.scanDocuments('test')
  for (const {id, json} of scan) {
    const {_id, _type, _rev, _createdAt, _updatedAt, ...rest} = JSON.parse(json)
    model.set(id, rest)
  }
  scan.close()
  return model
}

describe('the store against a model', {timeout: 60_000}, () => {
  it('behaves like a map of documents, and a failed transaction does nothing', async () => {
    const transactions = fc.array(fc.array(step, {minLength: 1, maxLength: 5}), {maxLength: 12})
    const fixture = createStoreFixture()
    const {store} = fixture
    let live: LakeChange[] = []
    store.onCommit((changes) => live.push(...changes))
    const commit = (mutations: unknown[], transactionId?: string) =>
      store.commit({
        dataset: 'test',
        caller: SUPERADMIN,
        mutations,
        ...(transactionId ? {transactionId} : {}),
      })
    let count = 0
    let model: Model = new Map()

    const run = async (runs: Step[][]) => {
      await commit([...model.keys()].map((documentId) => ({delete: {id: documentId}})))
      const start = store.lastSeq('test')
      model = new Map()
      live = []
      for (const steps of runs) {
        const transactionId = `tx${(count += 1)}`
        const next: Model = new Map(model)
        const touched = new Set<string>()
        const mutations = steps.map((one) => {
          const stored = store.getDocument('test', one.id)?._rev ?? 'none'
          const revision = touched.has(one.id) ? transactionId : stored
          // A document that this transaction has left alone so far keeps its revision.
          if (one.op !== 'createIfNotExists' || !model.has(one.id)) touched.add(one.id)
          return toMutation(one, () => revision)
        })
        const possible = steps.every((one) => applyToModel(next, one))
        const outcome = await commit(mutations, transactionId).catch((error: unknown) => error)
        expect(outcome instanceof LakeError).toBe(!possible)
        if (possible) model = next
        expect(contentOf(store)).toEqual(model)
      }
      const logged = store.changesAfter('test', start, 1000)
      expect(logged).toEqual(JSON.parse(JSON.stringify(live)))
      const replayed = new Map<string, unknown>()
      for (const {documentId, effects} of logged) {
        replayed.set(documentId, applyPatch(replayed.get(documentId) ?? null, effects.apply))
      }
      for (const [documentId, document] of replayed) {
        expect(document).toEqual(store.getDocument('test', documentId))
      }
    }

    try {
      await fc.assert(fc.asyncProperty(transactions, run), {
        numRuns: 50,
        examples: [[CHANGED_AND_DELETED]],
      })
      expect(contentOf(fixture.reopen())).toEqual(model)
    } finally {
      fixture.dispose()
    }
  })
})
