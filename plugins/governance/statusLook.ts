import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {CircleIcon} from '@sanity/icons/Circle'
import {ClockIcon} from '@sanity/icons/Clock'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {ErrorOutlineIcon} from '@sanity/icons/ErrorOutline'
import {PlugIcon} from '@sanity/icons/Plug'
import {SyncIcon} from '@sanity/icons/Sync'
import {TargetIcon} from '@sanity/icons/Target'
import type {BadgeTone} from '@sanity/ui'
import type {ComponentType} from 'react'
import type {SyncState} from '../../core/shopify/syncStatus.ts'

/** How a status looks. Its text is `status.<state>` of the locale. */
export const STATUS_LOOKS: Readonly<Record<SyncState, {icon: ComponentType; tone: BadgeTone}>> = {
  ok: {icon: CheckmarkCircleIcon, tone: 'positive'},
  running: {icon: SyncIcon, tone: 'primary'},
  stale: {icon: ClockIcon, tone: 'caution'},
  never: {icon: TargetIcon, tone: 'caution'},
  failed: {icon: CloseCircleIcon, tone: 'critical'},
  notConfigured: {icon: PlugIcon, tone: 'caution'},
  unsound: {icon: ErrorOutlineIcon, tone: 'critical'},
  off: {icon: CircleIcon, tone: 'default'},
}
