import {historyOf} from './consentHistory.ts'
import type {ConsentHistoryRecord, SubmissionRecord, SubscriberRecord} from '../documents/people.ts'

/** A consent as one would lay it before a regulator (GDPR Art. 7(1)). */
export interface ConsentProof {
  /** Who: the address as it was sent. */
  email: string | null
  /** To what, in the words that were shown. */
  text: string | null
  textId: string | null
  textVersion: number | null
  purpose: string | null
  channel: string | null
  locale: string | null
  /** When, ISO 8601 UTC, and in which IANA zone. */
  givenAt: string | null
  timeZone: string | null
  /** How: what they did, and whether a confirmed mail backs it. */
  action: string | null
  confirmedAt: string | null
  /** Since when it no longer holds, ISO 8601 UTC. */
  withdrawnAt: string | null
  /** Where. */
  pageUrl: string | null
  formId: string | null
  formVersion: number | null
  submissionId: string | null
  status: string | null
  history: readonly ConsentHistoryRecord[]
  /** What a complete proof would have and this one lacks, in words; empty for a complete one. */
  missing: string[]
}

function endOf(subscriber: SubscriberRecord | null, from: string | null): string | null {
  const later = historyOf(subscriber).filter((entry) => entry.at && (!from || entry.at >= from))
  const last = later.findLast((entry) =>
    ['withdrawn', 'complained', 'suppressed', 'confirmed'].includes(entry.event ?? ''),
  )
  return last && last.event !== 'confirmed' ? (last.at ?? null) : null
}

function gaps(proof: Omit<ConsentProof, 'missing'>, given: boolean): string[] {
  const checks: [boolean, string][] = [
    [given, 'an affirmative act'],
    [proof.email !== null, 'who gave it'],
    [proof.text !== null && proof.textVersion !== null, 'the exact text and its version'],
    [proof.givenAt !== null && proof.timeZone !== null, 'the time with its zone'],
    [proof.formId !== null, 'the form'],
    [proof.pageUrl !== null, 'the page'],
    [proof.status !== 'pending', 'the confirmation by e-mail'],
  ]
  return checks.flatMap(([met, what]) => (met ? [] : [what]))
}

/**
 * Puts together what proves a consent: the submission that gave it, and what the subscription's
 * history says became of it.
 *
 * @param submission - the one whose consent is to be proven
 * @param subscriber - `null` for a consent that is not about the newsletter
 */
export function consentProof(
  submission: SubmissionRecord,
  subscriber: SubscriberRecord | null,
): ConsentProof {
  const {consent, form, source} = submission
  const history = historyOf(subscriber)
  const givenAt = consent?.at ?? submission.receivedAt ?? null
  const confirmed = history.findLast(
    (entry) => entry.event === 'confirmed' && entry.at && (!givenAt || entry.at >= givenAt),
  )
  const proof = {
    email: submission.email ?? subscriber?.email ?? null,
    text: consent?.text ?? null,
    textId: consent?.textId ?? null,
    textVersion: consent?.textVersion ?? null,
    purpose: consent?.purpose ?? null,
    channel: consent?.channel ?? null,
    locale: consent?.locale ?? null,
    givenAt,
    timeZone: consent?.timeZone ?? null,
    action: consent?.action ?? null,
    confirmedAt: confirmed?.at ?? null,
    withdrawnAt: endOf(subscriber, givenAt),
    pageUrl: source?.pageUrl ?? null,
    formId: form?.id ?? null,
    formVersion: form?.version ?? null,
    submissionId: submission._id,
    status: subscriber?.status ?? null,
    history,
  }
  return {...proof, missing: gaps(proof, consent?.given === true)}
}
