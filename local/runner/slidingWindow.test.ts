import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {createSlidingWindow} from './slidingWindow.ts'

test('never exceeds the limit in any window, and says when to try again', () => {
  fc.assert(
    fc.property(
      fc.integer({min: 1, max: 5}),
      fc.array(fc.integer({min: 0, max: 40}), {maxLength: 60}),
      (limit, steps) => {
        const window = createSlidingWindow(limit, 100)
        const passed: number[] = []
        let now = 0
        for (const step of steps) {
          now += step
          const wait = window.take('a', now)
          now += wait
          passed.push(now)
          expect(wait === 0 ? 0 : window.take('a', now)).toBe(0)
        }
        for (const start of passed) {
          const inside = passed.filter((time) => time >= start && time < start + 100)
          expect(inside.length).toBeLessThanOrEqual(limit)
        }
      },
    ),
  )
})

test('says how long to wait without using up the limit', () => {
  const window = createSlidingWindow(1, 100)
  expect(window.wait('a', 0)).toBe(0)
  expect(window.wait('a', 0)).toBe(0)
  expect(window.take('a', 0)).toBe(0)
  expect(window.wait('a', 60)).toBe(40)
  expect(window.wait('a', 100)).toBe(0)
})

test('counts each key on its own', () => {
  const window = createSlidingWindow(1, 100)
  expect(window.take('a', 0)).toBe(0)
  expect(window.take('b', 0)).toBe(0)
  expect(window.take('a', 60)).toBe(40)
})
