import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'
import {describe, expect, test} from 'vitest'
import {callerKey} from './callerNetwork.ts'
import {rateHeaders, createAddressLimiter, createSiteLimiter, type RateState} from './rateLimits.ts'

/** Bytes that are in use once everything that nobody holds is collected. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const {heapUsed, arrayBuffers} = process.memoryUsage()
  return heapUsed + arrayBuffers
}

describe('rateHeaders', () => {
  const ip: RateState = {
    policy: 'ip',
    limit: {requests: 2, seconds: 10},
    remaining: 1,
    reset: 9,
    exceeded: false,
  }
  const site: RateState = {
    policy: 'site',
    limit: {requests: 500, seconds: 60},
    remaining: 0,
    reset: 42,
    exceeded: true,
  }

  test('state the caller’s quota under each policy', () => {
    expect(rateHeaders([ip])).toEqual({
      'RateLimit-Policy': '"ip";q=2;w=10',
      RateLimit: '"ip";r=1;t=9',
    })
  })

  test('state when to try again once a limit is exceeded', () => {
    expect(rateHeaders([ip, site])).toEqual({
      'RateLimit-Policy': '"ip";q=2;w=10, "site";q=500;w=60',
      RateLimit: '"ip";r=1;t=9, "site";r=0;t=42',
      'Retry-After': '42',
    })
  })
})

describe('createAddressLimiter', () => {
  const LIMIT = {requests: 2, seconds: 10}

  function limiterAt(limit = LIMIT) {
    const clock = {ms: 1_000}
    const limiter = createAddressLimiter(limit, () => clock.ms)
    return {clock, take: (caller: string) => limiter.take(caller)}
  }

  test('counts down, refuses, and says when the count restarts', () => {
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

  test('a clock that is set back does not lock callers out', () => {
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

  test('with a million callers it needs no more memory, still stops a flood, and admits others', () => {
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
})

describe('createSiteLimiter', () => {
  const LIMIT = {requests: 500, seconds: 10}

  function limiterAt(limit = LIMIT) {
    const clock = {ms: 1_000}
    const limiter = createSiteLimiter(limit, () => clock.ms)
    const take = (caller: string | null, site = 'artameta') => limiter.take(site, caller)
    const grantedTo = (caller: string | null, tries: number): number =>
      Array.from({length: tries}, () => take(caller)).filter(({exceeded}) => !exceeded).length
    return {clock, take, grantedTo}
  }

  test('one caller cannot use up a site’s limit, and the next one is served', () => {
    const {take, grantedTo} = limiterAt()
    expect(grantedTo('flood', 10_000)).toBe(250)
    expect(take('flood')).toMatchObject({decision: 'share-used', exceeded: true, reset: 10})
    expect(take('visitor')).toMatchObject({decision: 'granted', exceeded: false})
  })

  test('48 callers at their limit leave a share for the next one', () => {
    const {take, grantedTo} = limiterAt()
    for (let n = 0; n < 48; n += 1) grantedTo(`flood ${n}`, 600)
    expect(take('visitor')).toMatchObject({decision: 'granted'})
  })

  test('no caller gets more than the limit', () => {
    const {take, grantedTo} = limiterAt()
    const granted = Array.from({length: 2_000}, (_, n) => grantedTo(`caller ${n}`, 2))
    expect(granted.reduce((sum, count) => sum + count, 0)).toBe(500)
    expect(take('visitor')).toMatchObject({decision: 'full', exceeded: true, remaining: 0})
  })

  test('no site uses up another’s, and each window is new', () => {
    const {clock, take, grantedTo} = limiterAt({requests: 1, seconds: 60})
    expect(grantedTo('a', 2)).toBe(1)
    expect(take('a', 'bluefern').exceeded).toBe(false)
    clock.ms += 59_001
    expect(take('b')).toMatchObject({exceeded: true, reset: 1})
    clock.ms += 999
    expect(take('b')).toMatchObject({exceeded: false, remaining: 0, reset: 60})
    clock.ms = 0
    expect(take('b').exceeded).toBe(false)
  })

  test('where callers cannot be distinguished, only the limit itself applies', () => {
    const {grantedTo} = limiterAt()
    expect(grantedTo(null, 1_000)).toBe(500)
  })
})
