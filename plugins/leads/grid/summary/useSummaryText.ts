import {LEAD_FIELDS, leadField} from '../../../../core/leads/leadFields.ts'
import {useCurrentLocale, useDateTimeFormat, useTranslation} from 'sanity'
import {leadStatusTitle} from '../../../../core/people/leadStatus.ts'
import {knownTimeZone} from '../../../ui/timeZone.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {useGridLabels} from '../../columns/columnLabels.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import type {SummaryColumn} from '../../view/summaries.ts'
import type {Summary} from './summaryQueries.ts'

/** Most engaged first. */
const ENGAGEMENTS = LEAD_FIELDS.engagement.options.toReversed()

const NO_VALUES: readonly string[] = []

/** A line of a summary. */
export interface SummaryLine {
  text: string
  /** A percentage, for counts. */
  share: string | null
}

/** A summary as text: short for the cell, and line by line. */
interface SummaryText {
  short: string
  lines: readonly SummaryLine[]
}

/** The values to count in a column, and the description of its summaries. */
export function useSummaryText(column: SummaryColumn): {
  values: readonly string[]
  isDate: boolean
  describe: (summary: Summary) => SummaryText
} {
  const {t} = useTranslation(leadsLocaleNamespace)
  const {document: site} = useSiteContext()
  const labels = useGridLabels()
  const locale = useCurrentLocale()
  const day = useDateTimeFormat({dateStyle: 'medium', timeZone: knownTimeZone(site.timeZone)})
  const percent = new Intl.NumberFormat(locale.id, {
    style: 'percent',
    maximumSignificantDigits: 2,
  })
  const isDate = leadField(column).type === 'moment'
  const statuses = site.leadStatuses.map(({value}) => value ?? '')
  const values = column === 'status' ? statuses : column === 'engagement' ? ENGAGEMENTS : NO_VALUES
  const nameOf = (value: string): string =>
    column === 'status' ? leadStatusTitle(site, value) : labels.engagement(value)
  const shareOf = (count: number, all: number) => (all === 0 ? null : percent.format(count / all))
  const shown = (value: string | number): string => {
    if (typeof value === 'number' || !isDate) return String(value)
    const at = new Date(value)
    return Number.isNaN(at.getTime()) ? value : day.format(at)
  }

  const describe = (summary: Summary): SummaryText => {
    if (summary.kind === 'known') {
      const {known, all} = summary
      const share = shareOf(known, all) ?? percent.format(0)
      return {
        short: t('summary.known', {share}),
        lines: [{text: t('summary.known-exactly', {known, all}), share}],
      }
    }
    if (summary.kind === 'range') {
      const {low, high} = summary
      if (low === null || high === null) return {short: t('summary.no-values'), lines: []}
      const ends = {low: shown(low), high: shown(high)}
      const [first, last] = isDate ? ['earliest', 'latest'] : ['low', 'high']
      return {
        short: t('summary.range', ends),
        lines: [
          {text: t(`summary.${first}`, {value: ends.low}), share: null},
          {text: t(`summary.${last}`, {value: ends.high}), share: null},
        ],
      }
    }
    const {counts, others, all} = summary
    const named = counts.map(({value, count}) => ({name: nameOf(value), count}))
    const rest = others > 0 ? [{name: t('summary.others'), count: others}] : []
    const lines = [...named, ...rest].map(({name, count}) => ({
      count,
      text: t('summary.value', {name, count}),
      share: shareOf(count, all),
    }))
    const most = lines.filter(({count}) => count > 0).toSorted((a, b) => b.count - a.count)
    return {
      short: most.map(({text}) => text).join(' · ') || t('summary.no-values'),
      lines,
    }
  }
  return {values, isDate, describe}
}
