import {leadField} from '../leads/leadFields.ts'
import type {ColumnTarget, EvidencePart} from './importMapping.ts'

/** Names what a column fills; `null` for a column that is left out. */
export function columnKey(target: ColumnTarget): string | null {
  switch (target.kind) {
    case 'ignore':
      return null
    case 'field':
      return target.field
    case 'namePart':
      return `name.${target.part}`
    case 'custom':
      return `customFields.${target.name.toLowerCase()}`
    case 'evidence':
      return `evidence.${target.part}`
    default:
      return target.kind
  }
}

/**
 * Names what only one column may fill. `null` for what several may share: tags and lists are put together,
 * and of subscriptions the strictest counts.
 */
export function exclusiveKey(target: ColumnTarget): string | null {
  const {kind} = target
  return kind === 'tags' || kind === 'lists' || kind === 'subscription' ? null : columnKey(target)
}

/** English titles of parts of the evidence. */
export const EVIDENCE_TITLES: Readonly<Record<EvidencePart, string>> = {
  requestedAt: 'Signed up at',
  requestedFrom: 'Signed up from (IP address)',
  confirmedAt: 'Confirmed at',
  confirmedFrom: 'Confirmed from (IP address)',
  endedAt: 'Unsubscribed or bounced at',
  endReason: 'Reason of the unsubscribe or bounce',
  source: 'Source of the sign-up',
}

/** What a column fills, in English. */
export function targetTitle(target: ColumnTarget): string {
  switch (target.kind) {
    case 'ignore':
      return 'Not imported'
    case 'field':
      return leadField(target.field).title
    case 'namePart':
      return target.part === 'first' ? 'First name' : 'Last name'
    case 'custom':
      return target.name
    case 'attributes':
      return 'Custom fields of a JSON object'
    case 'evidence':
      return EVIDENCE_TITLES[target.part]
    default:
      return leadField(target.kind).title
  }
}
