import {IconBadge} from './IconBadge.tsx'
import {statusLook, type StatusLike} from './statusLook.ts'

/** What a {@link StatusBadge} shows. */
export interface StatusBadgeProps {
  /** The lead's status, a `value` of one of the site's lead statuses. */
  value: string
  /** The site's lead statuses, `document.leadStatuses` of the site context. */
  statuses: readonly StatusLike[]
}

/** A lead's status, with the title and tone its site gives it. */
export function StatusBadge(props: StatusBadgeProps) {
  return <IconBadge {...statusLook(props.statuses, props.value)} />
}
