import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import type {FunctionSpec} from './blueprint.ts'
import {createDispatcher} from './dispatcher.ts'
import type {FunctionPool} from './functionPool.ts'
import {openInvocationQueue, type InvocationQueue} from './invocationQueue.ts'

const SPEC: FunctionSpec = {
  name: 'retry',
  entry: 'file:///none.ts',
  timeoutMs: 1000,
  env: {},
  on: {kind: 'document', trigger: {types: null, match: async () => null}},
}

let directory = ''
let queue: InvocationQueue

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dispatcher-'))
  queue = openInvocationQueue(join(directory, 'runner.sqlite'))
})
afterEach(async () => {
  queue.close()
  await rm(directory, {recursive: true})
})

test('a call that becomes due during the lookup is not lost', async () => {
  const limits = {perDocument: 1000, perProject: 1000}
  let runs = 0
  const pool: FunctionPool = {
    accepts: () => true,
    run: async () => {
      runs += 1
      return runs === 1 ? {kind: 'failed', error: 'not yet'} : {kind: 'done'}
    },
    stop: async () => {},
  }
  // A clock that goes on by a millisecond each time it is looked at, as a slow machine's does: the
  // retry falls due between any two looks.
  for (let wait = 1; wait <= 12; wait += 1) {
    runs = 0
    let time = 1_000_000
    const dispatcher = createDispatcher({
      queue,
      functions: [SPEC],
      poolOf: () => pool,
      rateLimits: limits,
      firstBackoffMs: wait,
      now: () => (time += 1),
      log: () => {},
    })
    queue.addScheduled(SPEC.name)
    dispatcher.wake()
    await vi.waitFor(() => expect(runs).toBe(2), {timeout: 20_000, interval: 1})
    dispatcher.stop()
    expect(queue.counts()).toEqual({pending: 0, failing: 0, dead: 0})
  }
})
