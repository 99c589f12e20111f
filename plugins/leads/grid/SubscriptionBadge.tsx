import {BellIcon} from '@sanity/icons/Bell'
import {CircleIcon} from '@sanity/icons/Circle'
import {ClockIcon} from '@sanity/icons/Clock'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {ErrorOutlineIcon} from '@sanity/icons/ErrorOutline'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {UnknownIcon} from '@sanity/icons/Unknown'
import type {BadgeTone} from '@sanity/ui'
import type {ComponentType} from 'react'
import {IconBadge} from '../../ui/IconBadge.tsx'
import {useGridLabels} from './gridLabels.ts'

const LOOKS = new Map<string, {icon: ComponentType; tone: BadgeTone}>([
  ['none', {icon: CircleIcon, tone: 'default'}],
  ['pending', {icon: ClockIcon, tone: 'caution'}],
  ['subscribed', {icon: CheckmarkCircleIcon, tone: 'positive'}],
  ['unsubscribed', {icon: CloseCircleIcon, tone: 'default'}],
  ['bounced', {icon: ErrorOutlineIcon, tone: 'critical'}],
  ['complained', {icon: BellIcon, tone: 'critical'}],
  ['suppressed', {icon: CloseCircleIcon, tone: 'critical'}],
])

/** How a lead stands to the newsletter, by icon and text. */
export function SubscriptionBadge(props: {value: string}) {
  const labels = useGridLabels()
  const look = LOOKS.get(props.value) ?? {icon: UnknownIcon, tone: 'default' as const}
  return <IconBadge {...look} text={labels.subscription(props.value)} />
}
