import type {
  ConsentHistoryEntry,
  ConsentHistoryRecord,
  SubscriberRecord,
} from '../documents/people.ts'
import type {Loose} from '../documents/stored.ts'
import type {PatchOperations} from '../changes/mutation.ts'
import type {ConsentEvidence} from './consentEvidence.ts'

const ENDS: readonly unknown[] = ['withdrawn', 'bounced', 'complained', 'suppressed']
const FRESH_STARTS: readonly unknown[] = ['confirmed', 'lifted']

/**
 * The history of a person's consent. Administrators may write a subscriber through the API, and the store
 * takes whatever they write: members that are not entries are skipped.
 */
export function historyOf(subscriber: SubscriberRecord | null): ConsentHistoryRecord[] {
  const history: unknown = subscriber?.consentHistory
  if (!Array.isArray(history)) return []
  return history.filter(
    (entry: unknown) => typeof entry === 'object' && entry !== null && !Array.isArray(entry),
  )
}

/**
 * The patch that adds an entry to the history of a person's consent, beside other attributes. A history
 * that is not a list is replaced (the store's own history keeps it), so that no sign-up or objection fails
 * because of it.
 */
export function withConsentEntry(
  subscriber: SubscriberRecord,
  entry: ConsentHistoryEntry,
  set: Record<string, unknown>,
): PatchOperations {
  const history: unknown = subscriber.consentHistory
  if (history !== null && history !== undefined && !Array.isArray(history)) {
    return {set: {...set, consentHistory: [entry]}}
  }
  return {
    set,
    setIfMissing: {consentHistory: []},
    insert: {after: 'consentHistory[-1]', items: [entry]},
  }
}

/**
 * Whether the person withdrew, bounced, complained or was suppressed, and since then has neither confirmed
 * nor been lifted from the list by an administrator. Such a person becomes subscribed only by confirming a
 * double opt-in, even where the form asks for none.
 */
export function hasLapsed(subscriber: SubscriberRecord | null): boolean {
  const decisive = historyOf(subscriber).findLast(
    ({event}) => FRESH_STARTS.includes(event) || ENDS.includes(event),
  )
  return ENDS.includes(decisive?.event)
}

/** The newest request on record, `null` when there is none. */
export function lastRequest(subscriber: SubscriberRecord | null): ConsentHistoryRecord | null {
  return historyOf(subscriber).findLast((entry) => entry.event === 'requested') ?? null
}

/** The part of a consent's evidence that a history entry repeats. */
export function evidenceFields(
  consent: Loose<ConsentEvidence> | null | undefined,
): Pick<ConsentHistoryEntry, 'timeZone' | 'textId' | 'textVersion' | 'text'> {
  return {
    ...(consent?.timeZone ? {timeZone: consent.timeZone} : {}),
    ...(consent?.textId ? {textId: consent.textId} : {}),
    ...(consent?.textVersion == null ? {} : {textVersion: consent.textVersion}),
    ...(consent?.text ? {text: consent.text} : {}),
  }
}
