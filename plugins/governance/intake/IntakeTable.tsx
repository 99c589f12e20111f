import {useTranslation} from 'sanity'
import {siteTimeZone} from '../../../core/time/localDate.ts'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {siteKeyOf, type SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {PlainTable} from '../../ui/PlainTable.ts'
import type {IntakeKind, IntakeRecord} from './intakeQueries.ts'
import {maskedDomain} from './maskedDomain.ts'

/** What an {@link IntakeTable} shows. */
export interface IntakeTableProps {
  kind: IntakeKind
  records: readonly IntakeRecord[]
  siteOf: ReadonlyMap<string, SyncRow>
}

/** Records that came in, as far as they may be seen here. */
export function IntakeTable({kind, records, siteOf}: IntakeTableProps) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const outcomeOf = ({verdict, outcome, isProcessed}: IntakeRecord) => {
    if (kind === 'subscribers') return t(`intake.status.${outcome ?? 'unknown'}`)
    if (verdict === 'spam') return t('intake.outcome.spam')
    return t(`intake.outcome.${outcome ?? (isProcessed ? 'processed' : 'waiting')}`)
  }
  return (
    <PlainTable aria-label={t(`intake.${kind}`)}>
      <thead>
        <tr>
          <th scope="col">{t('intake.column.when')}</th>
          <th scope="col">{t('intake.column.site')}</th>
          <th scope="col">{t('intake.column.form')}</th>
          <th scope="col">{t('intake.column.address')}</th>
          <th scope="col">{t('intake.column.outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => {
          const key = siteKeyOf(record._id) ?? ''
          const row = siteOf.get(key)
          const domain = maskedDomain(row?.status.rule ?? null, record.domain)
          return (
            <tr key={record._id}>
              <td>
                <RelativeTime at={record.at} timeZone={siteTimeZone(row?.site ?? {})} />
              </td>
              <td>{row?.title ?? key}</td>
              <td>{record.form ?? t('intake.no-form')}</td>
              <td>{domain === null ? t('intake.masked') : t('intake.domain', {domain})}</td>
              <td>{outcomeOf(record)}</td>
            </tr>
          )
        })}
      </tbody>
    </PlainTable>
  )
}
