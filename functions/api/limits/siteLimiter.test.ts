import {expect, test} from 'vitest'
import {createSiteLimiter} from './siteLimiter.ts'

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

test('48 callers who each send all they can leave something for the next one', () => {
  const {take, grantedTo} = limiterAt()
  for (let n = 0; n < 48; n += 1) grantedTo(`flood ${n}`, 600)
  expect(take('visitor')).toMatchObject({decision: 'granted'})
})

test('nothing is taken beyond the limit, whoever asks', () => {
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

test('where callers cannot be told apart, only the limit itself holds', () => {
  const {grantedTo} = limiterAt()
  expect(grantedTo(null, 1_000)).toBe(500)
})
