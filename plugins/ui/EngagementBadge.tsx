import {CircleIcon} from '@sanity/icons/Circle'
import {CommentIcon} from '@sanity/icons/Comment'
import {ErrorOutlineIcon} from '@sanity/icons/ErrorOutline'
import {EnvelopeIcon} from '@sanity/icons/Envelope'
import {EyeOpenIcon} from '@sanity/icons/EyeOpen'
import {LaunchIcon} from '@sanity/icons/Launch'
import type {BadgeTone} from '@sanity/ui'
import type {ComponentType} from 'react'
import {useTranslation} from 'sanity'
import {IconBadge} from './IconBadge.tsx'
import {uiLocaleNamespace} from './uiLocale.ts'

/** How far a lead got with the mail it was sent; `lead.engagement`. */
export type Engagement = 'none' | 'sent' | 'opened' | 'clicked' | 'replied' | 'bounced'

const LOOKS: Record<Engagement, {icon: ComponentType; tone: BadgeTone}> = {
  none: {icon: CircleIcon, tone: 'default'},
  sent: {icon: EnvelopeIcon, tone: 'default'},
  opened: {icon: EyeOpenIcon, tone: 'primary'},
  clicked: {icon: LaunchIcon, tone: 'primary'},
  replied: {icon: CommentIcon, tone: 'positive'},
  bounced: {icon: ErrorOutlineIcon, tone: 'critical'},
}

/** Icon and tone of an engagement; `null` for a text that is none. */
export function engagementLook(text: string): {icon: ComponentType; tone: BadgeTone} | null {
  const known = Object.entries(LOOKS).find(([engagement]) => engagement === text)
  return known ? known[1] : null
}

/** What an {@link EngagementBadge} shows. */
export interface EngagementBadgeProps {
  engagement: Engagement
}

/** A lead's engagement, by icon and text. */
export function EngagementBadge(props: EngagementBadgeProps) {
  const {t} = useTranslation(uiLocaleNamespace)
  return <IconBadge {...LOOKS[props.engagement]} text={t(`engagement.${props.engagement}`)} />
}
