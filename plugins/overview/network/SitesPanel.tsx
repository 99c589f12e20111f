import {Card} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import type {NetworkSite, NetworkTotals} from './networkQuery.ts'
import {SitesTable} from './networkStyles.ts'
import {SiteRow} from './SiteRow.tsx'

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
