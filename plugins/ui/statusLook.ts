import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {DotIcon} from '@sanity/icons/Dot'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {UnknownIcon} from '@sanity/icons/Unknown'
import type {ComponentType} from 'react'

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
