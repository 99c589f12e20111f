import {ArchiveIcon} from '@sanity/icons/Archive'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {PauseIcon} from '@sanity/icons/Pause'
import {Badge, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {IconBadge} from '../../ui/IconBadge.tsx'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import type {NetworkSite} from './networkQuery.ts'

const LOOKS = {
  active: {icon: CheckmarkCircleIcon, tone: 'positive'},
  paused: {icon: PauseIcon, tone: 'caution'},
  archived: {icon: ArchiveIcon, tone: 'default'},
} as const

/** What a {@link SiteRow} shows. */
export interface SiteRowProps {
  site: NetworkSite
  /** Address of the site's workspace. */
  href: string
}

/** A site of the network: how it stands, and how much it holds. */
export function SiteRow(props: SiteRowProps) {
  const {site, href} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const {planLimit, leads, title, waiting} = site
  const status = site.status ?? 'active'
  const percent = planLimit ? Math.floor((100 * leads) / planLimit) : 0
  return (
    <tr data-site={site.key}>
      <th scope="row">
        <a href={href} title={t('network.open', {site: title})}>
          {title}
        </a>
        <Text muted size={1}>
          {(site.hosts ?? []).join(' · ') || t('site.no-hosts')}
        </Text>
      </th>
      <td>
        <IconBadge {...LOOKS[status]} text={t(`site.status.${status}`)} />
      </td>
      <td data-number>{leads.toLocaleString('en')}</td>
      <td data-number>{site.subscribers.toLocaleString('en')}</td>
      <td data-number>{site.intake.toLocaleString('en')}</td>
      <td data-number>{waiting > 0 ? <Badge tone="caution">{waiting}</Badge> : 0}</td>
      <td data-number>
        {planLimit ? (
          <Badge tone={percent > 100 ? 'critical' : percent >= 90 ? 'caution' : 'default'}>
            {t('network.plan', {percent, limit: planLimit})}
          </Badge>
        ) : (
          '–'
        )}
      </td>
    </tr>
  )
}
