import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {DotIcon} from '@sanity/icons/Dot'
import {UnknownIcon} from '@sanity/icons/Unknown'
import type {ComponentType} from 'react'
import {IconBadge} from './IconBadge.tsx'

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

/** Tones that a site may give one of its lead statuses. */
export type StatusTone = 'default' | 'primary' | 'positive' | 'caution' | 'critical'

/** The part of a site's lead status that its look comes from. */
export interface StatusLike {
  value?: string | null
  title?: string | null
  tone?: string | null
  stage?: string | null
}

const TONES: readonly StatusTone[] = ['default', 'primary', 'positive', 'caution', 'critical']

/** Icon, text and tone of a status. */
export interface StatusLook {
  icon: ComponentType
  text: string
  tone: StatusTone
}

/**
 * How a lead's status looks in its site: the icon follows the stage (open, won, lost), the text and
 * tone are the site's own. A value that the site no longer defines is shown as it is stored.
 */
export function statusLook(statuses: readonly StatusLike[], value: string): StatusLook {
  const status = statuses.find((candidate) => candidate.value === value)
  if (!status) return {icon: UnknownIcon, text: value, tone: 'default'}
  return {
    icon:
      status.stage === 'won'
        ? CheckmarkCircleIcon
        : status.stage === 'lost'
          ? CloseCircleIcon
          : DotIcon,
    text: status.title ?? value,
    tone: TONES.find((tone) => tone === status.tone) ?? 'default',
  }
}
