import type {SegmentPoint} from '../../documents/segment.ts'
import type {Loose} from '../../documents/stored.ts'
import type {SegmentCount} from './segmentParts.ts'

/** Most days that a segment's history goes back. */
export const MAX_SEGMENT_POINTS = 30

/**
 * The history of a segment's count with a new count: one point for each day (UTC), which is the
 * last count of that day, the newest {@link MAX_SEGMENT_POINTS} of them, oldest first.
 */
export function withSegmentPoint(
  history: Loose<SegmentPoint[]> | null | undefined,
  {value, at}: SegmentCount,
): SegmentPoint[] {
  const byDay = new Map<string, SegmentPoint>()
  for (const point of [...(history ?? []), {value, at}]) {
    if (typeof point.value !== 'number' || typeof point.at !== 'string') continue
    const day = point.at.slice(0, 10)
    const known = byDay.get(day)
    if (known?.at !== undefined && known.at > point.at) continue
    byDay.set(day, {_key: `d${day}`, _type: 'point', at: point.at, value: point.value})
  }
  const days = Array.from(byDay).sort(([left], [right]) => (left < right ? -1 : 1))
  return days.slice(-MAX_SEGMENT_POINTS).map(([, point]) => point)
}
