import {setImmediate as nextTurn} from 'node:timers/promises'
import {describe, expect, it} from 'vitest'
import type {CommitRequest} from '../mutations/transaction.ts'
import {createCommitQueue} from './commitQueue.ts'
import type {LakeChange} from './lakeChange.ts'
import {SUPERADMIN} from './testing/storeFixture.ts'

/** A request that writes so many documents, or only tries to. */
function request(id: string, mutations = 1, dryRun = false): CommitRequest {
  return {
    dataset: 'test',
    caller: SUPERADMIN,
    transactionId: id,
    mutations: Array.from({length: mutations}, (_, n) => ({delete: {id: `${id}.${n}`}})),
    dryRun,
  }
}

/** A queue whose disk answers when it is told to; `log` has what happened, in order. */
function createFixture() {
  const log: string[] = []
  const syncs: PromiseWithResolvers<void>[] = []
  let seq = 0
  const change = (transactionId: string): LakeChange => ({
    seq: (seq += 1),
    dataset: 'test',
    transactionId,
    timestamp: '2026-03-01T12:00:00.000Z',
    identity: 'somebody',
    documentId: transactionId,
    before: null,
    after: null,
    lineage: null,
    mutations: [],
    effects: {apply: [], revert: []},
    transactionTotalEvents: 1,
    transactionCurrentEvent: 1,
    isIndexed: true,
  })
  const queue = createCommitQueue({
    runBatch: (requests) => {
      log.push(`write ${requests.map(({transactionId}) => transactionId).join(' ')}`)
      return {
        outcomes: requests.map(({transactionId = ''}) => ({
          ok: true,
          result: {transactionId, results: []},
          seq: null,
        })),
        changes: requests
          .filter(({dryRun}) => !dryRun)
          .map(({transactionId = ''}) => [change(transactionId)]),
      }
    },
    wal: {
      sync: () => {
        log.push('sync')
        const pending = Promise.withResolvers<void>()
        syncs.push(pending)
        return pending.promise
      },
      syncNow: () => log.push('sync now'),
    },
    beforeAnswer: () => undefined,
    onDurable: ([first]) => log.push(`durable ${first?.transactionId}`),
  })
  const commit = (id: string, mutations?: number, dryRun?: boolean) =>
    queue.commit(request(id, mutations, dryRun)).then(
      () => log.push(`answer ${id}`),
      (error: unknown) => log.push(`refuse ${id}: ${String(error)}`),
    )
  return {queue, log, syncs, commit}
}

describe('the queue of writes', () => {
  it('acknowledges only durable writes, and batches later ones into the next sync', async () => {
    const {log, syncs, commit, queue} = createFixture()
    const first = commit('a')
    await nextTurn()
    expect(queue.oldestUnsynced()).toBe(1)
    const later = [commit('b'), commit('c')]
    await nextTurn()
    expect(log).toEqual(['write a', 'sync', 'write b c'])
    syncs[0]?.resolve()
    await first
    expect(queue.oldestUnsynced()).toBe(2)
    expect(log.slice(3)).toEqual(['durable a', 'sync', 'answer a'])
    syncs[1]?.resolve()
    await Promise.all(later)
    expect(log.slice(6)).toEqual(['durable b', 'durable c', 'answer b', 'answer c'])
    expect(queue.oldestUnsynced()).toBe(null)
  })

  it('yields to others between batches', async () => {
    const {log, commit} = createFixture()
    void commit('a', 20)
    void commit('b', 20)
    void commit('c', 500)
    for (let turn = 0; turn < 3; turn += 1) {
      await nextTurn()
      log.push('turn')
    }
    const order = log.filter((line) => /^write|^turn/.test(line))
    expect(order).toEqual(['write a', 'turn', 'write b', 'turn', 'write c', 'turn'])
  })

  it('needs no sync for empty changes', async () => {
    const {log, commit} = createFixture()
    await commit('a', 1, true)
    expect(log).toEqual(['write a', 'answer a'])
  })

  it('syncs and acknowledges queued writes when it closes, and refuses later ones', async () => {
    const {log, commit, queue, syncs} = createFixture()
    const early = commit('a')
    await nextTurn()
    const late = commit('b')
    queue.close()
    await Promise.all([early, late, commit('c')])
    expect(log.slice(2, 6)).toEqual(['write b', 'sync now', 'durable a', 'durable b'])
    expect(log.slice(6).toSorted()).toEqual([
      'answer a',
      'answer b',
      'refuse c: Error: The lake is shutting down; try again when it is back',
    ])
    syncs[0]?.resolve()
    await nextTurn()
    expect(log).toHaveLength(9)
  })

  it('acknowledges no write after a failed sync, and refuses new ones', async () => {
    const {log, commit, syncs} = createFixture()
    const lost = [commit('a')]
    await nextTurn()
    lost.push(commit('b'))
    await nextTurn()
    syncs[0]?.reject(new Error('EIO'))
    await Promise.all(lost)
    await commit('c')
    const refusals = log.filter((line) => line.startsWith('refuse'))
    expect(refusals).toHaveLength(3)
    for (const refusal of refusals) expect(refusal).toContain('did not confirm')
    expect(log.some((line) => /^(?:durable|answer)/.test(line))).toBe(false)
  })
})
