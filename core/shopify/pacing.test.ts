import {describe, expect, test} from 'vitest'
import {unknownBudget, waitFor, whenAnswered, whenSent} from './pacing.ts'

interface Store {
  restoreRate: number
  /** Points in the bucket at a time. */
  available(at: number): number
  /** `null`: throttled. */
  charge(requested: number, actual: number, at: number): boolean
}

function storeOf(restoreRate: number): Store {
  const maximum = restoreRate * 20
  let points = maximum
  let time = 0
  const available = (at: number) => {
    points = Math.min(maximum, points + ((at - time) / 1_000) * restoreRate)
    time = at
    return points
  }
  return {
    restoreRate,
    available,
    charge: (requested, actual, at) => {
      if (available(at) < requested) return false
      points -= actual
      return true
    },
  }
}

/** Lets some lanes send requests to a store, in simulated time. */
function simulate(
  store: Store,
  {lanes, requests, latency}: {lanes: number; requests: number; latency: number},
) {
  const requested = 14
  const actual = 11
  let budget = unknownBudget(0)
  let throttled = 0
  let spent = 0
  let left = requests
  /** When each lane is free, and what it waits for. */
  const events = Array.from({length: lanes}, () => ({at: 0, answer: false as boolean | null}))
  let now = 0
  while (left > 0 || events.some(({answer}) => answer !== false)) {
    const next = events.reduce((a, b) => (a.at <= b.at ? a : b))
    now = next.at
    if (next.answer !== false) {
      const {restoreRate} = store
      const status = {
        restoreRate,
        maximumAvailable: restoreRate * 20,
        currentlyAvailable: store.available(now),
      }
      budget = whenAnswered(budget, requested, status, now)
      next.answer = false
      continue
    }
    if (left === 0) {
      next.at = Infinity
      continue
    }
    const wait = waitFor(budget, requested, now)
    if (wait > 0) {
      next.at = now + wait
      continue
    }
    budget = whenSent(budget, requested)
    const isAdmitted = store.charge(requested, actual, now)
    if (isAdmitted) {
      left -= 1
      spent += actual
    } else throttled += 1
    next.answer = isAdmitted || null
    next.at = now + latency
  }
  return {throttled, spent, seconds: now / 1_000}
}

describe.each([100, 200, 1_000])('at a plan with %i points a second', (rate) => {
  test('requests are never throttled, and use 95 % of what is allowed', () => {
    // Enough to empty the bucket that a store has at first.
    const requests = rate * 10
    const {throttled, spent, seconds} = simulate(storeOf(rate), {
      lanes: 32,
      requests,
      latency: 200,
    })
    expect(throttled).toBe(0)
    const allowed = rate * 20 + rate * seconds
    expect(spent / allowed).toBeGreaterThan(0.95)
  })
})

test('a throttled request waits until it is admitted, and no longer', () => {
  const status = {maximumAvailable: 4_000, currentlyAvailable: 572, restoreRate: 200}
  const budget = whenAnswered(whenSent(unknownBudget(0), 862), 862, status, 1_000)
  const wait = waitFor(budget, 862, 1_000)
  expect(wait).toBeGreaterThanOrEqual(1_450)
  expect(wait).toBeLessThan(1_470)
  expect(waitFor(budget, 862, 1_000 + wait)).toBe(0)
})

test('pending requests count as if they had been charged', () => {
  const status = {maximumAvailable: 2_000, currentlyAvailable: 30, restoreRate: 100}
  const budget = whenAnswered(unknownBudget(0), 0, status, 0)
  const sent = whenSent(whenSent(budget, 14), 14)
  expect(waitFor(budget, 14, 0)).toBe(0)
  expect(waitFor(sent, 14, 0)).toBeGreaterThan(110)
})

test('an answer without a budget costs what was requested', () => {
  const budget = whenAnswered(whenSent(unknownBudget(0), 90), 90, null, 0)
  expect(waitFor(budget, 14, 0)).toBeGreaterThan(0)
  expect(budget.underWay).toBe(0)
})
