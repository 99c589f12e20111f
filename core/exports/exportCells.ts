import {ENGAGEMENT_TITLES, SUBSCRIPTION_TITLES} from '../leads/choiceTitles.ts'
import {isLabelledField, isLeadFieldName, leadField} from '../leads/leadFields.ts'
import type {ConsentProof} from './consentProof.ts'
import {customFieldOfColumn, isConsentColumn, type ExportColumn} from './exportColumns.ts'
import type {CompleteRow} from './exportRows.ts'

/** The value of a column for programs: numbers, texts, several texts, or `null` for none. */
export type ExportValue = string | number | readonly string[] | null

/** Reads the value of a column as programs read it. */
export function valueReader(column: ExportColumn): (lead: CompleteRow) => ExportValue {
  if (isConsentColumn(column)) return ({proof}) => proof?.[column] ?? null
  if (!isLeadFieldName(column)) {
    const name = customFieldOfColumn(column)
    return ({row}) => {
      const values = customValues(row.custom, name)
      return values.length > 1 ? values : (values[0] ?? null)
    }
  }
  const isMoment = leadField(column).type === 'moment'
  return ({row}) => {
    const value = row[column]
    if (typeof value === 'string') {
      if (value === '') return null
      return isMoment ? moment(value) : value
    }
    if (typeof value === 'number') return value
    return Array.isArray(value) ? texts(value) : null
  }
}

/** Formats values of a file for people. */
export interface ExportTexts {
  /** Title of a status of the site. */
  status: (value: string) => string
  /** Name of a user. */
  owner: (id: string) => string
  /** Title of a list or campaign. */
  title: (id: string) => string
  engagement?: (value: string) => string
  subscription?: (value: string) => string
}

/** Reads the value of a column as people read it. */
export function textReader(
  column: ExportColumn,
  names: ExportTexts,
): (lead: CompleteRow) => string {
  const read = valueReader(column)
  const titleOf = titleReader(column, names)
  return (lead) => {
    const value = read(lead)
    if (typeof value === 'string') return titleOf ? titleOf(value) : value
    if (value === null) return ''
    if (typeof value === 'number') return String(value)
    return (titleOf ? value.map(titleOf) : value).join('; ')
  }
}

/** What people call the values of a column; `null` where it shows them as they are. */
function titleReader(column: ExportColumn, names: ExportTexts): ((value: string) => string) | null {
  if (column === 'lists' || column === 'campaigns') return names.title
  if (column === 'consent.given') return (value) => titleIn(CONSENT_STATES, value)
  if (!isLeadFieldName(column) || !isLabelledField(column)) return null
  switch (column) {
    case 'status':
      return names.status
    case 'owner':
      return names.owner
    case 'engagement':
      return names.engagement ?? ((value) => titleIn(ENGAGEMENT_TITLES, value))
    case 'subscription':
      return names.subscription ?? ((value) => titleIn(SUBSCRIPTION_TITLES, value))
    default:
      return column satisfies never
  }
}

const CONSENT_STATES: Readonly<Record<ConsentProof['consent.given'], string>> = {
  given: 'Yes',
  requested: 'Waits for confirmation',
  withdrawn: 'Withdrawn',
  none: 'No',
}

function titleIn(titles: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(titles, value) ? (titles[value] ?? value) : value
}

function texts(value: readonly unknown[]): string[] {
  return value.filter((each) => typeof each === 'string')
}

function customValues(fields: unknown, name: string | null): string[] {
  if (!Array.isArray(fields)) return []
  return fields.flatMap((field: unknown) => {
    if (typeof field !== 'object' || field === null) return []
    if (!('name' in field) || field.name !== name || !('value' in field)) return []
    return typeof field.value === 'string' ? [field.value] : []
  })
}

/** A time as {@link moment} writes it; of days only those that every month has. */
const WRITTEN =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** A time in ISO 8601, UTC, with milliseconds; anything else as it is stored. */
function moment(at: string): string {
  if (WRITTEN.test(at)) return at
  const time = Date.parse(at)
  return Number.isNaN(time) ? at : new Date(time).toISOString()
}
