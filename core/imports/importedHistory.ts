import {historyOf} from '../consent/consentHistory.ts'
import type {ConsentHistoryEntry, SubscriberStatus} from '../documents/people.ts'
import type {ImportedSubscriptionCase} from './importedSubscription.ts'

/** An end of a subscription that a file may name. */
type End = 'unsubscribed' | 'bounced' | 'complained'

const EVENTS: Readonly<Record<End, ConsentHistoryEntry['event']>> = {
  unsubscribed: 'withdrawn',
  bounced: 'bounced',
  complained: 'complained',
}

/** The status that each of the events that end a subscription leaves. */
export const ENDED_BY: Readonly<Record<string, SubscriberStatus>> = {
  withdrawn: 'unsubscribed',
  suppressed: 'unsubscribed',
  bounced: 'bounced',
  complained: 'complained',
}

/** The status as an end of a subscription; `null` for one that is none. */
export function endOf(status: string | null): End | null {
  return status === 'unsubscribed' || status === 'bounced' || status === 'complained'
    ? status
    : null
}

type EntryParts = Pick<ConsentHistoryEntry, 'event' | 'at'> & {
  address?: string | undefined
  reason?: string | undefined
}

/** What the keys of entries of an import begin with; the number of the row follows. */
function keyPrefix(importId: string): string {
  return `${importId.slice(-26)}-`
}

function entryOf(input: ImportedSubscriptionCase, parts: EntryParts): ConsentHistoryEntry {
  const {importId, row, line, consent, person} = input
  const {event, at, address, reason} = parts
  const isGiven = event === 'requested' || event === 'confirmed'
  return {
    _key: `${keyPrefix(importId)}${row}-${event}`,
    event,
    at,
    channel: 'email',
    method: 'import',
    ...(isGiven && consent?.textId ? {textId: consent.textId} : {}),
    ...(isGiven && consent?.textVersion !== undefined ? {textVersion: consent.textVersion} : {}),
    ...(isGiven && person.evidence.source ? {pageUrl: person.evidence.source} : {}),
    ...(address ? {address} : {}),
    ...(reason ? {reason} : {}),
    importId,
    row: line,
  }
}

/** When the file's subscription ended. */
export function endedAt({person, now}: ImportedSubscriptionCase): string {
  return person.evidence.endedAt ?? now
}

/** The entry of an end that the file names. */
export function endEntry(input: ImportedSubscriptionCase, end: End): ConsentHistoryEntry {
  const {endReason} = input.person.evidence
  return entryOf(input, {event: EVENTS[end], at: endedAt(input), reason: endReason})
}

/** The history of a person's consent by the file and the statement, oldest first. */
export function newHistory(
  input: ImportedSubscriptionCase,
  status: SubscriberStatus,
): ConsentHistoryEntry[] {
  const {consent, person, now} = input
  const {requestedAt, requestedFrom, confirmedAt, confirmedFrom} = person.evidence
  const end = endOf(status)
  const askedAt = requestedAt ?? (end ? null : (confirmedAt ?? consent?.at ?? now))
  return [
    ...(askedAt === null
      ? []
      : [entryOf(input, {event: 'requested', at: askedAt, address: requestedFrom})]),
    ...(confirmedAt === undefined || status === 'pending'
      ? []
      : [entryOf(input, {event: 'confirmed', at: confirmedAt, address: confirmedFrom})]),
    ...(end ? [endEntry(input, end)] : []),
  ]
}

/** The history of a person's consent without what later rows of the import have added already. */
export function historyBefore({subscriber, importId, row}: ImportedSubscriptionCase) {
  const prefix = keyPrefix(importId)
  return historyOf(subscriber).filter(({_key}) => {
    const isOwn = typeof _key === 'string' && _key.startsWith(prefix)
    return !isOwn || Number(_key.slice(prefix.length).split('-')[0]) <= row
  })
}
