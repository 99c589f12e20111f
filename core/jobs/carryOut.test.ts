import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {problem} from '../problems/problem.ts'
import {carryOut, type CommitResult, type ChunkStore} from './carryOut.ts'
import type {JobOutcome} from './jobOutcome.ts'

const NOT_ALLOWED = problem('store.other', {message: 'not allowed'})

const POLICY = {attempts: 2, pause: async () => {}}

function changed(id: string): JobOutcome {
  return {kind: 'changed', id, mutations: [], undo: null}
}

/** A store that refuses some leads, and others a number of times since somebody else writes to them. */
function storeOf(refused: ReadonlySet<string>, busy: ReadonlyMap<string, number> = new Map()) {
  const left = new Map(busy)
  const written: JobOutcome[] = []
  let requests = 0
  const store: ChunkStore<string, readonly string[], unknown> = {
    idOf: (id) => id,
    read: async (ids) => {
      requests += 1
      return ids
    },
    decide: (ids) => ids.map(changed),
    commit: async (outcomes): Promise<CommitResult> => {
      requests += 1
      const wanted = outcomes.filter(({kind}) => kind === 'changed').map(({id}) => id)
      if (wanted.some((id) => refused.has(id))) return {kind: 'refused', problem: NOT_ALLOWED}
      const conflicts = wanted.filter((id) => (left.get(id) ?? 0) > 0)
      for (const id of conflicts) left.set(id, (left.get(id) ?? 0) - 1)
      if (conflicts.length > 0) return {kind: 'conflict'}
      written.push(...outcomes)
      return {kind: 'written'}
    },
  }
  return {store, written, requests: () => requests}
}

const ids = Array.from({length: 100}, (_, index) => `lead-${index}`)

describe('a chunk', () => {
  test('is written in one request without conflicts', async () => {
    const {store, written, requests} = storeOf(new Set())
    await carryOut(ids, ids, store, POLICY)
    expect(requests()).toBe(1)
    expect(written).toHaveLength(100)
  })

  test('is read and tried again when somebody wrote in between', async () => {
    const {store, requests} = storeOf(new Set(), new Map([['lead-3', 1]]))
    const outcomes = await carryOut(ids, ids, store, POLICY)
    expect(requests()).toBe(3)
    expect(outcomes.every(({kind}) => kind === 'changed')).toBe(true)
  })

  test('is written without the refused items, whichever they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...ids), {maxLength: 7}),
        fc.uniqueArray(fc.constantFrom(...ids), {maxLength: 3}),
        async (refused, busy) => {
          const {store, written} = storeOf(
            new Set(refused),
            new Map(busy.map((id) => [id, 100] as const)),
          )
          const outcomes = await carryOut(ids, ids, store, POLICY)
          expect(outcomes.map(({id}) => id)).toEqual(ids)
          expect(written).toEqual(outcomes)
          const failed = outcomes.filter(({kind}) => kind === 'failed').map(({id}) => id)
          expect(failed.sort()).toEqual([...new Set([...refused, ...busy])].sort())
        },
      ),
      {numRuns: 50},
    )
  })

  test('that is refused as a whole is not tried item by item to the end', async () => {
    const {store, requests} = storeOf(new Set(ids))
    const outcomes = await carryOut(ids, ids, store, POLICY)
    expect(outcomes).toHaveLength(100)
    expect(outcomes.at(-1)).toEqual({kind: 'failed', id: 'lead-99', problems: [NOT_ALLOWED]})
    expect(requests()).toBeLessThan(40)
  })

  test('stays unchanged when the store is unreachable', async () => {
    const away = new Error('away')
    const {store} = storeOf(new Set())
    const failing = {...store, commit: () => Promise.reject(away)}
    await expect(carryOut(ids, ids, failing, POLICY)).rejects.toBe(away)
  })
})
