import {isPrivacyTopic} from '../privacy/privacyTopics.ts'
import type {AuditEvent} from '../sanity.types.generated.ts'
import {auditedId, auditedType, NETWORK_CHAIN, type AuditedType} from './auditedDocuments.ts'
import type {AuditDraft} from './appendEvents.ts'
import {
  shownId,
  toAuditDiff,
  type Fact,
  redactDiff,
  withoutExcess,
  type RedactedChange,
} from './auditDiff.ts'
import {keyedMark, shownName} from './redaction.ts'
import {redactedAudienceChange, type RedactionContext} from './redactedAudience.ts'
import type {StoreDocument, StoreTransaction} from './storeTransaction.ts'

/** A document before and after a transaction, as the store's history has it. */
export interface StoredChange {
  id: string
  /** `null` for a document that was created. */
  before: StoreDocument | null
  /** `null` for one that was deleted. */
  after: StoreDocument | null
  /** Whether the history of the document was deleted with it, so that nothing else is known of it. */
  isPurged?: boolean
}

/** Who changed a document, and in which transaction. */
export interface ChangeOrigin {
  transaction: StoreTransaction
  actor: AuditEvent['actor']
  /** Entries of timelines that the same transaction wrote about this document. */
  entryIds?: readonly string[]
  /** Whether what functions keep up to date is told as well. */
  isWhole?: boolean
}

/**
 * Attributes that the trail tells in a form of its own: jobs' totals and what is held of a person one by
 * one, locks as a fact.
 */
function flattened(document: StoreDocument | null): StoreDocument | null {
  if (!document) return null
  const {totals, held, lock, ...rest} = document
  return {
    ...rest,
    ...(typeof totals === 'object' ? totals : {}),
    ...(typeof held === 'object' ? held : {}),
    ...(lock === undefined || lock === null ? {} : {locked: true}),
  }
}

function pick(document: StoreDocument | null, keep: (name: string) => boolean): StoreDocument {
  return Object.fromEntries(Object.entries(document ?? {}).filter(([name]) => keep(name)))
}

function definitionChanges(
  {before, after}: StoredChange,
  {definitions}: AuditedType,
  context: RedactionContext,
): RedactedChange[] {
  return [...definitions].flatMap((path) => {
    const [was, is] = [before?.[path] ?? null, after?.[path] ?? null]
    return was === is ? [] : [{_key: path, path, ...redactedAudienceChange(was, is, context)}]
  })
}

/** What a change of a lead or a subscription is called, by what really changed. */
function verbOf(change: StoredChange, kind: string, changed: readonly string[]): string {
  const {before, after} = change
  if (change.isPurged === true) return 'purged'
  if (!after) return 'deleted'
  if (!before) return 'created'
  if (kind === 'lead' && changed.every((path) => path === 'status')) return 'status.changed'
  if (kind === 'lead') return 'fields.changed'
  return 'changed'
}

function actionOf(change: StoredChange, type: AuditedType, changed: readonly string[]): string {
  const {before, after} = change
  if (type.name === 'trail') return 'trail.tampered'
  if (type.name === 'subscriber' && before && after && changed.includes('status')) {
    return after['status'] === 'unsubscribed' ? 'consent.withdrawn' : 'consent.changed'
  }
  return `${type.name}.${verbOf(change, type.name, changed)}`
}

/**
 * What the audit trail says of a document that somebody created, changed or deleted: the difference,
 * with marks for whatever may be somebody's, and definitions of audiences in words.
 *
 * @returns `null` when only attributes differ that functions keep up to date (`AuditedType.kept`), or
 *   the document is no part of this product
 */
export function auditOfChange(
  change: StoredChange,
  origin: ChangeOrigin,
  context: RedactionContext,
): AuditDraft | null {
  const audited = auditedId(change.id)
  if (!audited) return null
  const {chain, kind} = audited
  const type = auditedType(kind)
  const {secret} = context
  const keep = (name: string): boolean =>
    (origin.isWhole === true || !type.kept.has(name)) && !type.definitions.has(name)
  const before = change.before && pick(flattened(change.before), keep)
  const after = change.after && pick(flattened(change.after), keep)
  const changes = redactDiff(before, after, {secret, shown: type.shown})
  const diff = [...definitionChanges(change, type, context), ...changes]
  const isChange = change.before !== null && change.after !== null
  if (isChange && diff.length === 0) return null
  const references = (origin.entryIds ?? []).map((id, index): Fact => {
    return [index === 0 ? 'activity' : `activity-${index}`, shownId(chain, id, secret)]
  })
  const topic = kind === 'privacy' ? change.after?.['topic'] : undefined
  if (isPrivacyTopic(topic)) references.push(['topic', topic])
  const action = actionOf(
    change,
    type,
    diff.map(({path}) => path),
  )
  const named = diff.map((each) => ({...each, path: shownName(each.path, secret)}))
  return {
    site: chain === NETWORK_CHAIN ? null : chain,
    at: origin.transaction.at,
    transaction: origin.transaction.id,
    actor: origin.actor,
    action,
    target: {
      type: type.type,
      id: kind === 'site' ? change.id : shownDocumentId(chain, change.id, secret),
    },
    diff: withoutExcess([...toAuditDiff(references), ...named]),
  }
}

/** Ids of the trail's own documents hold numbers only. */
const TRAIL_ID = /^[a-z0-9-]+\.(?:audit\.\d{12}|head\.trail|rule\.customers)$/u

function shownDocumentId(chain: string, id: string, secret: string): string {
  if (TRAIL_ID.test(id)) return id
  return chain === NETWORK_CHAIN ? keyedMark(secret, 'id', id) : shownId(chain, id, secret)
}
