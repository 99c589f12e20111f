import {useTranslation} from 'sanity'
import type {StoredBucket} from '../../../core/shopify/snapshotDifference.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Bars} from '../governanceStyles.ts'

/** What {@link BucketBars} shows. */
export interface BucketBarsProps {
  title: string
  buckets: readonly StoredBucket[]
  /** What a label is called. */
  nameOf: (label: string) => string
}

/** Figures of one dimension as bars, which are a table at the same time. */
export function BucketBars(props: BucketBarsProps) {
  const {title, buckets, nameOf} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const most = Math.max(1, ...buckets.map(({count}) => count ?? 0))
  return (
    <Bars>
      <caption>{title}</caption>
      <tbody>
        {buckets.map(({label, count}) => (
          <tr key={label ?? ''}>
            <th scope="row" title={nameOf(label ?? '')}>
              {nameOf(label ?? '')}
            </th>
            <td aria-hidden="true">
              <svg height="12" preserveAspectRatio="none" viewBox="0 0 100 12">
                <rect fill="var(--card-muted-bg-color)" height="12" width="100" />
                <rect
                  fill="var(--card-badge-primary-dot-color)"
                  height="12"
                  width={(100 * (count ?? 0)) / most}
                />
              </svg>
            </td>
            <td data-number>{count?.toLocaleString('en') ?? t('figure.few')}</td>
          </tr>
        ))}
      </tbody>
    </Bars>
  )
}
