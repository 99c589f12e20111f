import {BellIcon} from '@sanity/icons/Bell'
import {CircleIcon} from '@sanity/icons/Circle'
import {ClockIcon} from '@sanity/icons/Clock'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {ErrorOutlineIcon} from '@sanity/icons/ErrorOutline'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {UnknownIcon} from '@sanity/icons/Unknown'
import type {BadgeTone} from '@sanity/ui'
import type {ComponentType} from 'react'

const LOOKS = new Map<string, {icon: ComponentType; tone: BadgeTone}>([
  ['none', {icon: CircleIcon, tone: 'default'}],
  ['pending', {icon: ClockIcon, tone: 'caution'}],
  ['subscribed', {icon: CheckmarkCircleIcon, tone: 'positive'}],
  ['unsubscribed', {icon: CloseCircleIcon, tone: 'default'}],
  ['bounced', {icon: ErrorOutlineIcon, tone: 'critical'}],
  ['complained', {icon: BellIcon, tone: 'critical'}],
  ['suppressed', {icon: CloseCircleIcon, tone: 'critical'}],
])

/** Icon and tone of how a lead stands to the newsletter. */
export function subscriptionLook(value: string): {icon: ComponentType; tone: BadgeTone} {
  return LOOKS.get(value) ?? {icon: UnknownIcon, tone: 'default'}
}
