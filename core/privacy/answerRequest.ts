import {withPendingTrail} from '../audit/withPendingTrail.ts'
import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import type {PrivacyRequestRecord} from './privacyRequest.ts'

/** What becomes of saying that a request is answered. */
export type AnswerDecision =
  | {result: 'answered'; mutations: Mutation[]}
  /** Nobody waits for an answer: it is answered, carried out, or not looked through yet. */
  | {result: 'refused'}

/**
 * Decides what is written when an administrator has given a customer the data that is held of them. The
 * key goes: nothing has to find the person by this request any more. Who answered is told by the store.
 *
 * @param now - ISO 8601, UTC
 */
export function answerRequest(request: PrivacyRequestRecord, now: string): AnswerDecision {
  if (request.state !== 'held') return {result: 'refused'}
  const patch = guardedPatch(request, {
    set: {state: 'answered', answeredAt: now},
    unset: ['personKey'],
  })
  return {result: 'answered', mutations: withPendingTrail([patch])}
}
