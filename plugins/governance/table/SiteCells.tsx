import {memo, type MouseEvent} from 'react'
import {useTranslation} from 'sanity'
import {rulePreview} from '../../../core/shopify/rulePreview.ts'
import type {SyncState} from '../../../core/shopify/syncStatus.ts'
import {useAudienceText} from '../../audience/audienceLocale.ts'
import {useProblemText} from '../../ui/useProblemText.ts'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {TwoLines} from '../governanceStyles.ts'
import {STATUS_LOOKS} from '../SyncStatusBadge.tsx'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const format = new Intl.RelativeTimeFormat('en', {numeric: 'always', style: 'short'})

/** How long ago something was, such as `3 hr. ago`, by its age in milliseconds. */
function ageText(age: number): string {
  if (age < HOUR) return format.format(-Math.floor(age / MINUTE), 'minute')
  if (age < 2 * DAY) return format.format(-Math.floor(age / HOUR), 'hour')
  return format.format(-Math.floor(age / DAY), 'day')
}

/** A status drawn by the table's own styles, which is faster than a badge. */
function StatusMark({state}: {state: SyncState}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const {icon: Icon, tone} = STATUS_LOOKS[state]
  return (
    <span
      data-mark
      style={{
        background: `var(--card-badge-${tone}-bg-color)`,
        color: `var(--card-badge-${tone}-fg-color)`,
      }}
    >
      <Icon aria-hidden="true" />
      {t(`status.${state}`)}
    </span>
  )
}

function SnapshotCell({row}: {row: SyncRow}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const {age, hasDrifted} = row.status
  const takenAt = row.snapshot?.takenAt
  if (row.isPartial && !takenAt) return <>{t('table.reading')}</>
  if (!takenAt || age === null) return <>–</>
  return (
    <>
      <time dateTime={takenAt} title={takenAt}>
        {ageText(age)}
      </time>
      {hasDrifted && <small title={t('table.drift-note')}>{t('status.drift')}</small>}
    </>
  )
}

function CustomersCell({row}: {row: SyncRow}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  if (!row.snapshot) return <>–</>
  const {customers, matched} = row.snapshot.totals ?? {}
  if (typeof customers !== 'number') {
    return <span title={t('figure.few-note')}>{t('figure.few')}</span>
  }
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
export const SiteCells = memo(function SiteCells(props: {
  row: SyncRow
  isChosen: boolean
  /** Address of the site's page. */
  href: string
  onChoose: (key: string) => void
  onOpen: (event: MouseEvent, key: string) => void
}) {
  const {row, isChosen, href, onChoose, onOpen} = props
  const {key, title, site, status} = row
  const audienceText = useAudienceText()
  const {t} = useTranslation(governanceLocaleNamespace)
  const rule = status.rule
    ? rulePreview(status.rule, audienceText)
    : t(status.state === 'unsound' ? 'rule.unsound' : 'rule.none')
  const problem = useProblemText()(...status.problems)
  return (
    <>
      <td>
        <input
          aria-label={t('table.choose', {site: title})}
          checked={isChosen}
          onChange={() => onChoose(key)}
          type="checkbox"
        />
      </td>
      <th scope="row">
        <a href={href} onClick={(event) => onOpen(event, key)}>
          {title}
        </a>
        <small>{site.shopify?.storeDomain ?? t('table.no-store')}</small>
      </th>
      <td>
        <StatusMark state={status.state} />
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
        <TwoLines title={problem}>{problem || '–'}</TwoLines>
      </td>
    </>
  )
})
