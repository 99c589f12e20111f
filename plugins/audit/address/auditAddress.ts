import {isOpaqueId, isUserId} from '../../../core/audit/redaction.ts'
import {
  isSiteKey,
  parseSiteDocumentId,
  parseTenantDocumentId,
} from '../../../core/tenancy/documentId.ts'
import {isLocalDate, type LocalDate} from '../../../core/time/localDate.ts'

/** Kinds of actors in the trail. */
export const ACTOR_KINDS = ['user', 'visitor', 'function'] as const

/** A kind of actor, or one user. */
export type ActorFilter = {kind: (typeof ACTOR_KINDS)[number]} | {id: string}

/** Which events to show; `null` stands for all. */
export interface AuditFilter {
  actor: ActorFilter | null
  action: string | null
  /** `_type` of the target. */
  targetType: string | null
  /** Id of the target; the id of a lead means all documents of the person. */
  targetId: string | null
  /** First day, in the time zone of the tool. */
  from: LocalDate | null
  /** Last day. */
  to: LocalDate | null
}

/** What the address bar holds: a chain and a filter. */
export interface AuditAddress extends AuditFilter {
  /** Key of the site whose chain to show; `null` for the workspace's own. */
  site: string | null
}

/** The address of the tool when it opens. */
export const PLAIN_AUDIT_ADDRESS: AuditAddress = {
  site: null,
  actor: null,
  action: null,
  targetType: null,
  targetId: null,
  from: null,
  to: null,
}

const ACTION = /^[a-z][A-Za-z]{0,39}(?:\.[a-z][A-Za-z]{0,39}){1,4}$/u
const TYPE = /^[a-z][A-Za-z]{0,59}$/u

/** Keys of audit events. */
const EVENT_KEY = /^\d{12}$/u

/**
 * Parses the id of a document that events can be about; `null` for any other text, such as a typed
 * e-mail address. The id holds no personal data, so the address bar may hold it.
 */
export function parseTargetId(text: string): string | null {
  const id = text.trim()
  if (parseSiteDocumentId(id) !== null) return id
  const parsed = parseTenantDocumentId(id)
  if (parsed === null) return null
  return isOpaqueId(parsed.site, id) || EVENT_KEY.test(parsed.key) ? id : null
}

function parseActor(text: string): ActorFilter | null {
  const kind = ACTOR_KINDS.find((known) => known === text)
  if (kind) return {kind}
  const id = text.startsWith('id:') ? text.slice(3) : ''
  return isUserId(id) ? {id} : null
}

/** An actor as {@link parseAuditAddress} parses it. */
export function formatActor(actor: ActorFilter): string {
  return 'id' in actor ? `id:${actor.id}` : actor.kind
}

function matching(text: string | undefined, pattern: RegExp): string | null {
  return text !== undefined && pattern.test(text) ? text : null
}

function day(text: string | undefined): LocalDate | null {
  return text !== undefined && isLocalDate(text) ? text : null
}

/** Parses the search parameters of an address, and ignores what it doesn't know. */
export function parseAuditAddress(params: readonly (readonly [string, string])[]): AuditAddress {
  const texts = new Map(params)
  const site = texts.get('site')
  return {
    site: site !== undefined && isSiteKey(site) ? site : null,
    actor: parseActor(texts.get('actor') ?? ''),
    action: matching(texts.get('action'), ACTION),
    targetType: matching(texts.get('type'), TYPE),
    targetId: parseTargetId(texts.get('target') ?? ''),
    from: day(texts.get('from')),
    to: day(texts.get('to')),
  }
}

/** The inverse of {@link parseAuditAddress}; leaves out defaults. */
export function formatAuditAddress(address: AuditAddress): [string, string][] {
  const {site, actor, action, targetType, targetId, from, to} = address
  const params: [string, string | null][] = [
    ['site', site],
    ['actor', actor && formatActor(actor)],
    ['action', action],
    ['type', targetType],
    ['target', targetId],
    ['from', from],
    ['to', to],
  ]
  return params.flatMap(([name, text]): [string, string][] => (text === null ? [] : [[name, text]]))
}

/** The search parameters that show all events about a document, or about the person of a lead. */
export function addressOfHistory(id: string): [string, string][] {
  const targetId = parseTargetId(id)
  const site = parseTenantDocumentId(id)?.site ?? parseSiteDocumentId(id)
  return formatAuditAddress({...PLAIN_AUDIT_ADDRESS, site, targetId})
}

/** Whether a filter is set. */
export function isFiltered({site: _site, ...filter}: AuditAddress): boolean {
  return Object.values(filter).some((value) => value !== null)
}

/**
 * Intent that opens the history of a document, or of the person that a lead is, in the Audit tool:
 * `<IntentLink intent={VIEW_AUDIT_INTENT} params={{id}}>`.
 */
export const VIEW_AUDIT_INTENT = 'view-audit'
