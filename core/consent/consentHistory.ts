import type {
  ConsentHistoryEntry,
  ConsentHistoryRecord,
  SubscriberRecord,
} from '../documents/people.ts'
import type {Loose} from '../documents/stored.ts'
import type {ConsentEvidence} from './consentEvidence.ts'

const ENDS: readonly unknown[] = ['withdrawn', 'bounced', 'complained', 'suppressed']
const FRESH_STARTS: readonly unknown[] = ['confirmed', 'lifted']

/**
 * Whether the person withdrew, bounced, complained or was suppressed, and has neither confirmed since
 * nor had that lifted by an administrator. Such a person becomes subscribed only by confirming a
 * double opt-in, even where the form asks for none.
 */
export function hasLapsed(subscriber: SubscriberRecord | null): boolean {
  const decisive = (subscriber?.consentHistory ?? []).findLast(
    ({event}) => FRESH_STARTS.includes(event) || ENDS.includes(event),
  )
  return ENDS.includes(decisive?.event)
}

/** The newest request on record, `null` when there is none. */
export function lastRequest(subscriber: SubscriberRecord | null): ConsentHistoryRecord | null {
  const history = subscriber?.consentHistory ?? []
  return history.findLast((entry) => entry.event === 'requested') ?? null
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
