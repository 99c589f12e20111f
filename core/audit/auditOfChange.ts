import {isPrivacyTopic} from '../privacy/privacyTopics.ts'
import type {AuditEvent} from '../sanity.types.generated.ts'
import {originOf, type AuditDraft} from './appendEvents.ts'
import {
  limitDiff,
  redactDiff,
  toAuditDiff,
  type AuditDetail,
  type RedactedChange,
} from './auditDiff.ts'
import {auditedId, auditedType, NETWORK_CHAIN, type AuditedType} from './auditedDocuments.ts'
import {redactedAudienceChange, type RedactionContext} from './redactedAudience.ts'
import {keyedMark, redactId, redactName} from './redaction.ts'
import type {StoreDocument, StoreTransaction} from './storeTransaction.ts'

/** A document before and after a transaction, by the store's history. */
export interface StoredChange {
  id: string
  /** `null` for a document that was created. */
  before: StoreDocument | null
  /** `null` for one that was deleted. */
  after: StoreDocument | null
  /** Whether the document was deleted with its history, so that nothing else is known of it. */
  isPurged?: boolean
}

/** Who changed a document, and in which transaction. */
export interface ChangeOrigin {
  transaction: StoreTransaction
  actor: AuditEvent['actor']
  /** Activities that the same transaction wrote about this document. */
  activityIds?: readonly string[]
  /** Whether attributes that functions maintain are recorded as well. */
  isWhole?: boolean
}

/**
 * The audit event of a document that somebody created, changed or deleted: the difference, with marks
 * for values that may be personal, and sentences for audience definitions.
 *
 * @returns `null` when only maintained attributes differ (`AuditedType.maintained`), or when the
 *   document does not belong to this product
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
  const diff = [
    ...definitionChanges(change, type, context),
    ...attributeChanges(change, type, origin.isWhole === true, secret),
  ]
  const isUpdate = change.before !== null && change.after !== null
  if (isUpdate && diff.length === 0) return null
  const references = (origin.activityIds ?? []).map((id, index): AuditDetail => {
    return [index === 0 ? 'activity' : `activity-${index}`, redactId(chain, id, secret)]
  })
  const topic = kind === 'privacy' ? change.after?.['topic'] : undefined
  if (isPrivacyTopic(topic)) references.push(['topic', topic])
  const named = diff.map((each) => ({...each, path: redactName(each.path, secret)}))
  return {
    ...originOf(chain, origin.transaction),
    actor: origin.actor,
    action: actionOf(
      change,
      type.name,
      diff.map(({path}) => path),
    ),
    target: {
      type: type.type,
      id: kind === 'site' ? change.id : redactTargetId(chain, change.id, secret),
    },
    diff: limitDiff([...toAuditDiff(references), ...named]),
  }
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

function attributeChanges(
  {before, after}: StoredChange,
  {maintained, definitions, shown}: AuditedType,
  isWhole: boolean,
  secret: string,
): RedactedChange[] {
  const isRecorded = ([name]: readonly [string, unknown]): boolean =>
    (isWhole || !maintained.has(name)) && !definitions.has(name)
  const recorded = (document: StoreDocument | null): StoreDocument | null =>
    document && Object.fromEntries(Object.entries(flatten(document)).filter(isRecorded))
  return redactDiff(recorded(before), recorded(after), {secret, shown})
}

/**
 * Attributes in the form that events show: a job's totals and the counts of a privacy request one by
 * one, a lock as a fact.
 */
function flatten(document: StoreDocument): StoreDocument {
  const {totals, held, lock, ...rest} = document
  return {
    ...rest,
    ...(typeof totals === 'object' ? totals : {}),
    ...(typeof held === 'object' ? held : {}),
    ...(lock === undefined || lock === null ? {} : {locked: true}),
  }
}

function actionOf(change: StoredChange, name: string, changed: readonly string[]): string {
  const {before, after} = change
  if (name === 'trail') return 'trail.tampered'
  if (name === 'subscriber' && before && after && changed.includes('status')) {
    return after['status'] === 'unsubscribed' ? 'consent.withdrawn' : 'consent.changed'
  }
  return `${name}.${verbOf(change, name, changed)}`
}

function verbOf(change: StoredChange, name: string, changed: readonly string[]): string {
  const {before, after} = change
  if (change.isPurged === true) return 'purged'
  if (!after) return 'deleted'
  if (!before) return 'created'
  if (name !== 'lead') return 'changed'
  return changed.every((path) => path === 'status') ? 'status.changed' : 'fields.changed'
}

/** Ids of the trail's own documents, which hold numbers only. */
const TRAIL_ID = /^[a-z0-9-]+\.(?:audit\.\d{12}|head\.trail)$/u

function redactTargetId(chain: string, id: string, secret: string): string {
  if (TRAIL_ID.test(id)) return id
  return chain === NETWORK_CHAIN ? keyedMark(secret, 'id', id) : redactId(chain, id, secret)
}
