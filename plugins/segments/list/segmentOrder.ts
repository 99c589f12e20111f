import type {SegmentEntry} from '../data/segmentsData.ts'

/** Orders of segments, as the menu lists them. */
export const SEGMENT_ORDERS = ['name', 'changed', 'largest', 'smallest'] as const

/** One of {@link SEGMENT_ORDERS}. */
export type SegmentOrder = (typeof SEGMENT_ORDERS)[number]

/** Parses an order; `name` for an unknown one. */
export function parseSegmentOrder(text: string | undefined): SegmentOrder {
  return SEGMENT_ORDERS.find((known) => known === text) ?? 'name'
}

/** When somebody last changed a segment. */
export function changedAt({changedAt: changed, _createdAt}: SegmentEntry): string {
  return changed ?? _createdAt ?? ''
}

function compareText(left: string, right: string): number {
  return left.localeCompare(right, undefined, {numeric: true, sensitivity: 'base'})
}

function compare(order: SegmentOrder, left: SegmentEntry, right: SegmentEntry): number {
  if (order === 'changed') return compareText(changedAt(right), changedAt(left))
  if (order === 'name') return 0
  // Segments that were never counted come last in both orders.
  const [a, b] = [left.count?.value, right.count?.value]
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return order === 'largest' ? b - a : a - b
}

/** Segments in an order; equal ones by name. */
export function sortedSegments(
  segments: readonly SegmentEntry[],
  order: SegmentOrder,
): SegmentEntry[] {
  return segments.toSorted(
    (left, right) =>
      compare(order, left, right) ||
      compareText(left.title ?? '', right.title ?? '') ||
      compareText(left._id, right._id),
  )
}

/** Segments whose name, description or sentence contains all words of a search. */
export function foundSegments(segments: readonly SegmentEntry[], search: string): SegmentEntry[] {
  const words = search.toLowerCase().split(/\s+/u).filter(Boolean)
  return segments.filter(({title, description, sentence}) => {
    const text = `${title ?? ''} ${description ?? ''} ${sentence ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
