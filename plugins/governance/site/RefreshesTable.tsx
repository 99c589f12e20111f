import {Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {AbsoluteTime} from '../../ui/AbsoluteTime.tsx'
import type {SiteHistory} from '../data/siteHistory.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {PlainTable} from '../../ui/PlainTable.ts'
import {refreshProblem} from '../../../core/shopify/syncStatus.ts'

/** The newest refreshes of a site, and what became of them. */
export function RefreshesTable(props: {refreshes: SiteHistory['refreshes']; timeZone: string}) {
  const {refreshes, timeZone} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  return (
    <Stack gap={3}>
      <Text as="h3" size={1} weight="medium">
        {t('runs.title')}
      </Text>
      <PlainTable aria-label={t('runs.title')}>
        <thead>
          <tr>
            <th scope="col">{t('runs.started')}</th>
            <th scope="col">{t('runs.what')}</th>
            <th scope="col">{t('runs.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {refreshes.map((refresh) => (
            <tr key={refresh._id}>
              <td>
                {refresh._createdAt && <AbsoluteTime at={refresh._createdAt} timeZone={timeZone} />}
              </td>
              <td>{refresh.title}</td>
              <td>
                {t(`runs.state.${refresh.state}`)}
                {refreshProblem(refresh) && ` · ${refreshProblem(refresh)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Stack>
  )
}
