import type {SubscriberStatus, SuppressionReason} from '../documents/people.ts'
import {
  liftedByConfirmation,
  mayAskForConfirmation,
  reasonOfStatus,
  strongerReason,
} from './suppressionRules.ts'

/** Something that happens to a subscription. */
export type SubscriberEvent =
  /** A form asks for the newsletter; `doubleOptIn` is what the form demands. */
  | {type: 'request'; doubleOptIn: boolean}
  /** The button behind a valid link of the newest confirmation mail was pressed. */
  | {type: 'confirm'}
  | {type: 'withdraw'}
  | {type: 'bounce'}
  | {type: 'complain'}
  /** An administrator puts the person on the suppression list. */
  | {type: 'suppress'}
  /** A file names the person; `attested` when the importing person states their consent. */
  | {type: 'import'; as: SubscriberStatus; attested: boolean}

/** Where a person stands before an event. */
export interface SubscriberState {
  /** `null` for a person without a subscription. */
  status: SubscriberStatus | null
  /** Reason on the suppression list, `null` for a person who is not on it. */
  suppression: SuppressionReason | null
  /** Whether they withdrew, bounced or complained since they last confirmed. */
  lapsed?: boolean
}

/** The effect of an event on a subscription. */
export interface SubscriberTransition {
  /** Status afterwards; `null` when the person still has no subscription. */
  status: SubscriberStatus | null
  /** Suppression afterwards. */
  suppression: SuppressionReason | null
  /** Whether a confirmation mail is needed. */
  needsConfirmation: boolean
  /** Why the event had no effect. */
  refused?: 'suppressed' | 'not-pending'
}

/** Statuses from least to most mail: "up" and "down" mean this order. */
const RANK: Record<SubscriberStatus, number> = {
  complained: 0,
  bounced: 1,
  unsubscribed: 2,
  pending: 3,
  subscribed: 4,
}

/** The status with less mail. */
function lower(left: SubscriberStatus, right: SubscriberStatus): SubscriberStatus {
  return RANK[left] <= RANK[right] ? left : right
}

function stay(
  state: SubscriberState,
  refused?: 'suppressed' | 'not-pending',
): SubscriberTransition {
  const {status, suppression} = state
  const same = {status, suppression, needsConfirmation: false}
  return refused ? {...same, refused} : same
}

function request(state: SubscriberState, doubleOptIn: boolean): SubscriberTransition {
  const {status, suppression} = state
  if (!mayAskForConfirmation(suppression)) return stay(state, 'suppressed')
  if (status === 'subscribed' && suppression === null) return stay(state)
  const clean = status === null && suppression === null && !state.lapsed
  if (clean && !doubleOptIn) return {status: 'subscribed', suppression, needsConfirmation: false}
  return {status: 'pending', suppression, needsConfirmation: true}
}

function confirm(state: SubscriberState): SubscriberTransition {
  const {status, suppression} = state
  if (suppression !== null && !liftedByConfirmation(suppression)) return stay(state, 'suppressed')
  if (status === 'subscribed' && suppression === null) return stay(state)
  if (status !== 'pending') return stay(state, 'not-pending')
  return {status: 'subscribed', suppression: null, needsConfirmation: false}
}

function fall(
  state: SubscriberState,
  to: 'unsubscribed' | 'bounced' | 'complained',
  reason: SuppressionReason = to,
): SubscriberTransition {
  return {
    status: state.status === null ? null : lower(state.status, to),
    suppression: strongerReason(state.suppression, reason),
    needsConfirmation: false,
  }
}

function imported(
  state: SubscriberState,
  as: SubscriberStatus,
  attested: boolean,
): SubscriberTransition {
  const {status, suppression} = state
  const reason = reasonOfStatus(as)
  const nextSuppression = reason === null ? suppression : strongerReason(suppression, reason)
  const done = (next: SubscriberStatus | null): SubscriberTransition => ({
    status: next,
    suppression: nextSuppression,
    needsConfirmation: false,
  })
  if (status !== null) return done(lower(status, as))
  if (suppression === 'erased' || suppression === 'manual') return stay(state, 'suppressed')
  if (suppression !== null) return done(lower(suppression, as))
  return done(as === 'subscribed' && !attested ? 'pending' : as)
}

/**
 * Decides what becomes of a subscription; nothing else does. A status never goes up by accident: a person
 * who withdrew, bounced, complained or is suppressed becomes subscribed again only by confirming a double
 * opt-in, and an import never raises an existing status.
 */
export function subscriberTransition(
  state: SubscriberState,
  event: SubscriberEvent,
): SubscriberTransition {
  switch (event.type) {
    case 'request':
      return request(state, event.doubleOptIn)
    case 'confirm':
      return confirm(state)
    case 'withdraw':
      return fall(state, 'unsubscribed')
    case 'bounce':
      return fall(state, 'bounced')
    case 'complain':
      return fall(state, 'complained')
    case 'suppress':
      return fall(state, 'unsubscribed', 'manual')
    default:
      return imported(state, event.as, event.attested)
  }
}
