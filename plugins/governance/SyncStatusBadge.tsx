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
import {useTranslation} from 'sanity'
import type {SyncState} from '../../core/shopify/syncStatus.ts'
import {IconBadge} from '../ui/IconBadge.tsx'
import {governanceLocaleNamespace} from './governanceLocale.ts'

/** Icon and colour of each status. The locale has its text as `status.<state>`. */
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

/** The status of a site's sync, by icon, colour and word. */
export function SyncStatusBadge({state}: {state: SyncState}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  return <IconBadge {...STATUS_LOOKS[state]} text={t(`status.${state}`)} />
}
