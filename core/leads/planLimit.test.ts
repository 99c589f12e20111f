import {assert, integer, nat, property} from 'fast-check'
import {describe, expect, test} from 'vitest'
import {fieldErrors} from '../problems/problem.ts'
import {planProblem, roomFor} from './planLimit.ts'

describe('roomFor', () => {
  test.each([
    [100, 0, 100],
    [100, 99, 1],
    [100, 100, 0],
    [100, 250, 0],
    [0, 0, 0],
    [null, 5_000_000, Infinity],
    [undefined, 0, Infinity],
  ])('a limit of %s with %s leads leaves %s', (limit, count, room) => {
    expect(roomFor(limit, count)).toBe(room)
  })
})

describe('planProblem', () => {
  test('leads that fit are no problem', () => {
    expect(planProblem(100, 99, 1)).toBeNull()
    expect(planProblem(null, 1_000_000, 1_000_000)).toBeNull()
  })

  test('says the numbers and what to do', () => {
    const found = planProblem(5000, 4990, 11)
    expect(found && fieldErrors([found])).toMatchObject([
      {
        field: 'planLimit',
        reason:
          'The site’s plan has room for 5,000 leads, and there are 4,990. 10 more can be added. Delete leads ' +
          'that nobody needs, or ask an administrator of the network to raise the limit.',
      },
    ])
    expect(planProblem(5000, 5100, 1)?.code).toBe('plan.full')
  })

  test('leads fit exactly up to the room', () => {
    const count = nat(1_000_000)
    assert(
      property(count, count, integer({min: 1, max: 1000}), (limit, leads, adding) => {
        expect(planProblem(limit, leads, adding) === null).toBe(adding <= roomFor(limit, leads))
      }),
    )
  })
})
