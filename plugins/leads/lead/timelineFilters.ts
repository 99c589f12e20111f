import {
  ACTIVITY_GROUPS,
  activityKindsWhere,
  type ActivityKind,
} from '../../../core/people/activityKinds.ts'

/** The filters of the timeline. */
export const TIMELINE_FILTERS = ['all', ...ACTIVITY_GROUPS] as const

/** One of {@link TIMELINE_FILTERS}. */
export type TimelineFilter = (typeof TIMELINE_FILTERS)[number]

/** The kinds of entry that a filter shows. */
export function kindsOf(filter: TimelineFilter): readonly ActivityKind[] {
  return activityKindsWhere(({group}) => filter === 'all' || group === filter)
}
