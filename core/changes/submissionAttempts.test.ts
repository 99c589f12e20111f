import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {problem} from '../problems/problem.ts'
import {parseProblems, storedText} from '../problems/storedProblems.ts'
import {minute, World} from '../testing/world.ts'
import {
  failSubmission,
  retrySubmission,
  beginAttempt,
  MAX_SUBMISSION_ATTEMPTS,
  waitAfterAttempt,
} from './submissionAttempts.ts'

const DAY = 24 * 60

const NO_ADDRESS = problem('submission.not-processed', {message: 'No ada@example.com'})

/** How an attempt ends that does not succeed. */
type Ending = 'fails' | 'never ends'

/** A submission that never succeeds, and what calls make of it. */
class Doomed {
  readonly world = new World()
  readonly id = this.world.send()
  /** Minutes at which an attempt began. */
  readonly begun: number[] = []

  get record() {
    return this.world.submission(this.id)
  }

  call(at: number, ending: Ending): string {
    const decision = beginAttempt(this.record, minute(at))
    this.world.store.commit(decision.mutations)
    if (decision.state !== 'go') return decision.state
    this.begun.push(at)
    if (ending === 'fails') {
      this.world.store.commit(failSubmission(this.record, NO_ADDRESS, minute(at)))
    }
    return decision.state
  }
}

describe('an attempt', () => {
  test('that is the first costs no write, and its failure makes the next one wait', () => {
    const doomed = new Doomed()
    expect(beginAttempt(doomed.record, minute(0))).toEqual({state: 'go', mutations: []})
    doomed.call(0, 'fails')
    expect(doomed.record).toMatchObject({
      failure: {at: minute(0), attempts: 1, nextAttemptAt: minute(1)},
    })
    expect(storedText(doomed.record.failure?.message)).toBe('No (address)')
    expect(doomed.call(0.5, 'fails')).toBe('wait')
    expect(doomed.call(1, 'fails')).toBe('go')
    expect(doomed.record).toMatchObject({failure: {attempts: 2, nextAttemptAt: minute(5)}})
  })

  test('that comes late is counted before it begins, even when it never ends', () => {
    const doomed = new Doomed()
    expect(doomed.call(2, 'never ends')).toBe('go')
    expect(doomed.record).toMatchObject({
      failure: {
        attempts: 1,
        nextAttemptAt: minute(3),
      },
    })
    const {message} = doomed.record.failure ?? {}
    expect(parseProblems(message)).toEqual([problem('submission.attempt-open', {attempt: 1})])
    expect(doomed.call(2, 'never ends')).toBe('wait')
  })

  test('of a submission with an invalid or future time is counted', () => {
    for (const receivedAt of ['', 'never', minute(100_000)]) {
      const submission = {...new Doomed().record, receivedAt}
      expect(beginAttempt(submission, minute(0)).mutations).toHaveLength(1)
    }
  })

  test('that succeeds clears what failed before', () => {
    const doomed = new Doomed()
    doomed.call(0, 'fails')
    doomed.call(1, 'never ends')
    doomed.world.process(doomed.id, 2)
    expect(doomed.record).toMatchObject({outcome: 'processed'})
    expect(doomed.record).not.toHaveProperty('failure')
    expect(doomed.call(3, 'fails')).toBe('done')
    expect(failSubmission(doomed.record, NO_ADDRESS, minute(3))).toEqual([])
  })
})

test('the delays grow, and together are longer than a long weekend', () => {
  const waits = Array.from({length: MAX_SUBMISSION_ATTEMPTS - 1}, (_, n) => waitAfterAttempt(n + 1))
  expect(waits.every((wait, n) => wait >= (waits[n - 1] ?? 0))).toBe(true)
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000
  expect(hours).toBeGreaterThan(90)
  expect(hours).toBeLessThan(100)
})

test('a submission that never succeeds fails after the last attempt, whenever it is called', () => {
  const anyCall = fc.record({
    after: fc.oneof(fc.double({min: 0, max: 3, noNaN: true}), fc.integer({min: 1, max: 2 * DAY})),
    ending: fc.constantFrom<Ending>('fails', 'never ends'),
  })
  fc.assert(
    fc.property(fc.array(anyCall, {minLength: 300, maxLength: 400}), (calls) => {
      const doomed = new Doomed()
      let at = 0
      for (const {after, ending} of calls) {
        at += after
        doomed.call(at, ending)
      }
      const late = doomed.begun.filter((begun) => begun >= 1)
      expect(late.length).toBeLessThanOrEqual(MAX_SUBMISSION_ATTEMPTS)
      const gaps = late.slice(1).map((begun, n) => (begun - (late[n] ?? 0)) * 60_000)
      expect(gaps.filter((gap, n) => gap < waitAfterAttempt(n + 1) - 1)).toEqual([])
      for (let day = 1; day <= 2 * MAX_SUBMISSION_ATTEMPTS; day += 1) {
        doomed.call(at + day * DAY, 'never ends')
      }
      expect(doomed.record).toMatchObject({outcome: 'failed'})
      expect(doomed.record.failure).not.toHaveProperty('nextAttemptAt')
      expect(doomed.record.failure?.attempts).toBe(MAX_SUBMISSION_ATTEMPTS)
      const after = doomed.world.store.snapshot()
      expect(doomed.call(at + 100 * DAY, 'fails')).toBe('done')
      expect(doomed.world.store.snapshot()).toEqual(after)
    }),
    {numRuns: 30},
  )
})

describe('a manual retry', () => {
  test('gives a failed submission all its attempts again, and keeps what was sent', () => {
    const doomed = new Doomed()
    const {fields, email, consent, receivedAt} = doomed.record
    for (let day = 0; day < 20; day += 1) doomed.call(day * DAY, 'fails')
    expect(doomed.record).toMatchObject({outcome: 'failed'})
    doomed.world.store.commit(retrySubmission(doomed.record))
    expect(doomed.record).toMatchObject({fields, email, consent, receivedAt})
    expect(doomed.call(21 * DAY, 'fails')).toBe('go')
    expect(doomed.record).toMatchObject({failure: {attempts: 1}})
  })

  test('does not change one that succeeded or is still being tried', () => {
    const world = new World()
    const id = world.send()
    expect(retrySubmission(world.submission(id))).toEqual([])
    world.process(id)
    expect(retrySubmission(world.submission(id))).toEqual([])
  })
})
