import {describe, expect, test} from 'vitest'
import {problem} from '../problems/problem.ts'
import {backoffMs, byRule, commitDecision, type ChangeStore} from './commitDecision.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

interface Counter {
  _id: string
  _rev: string
  count: number
}

/** A store of one counter that others write to before the first commits. */
function counterStore(conflicts: number) {
  let counter: Counter = {_id: 'alpha.lead.1', _rev: 'r1', count: 0}
  const seen = {commits: [] as Mutation[][], reads: 0, pauses: [] as number[]}
  let left = conflicts
  const store: ChangeStore<Counter> = {
    read: async () => {
      seen.reads += 1
      return counter
    },
    commit: async (mutations) => {
      if (left > 0) {
        left -= 1
        counter = {...counter, _rev: `${counter._rev}+`, count: counter.count + 10}
        return {kind: 'conflict', error: new Error('Another revision')}
      }
      seen.commits.push(mutations)
      return {kind: 'written', id: 'transaction'}
    },
    retry: {
      attempts: 3,
      pause: async (attempt) => {
        seen.pauses.push(attempt)
      },
    },
  }
  return {store, seen}
}

const increase = (counter: Counter) => ({
  mutations: [guardedPatch(counter, {set: {count: counter.count + 1}})],
  from: counter.count,
})

describe('commitDecision', () => {
  test('commits what it decides on the documents that it reads', async () => {
    const {store, seen} = counterStore(0)
    expect(await commitDecision(store, increase)).toMatchObject({from: 0})
    expect(seen).toMatchObject({reads: 1, pauses: []})
    expect(seen.commits).toHaveLength(1)
  })

  test('commits nothing when nothing is to be written', async () => {
    const {store, seen} = counterStore(0)
    expect(await commitDecision(store, () => ({mutations: []}))).toEqual({mutations: []})
    expect(seen.commits).toEqual([])
  })

  test('decides first on what the person saw, and reads after a conflict', async () => {
    const {store, seen} = counterStore(1)
    const shown = {_id: 'alpha.lead.1', _rev: 'r0', count: 5}
    const from: number[] = []
    const decision = await commitDecision(
      store,
      (counter) => {
        from.push(counter.count)
        return increase(counter)
      },
      shown,
    )
    expect(from).toEqual([5, 10])
    expect(decision.from).toBe(10)
    expect(seen).toMatchObject({reads: 1, pauses: [1]})
  })

  test('gives up after a number of conflicts', async () => {
    const {store, seen} = counterStore(3)
    await expect(commitDecision(store, increase)).rejects.toThrow('Another revision')
    expect(seen).toMatchObject({reads: 3, pauses: [1, 2], commits: []})
  })

  test('triggers the writer of the audit trail', async () => {
    const {store, seen} = counterStore(0)
    const remove = {mutations: [{delete: {id: 'alpha.lead.1'}}]}
    await commitDecision(store, () => remove)
    expect(seen.commits[0]?.map((mutation) => Object.keys(mutation)[0])).toEqual([
      'delete',
      'createIfNotExists',
    ])
  })
})

test('the backoff grows, with a jitter', () => {
  expect([1, 2, 3].map((attempt) => backoffMs(attempt, 0.5))).toEqual([10, 20, 40])
  expect(backoffMs(1, 0)).toBe(5)
})

test('refusals of rules become outcomes', () => {
  const problems = [{field: 'status', ...problem('lead.status-unknown')}]
  expect(byRule({ok: false, problems}, 1)).toEqual({kind: 'refused', mutations: [], problems})
  expect(byRule({ok: true, mutations: []}, 1)).toMatchObject({kind: 'unchanged', written: 1})
  expect(byRule({ok: true, mutations: [{delete: {id: 'a'}}]}, 1).kind).toBe('changed')
})
