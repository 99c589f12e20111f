import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {planDeliveries, type DeliveryRules} from './deliveryQueue.ts'

const RULES: DeliveryRules = {seed: 1, maxDelayMs: 1000, duplicateShare: 0.2}

function plans(rules: DeliveryRules, count = 2000): number[][] {
  return Array.from({length: count}, (_, seq) => planDeliveries(rules, 'send-mail', seq))
}

describe('planDeliveries', () => {
  test('delivers once or twice, never later than allowed, and the same for the same seed', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.integer(),
          maxDelayMs: fc.integer({min: 0, max: 100_000}),
          duplicateShare: fc.double({min: 0, max: 1, noNaN: true}),
        }),
        fc.string(),
        fc.nat(),
        (rules, source, seq) => {
          const delays = planDeliveries(rules, source, seq)
          expect([1, 2]).toContain(delays.length)
          for (const delay of delays) {
            expect(delay).toBeGreaterThanOrEqual(0)
            expect(delay).toBeLessThanOrEqual(rules.maxDelayMs)
          }
          expect(planDeliveries(rules, source, seq)).toEqual(delays)
        },
      ),
    )
  })

  test('duplicates the requested share', () => {
    const duplicates = plans(RULES).filter(({length}) => length === 2).length
    expect(duplicates / 2000).toBeCloseTo(RULES.duplicateShare, 1)
    expect(plans({...RULES, duplicateShare: 0}).every(({length}) => length === 1)).toBe(true)
    expect(plans({...RULES, duplicateShare: 1}).every(({length}) => length === 2)).toBe(true)
  })

  test('lets later events overtake earlier ones', () => {
    const delays = plans(RULES).map(([first = 0]) => first)
    const overtaken = delays.filter((delay, seq) => delay > (delays[seq + 1] ?? Infinity))
    expect(overtaken.length).toBeGreaterThan(800)
    expect(Math.max(...delays)).toBeGreaterThan(900)
    expect(Math.min(...delays)).toBeLessThan(100)
  })

  test('differs with the seed and with the source', () => {
    expect(plans({...RULES, seed: 2})).not.toEqual(plans(RULES))
    expect(planDeliveries(RULES, 'a', 1)).not.toEqual(planDeliveries(RULES, 'b', 1))
  })
})
