import type {SanityClient} from '@sanity/client'
import {Card, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {snapshotDifference, type FigureChange} from '../../../core/shopify/snapshotDifference.ts'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {useSnapshot} from '../data/useSiteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {PlainTable} from '../../ui/PlainTable.ts'
import {useBucketNames} from './useBucketNames.ts'

function FigureRow({name, figure}: {name: string; figure: FigureChange}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const text = (value: number | null) => value?.toLocaleString('en') ?? t('figure.unshown')
  const {before, after, change} = figure
  const sign = change !== null && change > 0 ? '+' : ''
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-number>{text(before)}</td>
      <td data-number>{text(after)}</td>
      <td data-number>{change === null ? '–' : `${sign}${change.toLocaleString('en')}`}</td>
    </tr>
  )
}

/** The difference between two snapshots of a site. */
export function DifferenceTable(props: {
  client: SanityClient
  site: string
  before: string
  after: string
}) {
  const errorReason = useErrorReason()
  const {client, site, before, after} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const old = useSnapshot(client, site, before)
  const now = useSnapshot(client, site, after)
  const nameOf = useBucketNames(now.data?.currencyCode)
  const error = old.error ?? now.error
  if (error) {
    return (
      <Text role="alert" size={1}>
        {t('history.compare-failed', {reason: errorReason(error).reason})}
      </Text>
    )
  }
  if (old.data === null || now.data === null) return <Text size={1}>{t('snapshot.gone')}</Text>
  if (!old.data || !now.data) return <LoadingState label={t('history.comparing')} />
  const {isComparable, totals, buckets} = snapshotDifference(old.data, now.data)
  return (
    <Stack gap={3}>
      {!isComparable && (
        <Card padding={3} radius={2} tone="caution">
          <Text size={1}>{t('history.other-rule')}</Text>
        </Card>
      )}
      <PlainTable aria-label={t('history.compare')}>
        <thead>
          <tr>
            <th scope="col">{t('history.column.figure')}</th>
            <th data-number scope="col">
              {t('history.before')}
            </th>
            <th data-number scope="col">
              {t('history.after')}
            </th>
            <th data-number scope="col">
              {t('history.column.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {totals.map((figure) => (
            <FigureRow figure={figure} key={figure.label} name={t(`snapshot.${figure.label}`)} />
          ))}
          {[...buckets].flatMap(([field, figures]) =>
            figures.map((figure) => (
              <FigureRow
                figure={figure}
                key={`${field} ${figure.label}`}
                name={`${t(`bucket.${field}`)}: ${nameOf(field, figure.label)}`}
              />
            )),
          )}
        </tbody>
      </PlainTable>
    </Stack>
  )
}
