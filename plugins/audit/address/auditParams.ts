import {chainPrefix} from '../../../core/audit/appendEvents.ts'
import {PERSON_KINDS, personIds} from '../../../core/documents/person.ts'
import {momentsOfDays} from '../../../core/audience/relativeDates.ts'
import {parseTenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {addDays} from '../../../core/time/localDate.ts'
import type {AuditFilter} from './auditAddress.ts'

/** Parameters of the query for a page, except where the page begins. */
export interface AuditConditions {
  prefix: string
  from: string
  actorKind: string
  actorId: string
  action: string
  targetType: string
  targetId: string
  /** The documents of a person. */
  targetIds: readonly string[] | null
}

/** Times from `from` up to, and excluding, `to`, as texts that compare with the times of events. */
export interface AuditTime {
  from: string
  to: string
}

/** Sorts after every time. */
const EVER = '~'

/** Whether an id is that of an event in a chain. */
export function isEventOf(chain: string, id: string): boolean {
  const prefix = chainPrefix(chain)
  return id.startsWith(prefix) && /^\d{12}$/u.test(id.slice(prefix.length))
}

/** The person of a lead, a subscriber or a suppression; `null` for other documents. */
export function personOf(targetId: string): {site: string; key: string} | null {
  const parsed = parseTenantDocumentId(targetId)
  return parsed && PERSON_KINDS.some((kind) => kind === parsed.kind)
    ? {site: parsed.site, key: parsed.key}
    : null
}

/** The time span of the days of a filter. */
export function timeOf({from, to}: Pick<AuditFilter, 'from' | 'to'>, timeZone: string): AuditTime {
  const moments = momentsOfDays({from, to: to === null ? null : addDays(to, 1)}, timeZone)
  return {from: moments.from ?? '', to: moments.to ?? EVER}
}

/** A filter as parameters of the query. */
export function conditionsOf(
  chain: string,
  filter: AuditFilter,
  timeZone: string,
): {conditions: AuditConditions; time: AuditTime} {
  const {actor, action, targetType, targetId} = filter
  const time = timeOf(filter, timeZone)
  const person = targetId === null ? null : personOf(targetId)
  return {
    time,
    conditions: {
      prefix: chainPrefix(chain),
      from: time.from,
      actorKind: actor && 'kind' in actor ? actor.kind : '',
      actorId: actor && 'id' in actor ? actor.id : '',
      action: action ?? '',
      targetType: targetType ?? '',
      targetId: person ? '' : (targetId ?? ''),
      targetIds: person && personIds(person.site, person.key),
    },
  }
}
