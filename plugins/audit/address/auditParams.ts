import {addDays} from '../../../core/time/localDate.ts'
import {momentsOfDays} from '../../../core/audience/relativeDates.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../../../core/tenancy/documentId.ts'
import type {AuditFilter} from './auditAddress.ts'

/** Parameters of the query of a page, beside the place where it begins. */
export interface AuditConditions {
  prefix: string
  from: string
  actorKind: string
  actorId: string
  action: string
  targetType: string
  targetId: string
  /** Of a person, who has several. */
  targetIds: readonly string[] | null
}

/** Moments from `from` up to, and without, `to`; as texts that compare with those of events. */
export interface AuditTime {
  from: string
  to: string
}

/** Sorts behind every moment. */
const EVER = '~'

/** What ids of a chain's events begin with. */
export function chainPrefix(chain: string): string {
  return `${chain}.audit.`
}

/** Whether an id is that of an event of a chain. */
export function isEventOf(chain: string, id: string): boolean {
  const prefix = chainPrefix(chain)
  return id.startsWith(prefix) && /^\d{12}$/u.test(id.slice(prefix.length))
}

/** Kinds whose documents have the key of the person they are about. */
const PERSON_KINDS = ['lead', 'subscriber', 'suppression'] as const

/**
 * Key of the person whom a document is about, for documents that a person has one of; `null` for
 * others.
 */
export function personOf(targetId: string): {site: string; key: string} | null {
  const parsed = parseTenantDocumentId(targetId)
  return parsed && PERSON_KINDS.some((kind) => kind === parsed.kind)
    ? {site: parsed.site, key: parsed.key}
    : null
}

/** The ids by which events name something: of a person the lead, the subscription and the suppression. */
export function targetIdsOf(targetId: string): string[] {
  const person = personOf(targetId)
  if (!person) return [targetId]
  return PERSON_KINDS.map((kind) => tenantDocumentId(person.site, kind, person.key))
}

/** The time that the days of a filter mean. */
export function timeOf({from, to}: Pick<AuditFilter, 'from' | 'to'>, timeZone: string): AuditTime {
  const moments = momentsOfDays({from, to: to === null ? null : addDays(to, 1)}, timeZone)
  return {from: moments.from ?? '', to: moments.to ?? EVER}
}

/** What a filter asks of events, in the terms of the query. */
export function conditionsOf(
  chain: string,
  filter: AuditFilter,
  timeZone: string,
): {conditions: AuditConditions; time: AuditTime} {
  const {actor, action, targetType, targetId} = filter
  const time = timeOf(filter, timeZone)
  const targets = targetId === null ? [] : targetIdsOf(targetId)
  const [first, ...others] = targets
  const only = others.length === 0 ? first : undefined
  return {
    time,
    conditions: {
      prefix: chainPrefix(chain),
      from: time.from,
      actorKind: actor && 'kind' in actor ? actor.kind : '',
      actorId: actor && 'id' in actor ? actor.id : '',
      action: action ?? '',
      targetType: targetType ?? '',
      targetId: only ?? '',
      targetIds: others.length === 0 ? null : targets,
    },
  }
}
