import {randomFrom, seedOf} from '../../demo/random.ts'

/** How unreliable the delivery of events is. */
export interface DeliveryRules {
  /** The same seed gives the same event the same delays and copies. */
  seed: number
  /** Longest delay of a delivery, in milliseconds. */
  maxDelayMs: number
  /** Share of the events that are delivered twice, from 0 to 1. */
  duplicateShare: number
}

/**
 * When an event is delivered: each delivery has a delay of its own, so events also arrive in another
 * order than they happened, those of one document too. A plan depends on nothing but its arguments.
 *
 * @param source - what the event belongs to, such as the function that it calls
 * @param seq - number of the event within its source
 * @returns the delay of each delivery, in milliseconds: one, or two for a duplicate
 */
export function planDeliveries(rules: DeliveryRules, source: string, seq: number): number[] {
  const random = randomFrom(seedOf(`${rules.seed} ${source}`, seq))
  const delay = (): number => random.int(rules.maxDelayMs + 1)
  return random.chance(rules.duplicateShare) ? [delay(), delay()] : [delay()]
}
