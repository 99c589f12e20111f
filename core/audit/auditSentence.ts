import type {AuditEvent} from '../sanity.types.generated.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import {auditNoun, auditPhrase} from './auditWords.ts'

/** What a sentence needs of an event. */
export type SaidEvent = Pick<AuditEvent, 'action' | 'actor' | 'target' | 'diff'>

/** What the store does not hold, and whoever shows the sentence knows. */
export interface SentenceContext {
  /** Name of the actor, where the actor is a user whose name may be shown. */
  actor?: string | undefined
  /** The event's time, as it is to be read; left out where it stands beside the sentence. */
  when?: string | undefined
}

/** Most attributes that a sentence names. */
const MAX_NAMED = 3
/** Enough of a key to tell documents apart at sight. */
const SHOWN_KEY = 8

/** Details of an event that say how it came about, rather than what changed. */
const REFERENCES = /^(?:activity(?:-\d+)?|submission|email|digest|share)$/u

/** Who did it. */
export function auditActor(actor: AuditEvent['actor'], name?: string): string {
  const {kind, id} = actor
  if (kind === 'visitor') return 'A visitor'
  if (kind === 'function') return 'The product'
  if (name !== undefined && name !== '') return name
  return id === undefined || id === '' ? 'Somebody' : `The user ${id}`
}

/** What it was done to: its kind, and enough of its id to tell it apart. */
export function auditTarget({type, id}: AuditEvent['target']): string {
  const noun = auditNoun(type)
  const value = auditValue(id)
  if (value.kind !== 'shown') return `a ${noun} whose id is not kept`
  const parsed = parseTenantDocumentId(id)
  if (parsed === null) return `the ${noun} ${id.startsWith('site.') ? id.slice(5) : id}`
  const key = parsed.key.split('.').at(-1) ?? parsed.key
  if (parsed.kind === 'rule') return `the ${noun} of ${parsed.site}`
  return `the ${noun} ${key.length > SHOWN_KEY ? `…${key.slice(-SHOWN_KEY)}` : key}`
}

function said(text: string | undefined): string {
  const value = auditValue(text)
  if (value.kind === 'none') return 'nothing'
  return value.kind === 'shown' ? `“${value.text}”` : 'a value that is not kept'
}

function named(path: string): string {
  const value = auditValue(path)
  return value.kind === 'shown' ? value.text : 'a field whose name is not kept'
}

/** Definitions of audiences, which are told in words and have keys of their own. */
const DEFINITIONS: ReadonlySet<string> = new Set(['audience', 'definition'])

/** Whether a detail of an event is two states of an attribute, and not a fact beside them. */
export function isStateChange({_key, path, before}: AuditEvent['diff'][number]): boolean {
  return before !== undefined || _key.startsWith('change-') || DEFINITIONS.has(_key || path)
}

/** What changed, in a few words; empty where the act says it all. */
function difference({diff, action}: SaidEvent): string {
  const changes = diff.filter((entry) => isStateChange(entry) && !REFERENCES.test(entry.path))
  const [first, ...others] = changes
  if (!first || !/changed$|withdrawn$/u.test(action)) return ''
  if (others.length === 0 && (first.before !== undefined || action === 'lead.status.changed')) {
    const field = action === 'lead.status.changed' ? '' : ` ${named(first.path)}`
    const [before, after] = [auditValue(first.before), auditValue(first.after)]
    if (before.kind === 'mark' && after.kind === 'mark') return `:${field} changed, values not kept`
    return `${field === '' ? '' : `:${field}`} from ${said(first.before)} to ${said(first.after)}`
  }
  const names = changes.slice(0, MAX_NAMED).map(({path}) => named(path))
  const more = changes.length - names.length
  return `: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function fact({diff}: SaidEvent, path: string): string | null {
  return diff.find((entry) => entry.path === path)?.after ?? null
}

/** How many documents an act was about, where the event says so. */
function amount(event: SaidEvent): string {
  const {action} = event
  const count = (path: string, what: string): string => {
    const value = fact(event, path)
    return value === null ? '' : ` (${value} ${what})`
  }
  if (action === 'documents.changed' || action === 'documents.unreadable') {
    return count('documents', 'documents')
  }
  if (action === 'bulk.share.written') return count('entries', 'entries')
  if (action === 'export.finished') return count('rows', 'rows')
  return action.startsWith('bulk.') ? count('succeeded', 'leads changed') : ''
}

/** Says an event: who did what to what, when. It holds nothing that the event does not show. */
export function auditSentence(event: SaidEvent, {actor, when}: SentenceContext = {}): string {
  const {did, isWhole} = auditPhrase(event.action)
  const target = isWhole === true ? '' : ` ${auditTarget(event.target)}`
  const who = auditActor(event.actor, actor)
  return `${who} ${did}${target}${difference(event)}${amount(event)}${when === undefined ? '' : `, ${when}`}.`
}

/** A value of an event, as far as it may be shown. */
export type AuditValue =
  /** There was none. */
  | {kind: 'none'}
  | {kind: 'shown'; text: string}
  /** The value is not kept; equal marks stand for equal values. */
  | {kind: 'mark'; mark: string}

/** A mark alone, or as redacting writes it for a changed value. */
const MARK = /^(?:\[changed (#[a-z2-7]{8})\]|(#[a-z2-7]{8}))$/u

/** Reads a value, or the name of an attribute, that an event holds. */
export function auditValue(text: string | null | undefined): AuditValue {
  if (text === null || text === undefined || text === '') return {kind: 'none'}
  const found = MARK.exec(text)
  const mark = found?.[1] ?? found?.[2]
  return mark === undefined ? {kind: 'shown', text} : {kind: 'mark', mark}
}
