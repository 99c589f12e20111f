import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'
import {expect, test} from 'vitest'
import {createAddressLimiter} from './addressLimiter.ts'
import {callerKey} from './callerKey.ts'

const LIMIT = {requests: 2, seconds: 10}

/** Bytes that are in use once everything that nobody holds is collected. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const {heapUsed, arrayBuffers} = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function limiterAt(limit = LIMIT) {
  const clock = {ms: 1_000}
  const limiter = createAddressLimiter(limit, () => clock.ms)
  return {clock, take: (caller: string) => limiter.take(caller)}
}

test('counts down, refuses, and tells when the count starts anew', () => {
  const {clock, take} = limiterAt()
  expect(take('a')).toMatchObject({remaining: 1, reset: 10, exceeded: false})
  clock.ms += 2_500
  expect(take('a')).toMatchObject({remaining: 0, reset: 8, exceeded: false})
  expect(take('a')).toMatchObject({policy: 'ip', remaining: 0, reset: 8, exceeded: true})
  expect(take('b')).toMatchObject({exceeded: false})
  clock.ms += 7_499
  expect(take('a')).toMatchObject({reset: 1, exceeded: true})
  clock.ms += 1
  expect(take('a')).toMatchObject({remaining: 1, reset: 10, exceeded: false})
})

test('refused requests do not prolong the wait', () => {
  const {clock, take} = limiterAt()
  for (let sent = 0; sent < 1_000; sent += 1) take('a')
  clock.ms += 10_000
  expect(take('a').exceeded).toBe(false)
})

test('a clock that is set back locks nobody out', () => {
  const {clock, take} = limiterAt()
  for (let sent = 0; sent < 3; sent += 1) take('a')
  clock.ms = 0
  expect(take('a').exceeded).toBe(false)
})

test('counts 20,000 callers at a time exactly', () => {
  const {take} = limiterAt({requests: 3, seconds: 10})
  const callers = Array.from({length: 20_000}, (_, n) =>
    callerKey('secret', `10.0.${n >> 8}.${n & 255}`),
  )
  for (let round = 0; round < 3; round += 1) for (const caller of callers) take(caller)
  expect(callers.filter((caller) => take(caller).exceeded)).toHaveLength(20_000)
  const others = Array.from({length: 1_000}, (_, n) =>
    callerKey('secret', `11.0.${n >> 8}.${n & 255}`),
  )
  expect(others.filter((caller) => take(caller).remaining !== 2).length).toBeLessThan(100)
})

test('under a million callers it needs no more memory, still stops a flood, and lets others in', () => {
  const {take} = limiterAt({requests: 50, seconds: 10})
  const flood = callerKey('secret', '192.0.2.1')
  let admitted = 0
  const before = memoryInUse()
  // The keys that a network has are as good as random text.
  for (let n = 0; n < 1_000_000; n += 1) {
    take(`caller ${n}`)
    if (n % 1_000 === 0 && !take(flood).exceeded) admitted += 1
  }
  expect(memoryInUse() - before).toBeLessThan(8_000_000)
  expect(admitted).toBeLessThanOrEqual(50)
  expect(take(flood).exceeded).toBe(true)
  expect(take(callerKey('secret', '203.0.113.7')).exceeded).toBe(false)
})
