import type {SortKey} from '../customers/customerBook.ts'

/** From and to of a number, both included. */
export interface Range {
  from: number
  to: number
}

/** Between what a search keeps the numbers that customers are sorted by; no entry is no limit. */
export type Bounds = Readonly<Partial<Record<SortKey, Range>>>

const KEYS: readonly SortKey[] = ['ID', 'CREATED_AT', 'UPDATED_AT']
const ALL: Range = {from: -Infinity, to: Infinity}

/** What both allow. */
export function bothBounds(one: Bounds, other: Bounds): Bounds {
  return combined(one, other, (a, b) => ({
    from: Math.max(a.from, b.from),
    to: Math.min(a.to, b.to),
  }))
}

/** What either allows, with what lies between. */
export function eitherBounds(one: Bounds, other: Bounds): Bounds {
  return combined(one, other, (a, b) => ({
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
  }))
}

function combined(one: Bounds, other: Bounds, combine: (a: Range, b: Range) => Range): Bounds {
  const bounds: Partial<Record<SortKey, Range>> = {}
  for (const key of KEYS) {
    const range = combine(one[key] ?? ALL, other[key] ?? ALL)
    if (range.from !== -Infinity || range.to !== Infinity) bounds[key] = range
  }
  return bounds
}
