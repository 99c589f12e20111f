import type {AuditEvent} from '../sanity.types.generated.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import {auditNoun, auditPhrase} from './auditWords.ts'

/** What a sentence needs of an event. */
export type DescribedEvent = Pick<AuditEvent, 'action' | 'actor' | 'target' | 'diff'>

/** What the event does not hold, and the caller knows. */
export interface SentenceContext {
  /** Name of the actor, when the actor is a user whose name may be shown. */
  actor?: string | undefined
  /** The event's time as text; left out where it stands beside the sentence. */
  when?: string | undefined
}

/** Describes an event: who did what to what, when. It shows nothing that the event does not hold. */
export function auditSentence(event: DescribedEvent, {actor, when}: SentenceContext = {}): string {
  const {did, isWhole} = auditPhrase(event.action)
  const target = isWhole === true ? '' : ` ${auditTarget(event.target)}`
  const end = `${difference(event)}${amount(event)}${when === undefined ? '' : `, ${when}`}.`
  return `${auditActor(event.actor, actor)} ${did}${target}${end}`
}

/** Who did it. */
function auditActor(actor: AuditEvent['actor'], name?: string): string {
  const {kind, id} = actor
  if (kind === 'visitor') return 'A visitor'
  if (kind === 'function') return 'The product'
  if (name !== undefined && name !== '') return name
  return id === undefined || id === '' ? 'Somebody' : `The user ${id}`
}

/** Enough of a key to tell documents apart. */
const SHOWN_KEY = 8

/** The target's kind and the end of its id. */
function auditTarget({type, id}: AuditEvent['target']): string {
  const noun = auditNoun(type)
  const value = auditValue(id)
  if (value.kind !== 'shown') return `a ${noun} whose id is not stored`
  const parsed = parseTenantDocumentId(id)
  if (parsed === null) return `the ${noun} ${id.startsWith('site.') ? id.slice(5) : id}`
  const key = parsed.key.split('.').at(-1) ?? parsed.key
  if (parsed.kind === 'rule') return `the ${noun} of ${parsed.site}`
  return `the ${noun} ${key.length > SHOWN_KEY ? `…${key.slice(-SHOWN_KEY)}` : key}`
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

/** What changed, in a few words; empty when the action says enough. */
function difference({diff, action}: DescribedEvent): string {
  const changes = diff.filter((entry) => isStateChange(entry) && !REFERENCES.test(entry.path))
  const [first, ...others] = changes
  if (!first || !/changed$|withdrawn$/u.test(action)) return ''
  if (others.length === 0 && (first.before !== undefined || action === 'lead.status.changed')) {
    const field = action === 'lead.status.changed' ? '' : ` ${fieldName(first.path)}`
    const [before, after] = [auditValue(first.before), auditValue(first.after)]
    if (before.kind === 'mark' && after.kind === 'mark') {
      return `:${field} changed, values not stored`
    }
    const start = field === '' ? '' : `:${field}`
    return `${start} from ${describeValue(before)} to ${describeValue(after)}`
  }
  const names = changes.slice(0, MAX_NAMED).map(({path}) => fieldName(path))
  const more = changes.length - names.length
  return `: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function fieldName(path: string): string {
  const value = auditValue(path)
  return value.kind === 'shown' ? value.text : 'a field whose name is not stored'
}

function describeValue(value: AuditValue): string {
  if (value.kind === 'none') return 'nothing'
  return value.kind === 'shown' ? `“${value.text}”` : 'a value that is not stored'
}

/** How many documents the event is about, where it says so. */
function amount({action, diff}: DescribedEvent): string {
  const count = (path: string, what: string): string => {
    const value = diff.find((entry) => entry.path === path)?.after
    return value === undefined ? '' : ` (${value} ${what})`
  }
  if (action === 'documents.changed' || action === 'documents.unreadable') {
    return count('documents', 'documents')
  }
  if (action === 'bulk.share.written') return count('entries', 'timeline entries')
  if (action === 'export.finished' || action === 'export.downloaded') return count('rows', 'rows')
  return action.startsWith('bulk.') ? count('succeeded', 'leads changed') : ''
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
