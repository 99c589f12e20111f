import {seedOf} from '../../demo/random.ts'

/** When a customer was created and last changed, in seconds since the epoch. */
export interface CustomerMoments {
  /** Never falls as the index rises, so customers are created in the order of their ids. */
  createdAt: (index: number) => number
  updatedAt: (index: number) => number
}

const DAY = 86_400
const HISTORY_DAYS = 1460
/** One import: this share of the customers was created, and last changed, in the same second. */
const IMPORT = {from: 0.4, share: 0.12, daysAgo: 420}
/** An app that changed this many of a thousand customers in one second. */
const TOUCHED = {perMille: 150, daysAgo: 21}
/** Small imports that each changed some customers in the same second. */
const BATCHES = {perMille: 70, count: 40, withinDays: 300}
const NEVER_CHANGED_PER_MILLE = 380

/**
 * Spreads the creation and the last change of customers over four years. As in real stores, most customers
 * with the same time of change were changed by one import or one app.
 *
 * @param seed - distinguishes stores
 * @param count - customers at the start
 * @param asOf - nothing is later than this, in seconds since the epoch
 */
export function createMoments(seed: string, count: number, asOf: number): CustomerMoments {
  const base = seedOf(seed, 7)
  const mix = (index: number, salt: number): number => {
    let hash = Math.imul((base ^ salt) + index, 0x9e3779b1)
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return (hash ^ (hash >>> 16)) >>> 0
  }
  const start = asOf - HISTORY_DAYS * DAY
  const importAt = asOf - IMPORT.daysAgo * DAY
  const importFrom = Math.floor(count * IMPORT.from)
  const importTo = importFrom + Math.floor(count * IMPORT.share)
  const touchedAt = asOf - TOUCHED.daysAgo * DAY

  const createdAt = (index: number): number => {
    if (index >= importFrom && index < importTo) return importAt
    const [first, end, from, to] =
      index < importFrom ? [0, importFrom, start, importAt] : [importTo, count, importAt, asOf]
    const gap = (to - from) / Math.max(1, end - first)
    const jitter = (mix(index, 1) / 0x1_0000_0000) * gap
    return Math.min(asOf, Math.floor(from + (index - first) * gap + jitter))
  }

  const updatedAt = (index: number): number => {
    const created = createdAt(index)
    const lot = mix(index, 2) % 1000
    if (index >= importFrom && index < importTo && lot >= TOUCHED.perMille) return importAt
    if (lot < TOUCHED.perMille) return Math.max(created, touchedAt)
    if (lot < TOUCHED.perMille + BATCHES.perMille) {
      const batch = mix(index, 3) % BATCHES.count
      const daysAgo = Math.floor((batch * BATCHES.withinDays) / BATCHES.count) + 1
      return Math.max(created, asOf - daysAgo * DAY + 7200 + batch)
    }
    if (lot < TOUCHED.perMille + BATCHES.perMille + NEVER_CHANGED_PER_MILLE) return created
    const late = (mix(index, 4) / 0x1_0000_0000) ** 0.5
    return Math.floor(created + (asOf - created) * late)
  }
  return {createdAt, updatedAt}
}
