import {ArchiveIcon} from '@sanity/icons/Archive'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {PauseIcon} from '@sanity/icons/Pause'
import {useTranslation} from 'sanity'
import type {Site} from '../../core/sanity.types.generated.ts'
import {IconBadge} from './IconBadge.tsx'
import {uiLocaleNamespace} from './uiLocale.ts'

const LOOKS = {
  active: {icon: CheckmarkCircleIcon, tone: 'positive'},
  paused: {icon: PauseIcon, tone: 'caution'},
  archived: {icon: ArchiveIcon, tone: 'default'},
} as const

/** Whether a site takes part, by icon and text. */
export function SiteStatusBadge({status}: {status: Site['status']}) {
  const {t} = useTranslation(uiLocaleNamespace)
  return <IconBadge {...LOOKS[status]} text={t(`site-status.${status}`)} />
}
