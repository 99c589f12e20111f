import {addressSubscription} from '../consent/subscriptionState.ts'
import type {Loose} from '../documents/stored.ts'
import {ENGAGEMENT_TITLES, SUBSCRIPTION_TITLES} from '../leads/choiceTitles.ts'
import {isLabelledField, isLeadFieldName, leadField} from '../leads/leadFields.ts'
import type {Lead, NewsletterSubscriber, Suppression} from '../sanity.types.generated.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../tenancy/documentId.ts'
import {consentProof, type ConsentCase, type ConsentProof} from './consentProof.ts'
import {customFieldOfColumn, isConsentColumn, type ExportColumn} from './exportColumns.ts'

/** A lead as a page of a file has it: attributes of the file's columns, which may hold anything. */
export interface ExportRow {
  _id: string
  _createdAt?: string
  email?: unknown
  custom?: unknown
  proof?: {consent?: Loose<Lead>['consent']; source?: Loose<Lead>['source'] | undefined} | null
  [attribute: string]: unknown
}

/** A document that says whether people are subscribed. */
export type StandingDocument =
  | ({_id: string; _type: 'newsletterSubscriber'} & Loose<
      Pick<NewsletterSubscriber, 'email' | 'status' | 'consentHistory' | 'source'>
    >)
  | ({_id: string; _type: 'suppression'} & Loose<Pick<Suppression, 'reason' | 'liftedAt'>>)

/** A lead with what its subscriber and suppression say, where the file tells that. */
export interface CompleteRow {
  row: ExportRow
  proof: ConsentProof | null
}

function isRow(value: unknown): value is ExportRow {
  return (
    typeof value === 'object' && value !== null && '_id' in value && typeof value._id === 'string'
  )
}

/** The leads of an answer of the store. */
export function parseRows(answer: unknown): ExportRow[] {
  return Array.isArray(answer) ? answer.filter(isRow) : []
}

/** Whether a lead was there at a moment; a file has no lead that came later. */
export function existedAt({_createdAt}: ExportRow, asOf: string | null): boolean {
  return asOf === null || _createdAt === undefined || Date.parse(_createdAt) <= Date.parse(asOf)
}

/** Ids of the documents that say whether the people of some leads are subscribed. */
export function standingIds(site: string, rows: readonly ExportRow[]): string[] {
  return rows.flatMap(({_id}) => {
    const key = parseTenantDocumentId(_id)?.key ?? ''
    return [tenantDocumentId(site, 'subscriber', key), tenantDocumentId(site, 'suppression', key)]
  })
}

/**
 * Joins leads with the documents that say who is subscribed. The lead's own copy does not count, since
 * editors may write it and the file may be used for mailing.
 */
export function withStandings(
  site: string,
  rows: readonly ExportRow[],
  standings: readonly StandingDocument[],
): CompleteRow[] {
  const byId = new Map(standings.map((document) => [document._id, document] as const))
  return rows.map((row) => {
    const [subscriberId = '', suppressionId = ''] = standingIds(site, [row])
    const found = byId.get(subscriberId)
    const suppressed = byId.get(suppressionId)
    const suppression = suppressed?._type === 'suppression' ? suppressed : null
    const subscriber = found?._type === 'newsletterSubscriber' ? found : null
    const isOwn = addressOf(subscriber) !== null && addressOf(subscriber) === addressOf(row)
    const subscription = addressSubscription({email: row.email, subscriber, suppression})
    const lead: ConsentCase['lead'] = row.proof ?? {}
    return {
      row: {...row, subscription},
      proof: consentProof({subscriber: isOwn ? subscriber : null, lead}),
    }
  })
}

function addressOf(document: {email?: unknown} | null): string | null {
  return typeof document?.email === 'string' ? document.email.trim().toLowerCase() : null
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

const CONSENT_STATES: Readonly<Record<ConsentProof['consent.given'], string>> = {
  given: 'Yes',
  requested: 'Waits for confirmation',
  withdrawn: 'Withdrawn',
  none: 'No',
}

function titleIn(titles: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(titles, value) ? (titles[value] ?? value) : value
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

function customValues(row: ExportRow, name: string | null): string[] {
  if (!Array.isArray(row.custom)) return []
  return row.custom.flatMap((field: unknown) => {
    if (typeof field !== 'object' || field === null) return []
    if (!('name' in field) || field.name !== name || !('value' in field)) return []
    return typeof field.value === 'string' ? [field.value] : []
  })
}

/** A time in ISO 8601, UTC, with milliseconds; anything else as it is stored. */
function moment(at: string): string {
  const time = Date.parse(at)
  return Number.isNaN(time) ? at : new Date(time).toISOString()
}

/** The value of a column for programs: numbers, texts, several texts, or `null` for none. */
export type ExportValue = string | number | readonly string[] | null

/** The value of a lead in a column, as programs read it. */
export function exportValue({row, proof}: CompleteRow, column: ExportColumn): ExportValue {
  if (isConsentColumn(column)) return proof?.[column] ?? null
  if (!isLeadFieldName(column)) {
    const values = customValues(row, customFieldOfColumn(column))
    return values.length > 1 ? values : (values[0] ?? null)
  }
  const value = row[column]
  if (Array.isArray(value)) return texts(value)
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value === '') return null
  return leadField(column).type === 'moment' ? moment(value) : value
}

/** The value of a lead in a column, as people read it. */
export function exportText(
  complete: CompleteRow,
  column: ExportColumn,
  names: ExportTexts,
): string {
  const value = exportValue(complete, column)
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') {
    const isTitled = column === 'lists' || column === 'campaigns'
    return (isTitled ? value.map(names.title) : value).join('; ')
  }
  if (column === 'consent.given') return titleIn(CONSENT_STATES, value)
  if (!isLeadFieldName(column) || !isLabelledField(column)) return value
  switch (column) {
    case 'status':
      return names.status(value)
    case 'owner':
      return names.owner(value)
    case 'engagement':
      return names.engagement?.(value) ?? titleIn(ENGAGEMENT_TITLES, value)
    case 'subscription':
      return names.subscription?.(value) ?? titleIn(SUBSCRIPTION_TITLES, value)
    default:
      return column satisfies never
  }
}
