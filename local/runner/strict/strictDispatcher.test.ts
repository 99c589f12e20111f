import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import type {FunctionSpec} from '../blueprint.ts'
import {createCallReport, type CallReport} from './callReport.ts'
import {openDeliveryQueue, type DeliveryQueue, type DeliveryRules} from './deliveryQueue.ts'
import {createStrictDispatcher, type StrictDispatcher} from './strictDispatcher.ts'
import {STRICT_DEFAULTS} from './strictEngine.ts'

const PROMPT: DeliveryRules = {seed: 1, maxDelayMs: 0, duplicateShare: 0}

let directory = ''
let queue: DeliveryQueue
let dispatcher: StrictDispatcher
let report: CallReport
let time = 0
let called: string[] = []

function spec(name: string): FunctionSpec {
  const trigger = {types: null, match: async () => null}
  const on: FunctionSpec['on'] = {kind: 'document', trigger}
  return {name, entry: 'file:///none.ts', timeoutMs: 1000, env: {}, on}
}

function begin(rules: DeliveryRules = PROMPT): void {
  queue = openDeliveryQueue(join(directory, 'runner.sqlite'), rules, () => time)
  dispatcher = createStrictDispatcher({
    queue,
    functions: Array.from({length: 25}, (_, index) => spec(`f${index}`)),
    rateLimits: STRICT_DEFAULTS.rateLimits,
    processes: 3,
    call: async ({name}, {document}) => {
      called.push(`${name} ${document}`)
      return {kind: 'succeeded'}
    },
    report,
    now: () => time,
    newChain: () => 'chain',
  })
}

let seq = 0
function add(name: string, count: number): void {
  const events = Array.from({length: count}, () => {
    seq += 1
    return {function: name, document: `d${seq}`, data: '{}', lineage: null, seq}
  })
  queue.add(events, 'production', seq)
  dispatcher.wake()
}

function settled(): Promise<void> {
  return vi.waitFor(() => {
    expect(queue.pending()).toBe(0)
    expect(dispatcher.running()).toBe(0)
  })
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dispatcher-'))
  report = createCallReport(() => {})
  time = 1_000_000
  called = []
  seq = 0
})
afterEach(async () => {
  dispatcher.stop()
  queue.close()
  await rm(directory, {recursive: true})
})

test('makes 200 calls of a function within 30 s, and drops the rest', async () => {
  begin()
  add('f0', 250)
  add('f1', 10)
  await settled()
  expect(called.filter((call) => call.startsWith('f0 '))).toHaveLength(200)
  expect(called.filter((call) => call.startsWith('f1 '))).toHaveLength(10)
  expect(report.counts()).toMatchObject({made: 210, dropped: 50})

  time += 29_999
  add('f0', 1)
  await settled()
  expect(report.counts()).toMatchObject({made: 210, dropped: 51})

  time += 1
  add('f0', 1)
  await settled()
  expect(report.counts()).toMatchObject({made: 211, dropped: 51})
  expect(report.counts().lost.every(({reason}) => reason === 'rateLimit')).toBe(true)
})

test('makes 4,000 calls of all functions within 30 s', async () => {
  begin()
  for (let index = 0; index < 21; index += 1) add(`f${index}`, 195)
  await settled()
  expect(report.counts()).toMatchObject({made: 4000, dropped: 95})
})

test('judges a delivery when it is due, however long it has to wait for a process', async () => {
  begin()
  add('f0', 250)
  await vi.waitFor(() => expect(called.length).toBeGreaterThan(0))
  time += 60_000
  await settled()
  expect(report.counts()).toMatchObject({made: 200, dropped: 50})
})

test('waits for the time of a delivery, also over a restart', async () => {
  begin({seed: 3, maxDelayMs: 1_000_000, duplicateShare: 0})
  add('f0', 50)
  const first = queue.nextDue() ?? 0
  expect(first).toBeGreaterThan(time)
  dispatcher.stop()
  queue.close()
  time = first
  begin({seed: 3, maxDelayMs: 1_000_000, duplicateShare: 0})
  expect(queue.cursor('production')).toBe(50)
  dispatcher.wake()
  await vi.waitFor(() => expect(called).toHaveLength(1))
  expect(queue.pending()).toBe(49)
  expect(queue.nextDue()).toBeGreaterThan(time)
})

test('forgets a delivery whose function the blueprint no longer has', async () => {
  begin()
  add('gone', 1)
  await settled()
  expect(called).toEqual([])
  expect(report.counts()).toMatchObject({made: 0, dropped: 1})
  expect(report.counts().lost).toMatchObject([{reason: 'unknownFunction'}])
})

test('forgets everything when the lake was started over', async () => {
  begin({...PROMPT, maxDelayMs: 1_000_000})
  add('f0', 10)
  queue.addScheduled('f1')
  expect(queue.hasRun('f1')).toBe(true)
  queue.reset('production')
  expect(queue.pending()).toBe(0)
  expect(queue.cursor('production')).toBe(0)
  expect(queue.hasRun('f1')).toBe(false)
})
