import {Badge, Card, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {styled} from 'styled-components'
import {PlainTable} from '../../ui/PlainTable.ts'
import {SiteStatusBadge} from '../../ui/SiteStatusBadge.tsx'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import type {NetworkSite, NetworkTotals} from './useNetwork.ts'

const NUMBERS = ['leads', 'subscribers', 'intake', 'waiting'] as const

/** What a {@link SitesPanel} shows. */
export interface SitesPanelProps {
  sites: readonly NetworkSite[]
  /** Sums of all sites, those that are not shown included. */
  totals: NetworkTotals
  /** Address of a site's workspace. */
  workspaceHref: (site: string) => string
}

/** Sites in a table, with the sums of all. */
export function SitesPanel(props: SitesPanelProps) {
  const {sites, totals, workspaceHref} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  return (
    <Card border overflow="auto" radius={3}>
      <SitesTable>
        <thead>
          <tr>
            <th scope="col">{t('network.column.site')}</th>
            <th scope="col">{t('network.column.status')}</th>
            {[...NUMBERS, 'plan'].map((column) => (
              <th data-number key={column} scope="col">
                {t(`network.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sites.map((site) => (
            <SiteRow href={workspaceHref(site.key)} key={site._id} site={site} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th colSpan={2} scope="row">
              {t('network.total')}
            </th>
            {NUMBERS.map((column) => (
              <td data-number key={column}>
                {totals[column].toLocaleString('en')}
              </td>
            ))}
          </tr>
        </tfoot>
      </SitesTable>
    </Card>
  )
}

/** A site of the network: how it stands, and how much it holds. */
function SiteRow({site, href}: {site: NetworkSite; href: string}) {
  const {t} = useTranslation(overviewLocaleNamespace)
  const {planLimit, leads, title, waiting} = site
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
        <SiteStatusBadge status={site.status ?? 'active'} />
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

/** Roomier than other tables; each row is a line. */
const SitesTable = styled(PlainTable)`
  th,
  td {
    padding: 12px 16px;
    vertical-align: middle;
    white-space: nowrap;
  }

  tbody th a {
    color: inherit;
    display: inline-block;
    font-weight: 500;
    margin-bottom: 8px;
  }

  tbody tr:hover > * {
    background: var(--card-muted-bg-color);
  }

  tfoot > tr > * {
    border-bottom: 0;
    font-weight: 600;
  }
`
