import {Badge, Skeleton} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useStateLink} from 'sanity/router'
import {FALLBACK_TIME_ZONE} from '../../../core/audience/timeZone.ts'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {TwoLines} from '../governanceStyles.ts'
import {SyncStatusBadge} from '../SyncStatusBadge.tsx'

/** What {@link SiteCells} shows. */
export interface SiteCellsProps {
  row: SyncRow
  isChosen: boolean
  onChoose: () => void
}

function SnapshotCell({row}: {row: SyncRow}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const takenAt = row.snapshot?.takenAt
  if (row.isPartial && !takenAt) return <Skeleton animated style={{height: 12, width: 80}} />
  if (!takenAt) return <>–</>
  return (
    <>
      <RelativeTime at={takenAt} timeZone={row.site.timeZone ?? FALLBACK_TIME_ZONE} />
      {row.status.hasDrifted && (
        <div>
          <Badge fontSize={0} title={t('table.drift-note')} tone="caution">
            {t('status.drift')}
          </Badge>
        </div>
      )}
    </>
  )
}

function CustomersCell({row}: {row: SyncRow}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  if (!row.snapshot) return <>–</>
  const {customers, matched} = row.snapshot.totals ?? {}
  if (typeof customers !== 'number')
    return <span title={t('figure.few-note')}>{t('figure.few')}</span>
  return (
    <>
      {customers.toLocaleString('en')}
      {typeof matched === 'number' && matched !== customers && (
        <small>{t('table.matched', {count: matched})}</small>
      )}
    </>
  )
}

/** The cells of a site's row. */
export function SiteCells(props: SiteCellsProps) {
  const {row, isChosen, onChoose} = props
  const {key, title, site, status} = row
  const {t} = useTranslation(governanceLocaleNamespace)
  const {href, onClick} = useStateLink({state: {siteKey: key}})
  const rule = status.preview ?? t(status.state === 'unsound' ? 'rule.unsound' : 'rule.none')
  return (
    <>
      <td>
        <input
          aria-label={t('table.choose', {site: title})}
          checked={isChosen}
          onChange={onChoose}
          type="checkbox"
        />
      </td>
      <th scope="row">
        <a href={href} onClick={onClick}>
          {title}
        </a>
        <small>{site.shopify?.storeDomain ?? t('table.no-store')}</small>
      </th>
      <td>
        <SyncStatusBadge state={status.state} />
      </td>
      <td>
        <TwoLines title={rule}>{rule}</TwoLines>
      </td>
      <td>
        <SnapshotCell row={row} />
      </td>
      <td data-number>
        <CustomersCell row={row} />
      </td>
      <td>
        <TwoLines title={status.problem}>{status.problem || '–'}</TwoLines>
      </td>
    </>
  )
}
