import {ArchiveIcon} from '@sanity/icons/Archive'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {PauseIcon} from '@sanity/icons/Pause'
import type {ComponentType} from 'react'
import {useTranslation} from 'sanity'
import {IconBadge} from '../../plugins/ui/IconBadge.tsx'
import type {Site} from '../../core/sanity.types.generated.ts'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {NavbarTooltip} from './NavbarTooltip.tsx'

const LOOKS: Record<
  Site['status'],
  {icon: ComponentType; tone: 'positive' | 'caution' | 'default'}
> = {
  active: {icon: CheckmarkCircleIcon, tone: 'positive'},
  paused: {icon: PauseIcon, tone: 'caution'},
  archived: {icon: ArchiveIcon, tone: 'default'},
}

/** Whether the site takes part, as a badge with an icon and a word. */
export function SiteStatusMark(props: {status: Site['status']}) {
  const {t} = useTranslation(studioLocaleNamespace)
  const {status} = props
  return (
    <NavbarTooltip text={t(`site-status.${status}.tooltip`)}>
      <IconBadge {...LOOKS[status]} text={t(`site-status.${status}`)} />
    </NavbarTooltip>
  )
}
