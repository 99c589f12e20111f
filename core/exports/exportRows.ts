import {addressSubscription} from '../consent/subscriptionState.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import type {Loose} from '../documents/stored.ts'
import type {Lead, NewsletterSubscriber, Suppression} from '../sanity.types.generated.ts'
import {parseIdOfKind, parseTenantDocumentId, tenantDocumentId} from '../tenancy/documentId.ts'
import {consentProof, type ConsentCase, type ConsentProof} from './consentProof.ts'

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

/** A lead with what its subscriber and suppression say, where the file contains that. */
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

/** The documents of an answer of the store that say whether people are subscribed. */
export function parseStandings(answer: unknown): StandingDocument[] {
  return Array.isArray(answer) ? answer.filter(isStanding) : []
}

function isStanding(value: unknown): value is StandingDocument {
  return (
    typeof value === 'object' &&
    value !== null &&
    '_id' in value &&
    '_type' in value &&
    (value._type === 'newsletterSubscriber' || value._type === 'suppression')
  )
}

/**
 * Whether a lead was there at a moment; a file has no lead that came later.
 *
 * @param asOf - milliseconds
 */
export function existedAt({_createdAt}: ExportRow, asOf: number | null): boolean {
  return asOf === null || _createdAt === undefined || Date.parse(_createdAt) <= asOf
}

/** Ids of the documents that say whether the people of some leads are subscribed. */
export function standingIds(site: string, rows: readonly ExportRow[]): string[] {
  return rows.flatMap(({_id}) => {
    const key = keyOf(_id)
    return [tenantDocumentId(site, 'subscriber', key), tenantDocumentId(site, 'suppression', key)]
  })
}

function keyOf(id: string): string {
  return parseTenantDocumentId(id)?.key ?? ''
}

/** Those of a kind's documents that are the site's, by the keys of their people. */
function byKey<T extends StandingDocument>(
  site: string,
  kind: 'subscriber' | 'suppression',
  documents: readonly T[],
): ReadonlyMap<string, T> {
  return new Map(
    documents.flatMap((document) => {
      const id = parseIdOfKind(document._id, kind)
      return id?.site === site ? [[id.key, document] as const] : []
    }),
  )
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
  const subscribers = byKey(site, 'subscriber', standings.filter(isSubscriber))
  const suppressions = byKey(site, 'suppression', standings.filter(isSuppression))
  return rows.map((row) => {
    const key = keyOf(row._id)
    const subscriber = subscribers.get(key) ?? null
    const suppression = suppressions.get(key) ?? null
    const address = subscriber && addressOf(row)
    const isOwn = address !== null && addressOf(subscriber) === address
    const subscription = addressSubscription({email: row.email, subscriber, suppression})
    const lead: ConsentCase['lead'] = row.proof ?? {}
    return {
      row: {...row, subscription},
      proof: consentProof({
        subscriber: isOwn ? subscriber : null,
        suppression: suppressionReason(suppression),
        lead,
      }),
    }
  })
}

type SubscriberDocument = StandingDocument & {_type: 'newsletterSubscriber'}
type SuppressionDocument = StandingDocument & {_type: 'suppression'}

function isSubscriber(document: StandingDocument): document is SubscriberDocument {
  return document._type === 'newsletterSubscriber'
}

function isSuppression(document: StandingDocument): document is SuppressionDocument {
  return document._type === 'suppression'
}

function addressOf(document: {email?: unknown} | null): string | null {
  return typeof document?.email === 'string' ? document.email.trim().toLowerCase() : null
}
