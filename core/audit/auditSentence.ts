import type {AuditEvent} from '../sanity.types.generated.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {Translate} from '../texts/english.ts'
import {auditAct, auditNoun, englishAudit} from './auditWords.ts'

/** What a sentence needs of an event. */
export type DescribedEvent = Pick<AuditEvent, 'action' | 'actor' | 'target' | 'diff'>

/** What the event does not hold, and the caller knows. */
export interface SentenceContext {
  /** Name of the actor, when the actor is a user whose name may be shown. */
  actor?: string | undefined
  /** The event's time as text; left out where it is shown beside the sentence. */
  when?: string | undefined
  /** Translates keys of `AUDIT_STRINGS`. Default English. */
  translate?: Translate
}

/** Describes an event: who did what to what, when. It shows nothing that the event does not hold. */
export function auditSentence(event: DescribedEvent, context: SentenceContext = {}): string {
  const {actor: name, when, translate = englishAudit} = context
  const actor = describeActor(event.actor, name, translate)
  const target = describeTarget(event.target, translate)
  const act = auditAct(event.action, {actor, target}, translate)
  const text = withAmount(withDifference(act, event, translate), event, translate)
  return when === undefined
    ? translate('sentence', {text})
    : translate('sentence-with-time', {text, when})
}

/** Who did it. */
function describeActor(
  {kind, id}: AuditEvent['actor'],
  name: string | undefined,
  translate: Translate,
): string {
  if (kind === 'visitor' || kind === 'function') return translate(`actor.${kind}`)
  return name || (id ? translate('actor.user', {id}) : translate('actor.unknown'))
}

/** Enough of a key to distinguish documents. */
const SHOWN_KEY = 8

/** The target's kind and the end of its id, or the mark that stands for an id that is not stored. */
function describeTarget({type, id}: AuditEvent['target'], translate: Translate): string {
  const noun = auditNoun(type, translate)
  if (auditValue(id).kind === 'mark') return translate('target.key', {noun, key: id})
  const parsed = parseTenantDocumentId(id)
  if (parsed?.kind === 'rule') return translate('target.of-site', {noun, site: parsed.site})
  return translate('target.key', {noun, key: parsed ? shortKey(parsed.key) : withoutKind(id)})
}

function shortKey(path: string): string {
  const key = path.split('.').at(-1) ?? path
  return key.length > SHOWN_KEY ? `…${key.slice(-SHOWN_KEY)}` : key
}

function withoutKind(id: string): string {
  return id.startsWith('site.') ? id.slice(5) : id
}

/** Audience definitions, which events describe as sentences and store under their own keys. */
const DEFINITIONS: ReadonlySet<string> = new Set(['audience', 'definition'])

/** Whether an entry of a diff holds states of an attribute, rather than a detail of the event. */
export function isStateChange({_key, path, before}: AuditEvent['diff'][number]): boolean {
  return before !== undefined || _key.startsWith('change-') || DEFINITIONS.has(_key || path)
}

/** Details that refer to other documents, rather than to a changed attribute. */
const REFERENCES = /^(?:activity(?:-\d+)?|submission|email|digest|share)$/u
/** Most attributes that a sentence names. */
const MAX_NAMED = 3

/** Adds what changed, in a few words, unless the action says enough. */
function withDifference(
  text: string,
  {diff, action}: DescribedEvent,
  translate: Translate,
): string {
  const changes = diff.filter((entry) => isStateChange(entry) && !REFERENCES.test(entry.path))
  const [first, ...others] = changes
  if (!first || !/changed$|withdrawn$/u.test(action)) return text
  const isStatus = action === 'lead.status.changed'
  if (others.length === 0 && (first.before !== undefined || isStatus)) {
    const [before, after] = [auditValue(first.before), auditValue(first.after)]
    const field = describeField(first.path, translate)
    if (before.kind === 'mark' && after.kind === 'mark') {
      return translate(isStatus ? 'with.not-stored' : 'with.field-not-stored', {text, field})
    }
    return translate(isStatus ? 'with.values' : 'with.field-values', {
      text,
      field,
      before: describeValue(before, translate),
      after: describeValue(after, translate),
    })
  }
  const named = changes.slice(0, MAX_NAMED)
  const fields = named.map(({path}) => describeField(path, translate)).join(', ')
  const count = changes.length - named.length
  return count > 0
    ? translate('with.fields-and-more', {text, fields, count})
    : translate('with.fields', {text, fields})
}

function describeField(path: string, translate: Translate): string {
  const value = auditValue(path)
  return value.kind === 'shown' ? value.text : translate('field-not-stored')
}

function describeValue(value: AuditValue, translate: Translate): string {
  return translate(`value.${value.kind}`, value.kind === 'shown' ? {text: value.text} : {})
}

/** The detail that says how many documents an event is about. */
function amountName(action: string): string {
  if (action === 'documents.changed' || action === 'documents.unreadable') return 'documents'
  if (action === 'bulk.share.written') return 'entries'
  if (action === 'export.finished' || action === 'export.downloaded') return 'rows'
  return action.startsWith('bulk.') ? 'succeeded' : ''
}

/** Adds how many documents the event is about, where it says so. */
function withAmount(text: string, {action, diff}: DescribedEvent, translate: Translate): string {
  const name = amountName(action)
  const amount = diff.find(({path}) => path === name)?.after
  if (!amount || !/^\d+$/u.test(amount)) return text
  return translate(`with.${name}`, {text, count: Number(amount)})
}

/** A value of an event, as far as it may be shown. */
export type AuditValue =
  | {kind: 'none'}
  | {kind: 'shown'; text: string}
  /** The value is not stored; equal marks stand for equal values. */
  | {kind: 'mark'; mark: string}

/** A mark alone, or as a diff holds it for a changed value. */
const MARK = /^(?:\[changed (#[a-z2-7]{8})\]|(#[a-z2-7]{8}))$/u

/** Parses a value, or the name of an attribute, that an event holds. */
export function auditValue(text: string | null | undefined): AuditValue {
  if (text === null || text === undefined || text === '') return {kind: 'none'}
  const found = MARK.exec(text)
  const mark = found?.[1] ?? found?.[2]
  return mark === undefined ? {kind: 'shown', text} : {kind: 'mark', mark}
}
