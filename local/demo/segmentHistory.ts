import {withSegmentPoint} from '../../core/changes/segments/segmentCounts.ts'
import type {SegmentPoint} from '../../core/documents/segment.ts'
import {randomFrom, seedOf} from './random.ts'
import {iso} from './siteContext.ts'

const DAY = 86_400_000
/** Days before the reference day that have a count. */
const DAYS = 29
/** When the last count of a day was, in milliseconds since midnight UTC. */
const LAST_COUNT = 23 * 3_600_000 + 55 * 60_000
/** How much a segment grows in a day, and by how much its count may be off that, as shares of it. */
const GROWTH = 0.0015
const WOBBLE = 0.012

/**
 * What the counts of a demo segment may have been on the days before the reference day. They are
 * generated like everything else of the demo; today's is counted.
 *
 * @param id - of the segment
 * @param size - about how many leads it has today
 * @param now - midnight UTC of the reference day, in milliseconds
 * @param madeAt - when the segment was made, in milliseconds
 */
export function demoSegmentHistory(
  id: string,
  size: number,
  now: number,
  madeAt: number,
): SegmentPoint[] {
  const random = randomFrom(seedOf(`${id}.history`, 0))
  let history: SegmentPoint[] = []
  for (let daysAgo = DAYS; daysAgo >= 1; daysAgo -= 1) {
    const wobble = 1 + (random.next() * 2 - 1) * WOBBLE
    const at = now - daysAgo * DAY + LAST_COUNT
    if (at < madeAt) continue
    const value = Math.round(size * (1 - GROWTH * daysAgo) * wobble)
    history = withSegmentPoint(history, {value, at: iso(at)})
  }
  return history
}
