import {describeProblem} from '../problems/problem.ts'
import {confirmSubscription} from '../changes/confirmSubscription.ts'
import {endSubscription, type SubscriptionEnd} from '../changes/endSubscription.ts'
import {liftSuppression} from '../changes/liftSuppression.ts'
import {processSubmission, type SubmissionDecision} from '../changes/processSubmission.ts'
import {submissionPerson, type SubmissionPerson} from '../changes/submissionPerson.ts'
import {consentEvidence} from '../consent/consentEvidence.ts'
import type {
  EmailMessageRecord,
  LeadRecord,
  SubmissionRecord,
  SubscriberRecord,
  SuppressionRecord,
} from '../documents/people.ts'
import {formsOf} from '../intake/resolveForm.ts'
import {siteSecret} from '../people/keys.ts'
import {deterministicUlid} from '../people/ulid.ts'
import {demoSite} from './demoSite.ts'
import {MemoryDataset} from './memoryDataset.ts'

const ACTOR = {kind: 'function', id: 'process-submission'} as const
const START = Date.UTC(2026, 6, 1, 10)

/** A moment of the tests, in minutes from their beginning; ISO 8601, UTC. */
export function minute(count: number): string {
  return new Date(START + count * 60_000).toISOString()
}

/** What a test sends. */
export interface Sent {
  email?: string
  form?: 'footer' | 'contact' | 'fast'
  at?: number
  fields?: Record<string, string>
  spam?: 'ham' | 'suspect' | 'spam'
  consent?: boolean
}

/** A site with its store, and everything that functions do to it. For tests. */
export class World {
  readonly store = new MemoryDataset()
  readonly keySecret = siteSecret('master of the tests', 'artameta', 'person-key')
  #sent = 0

  /** Puts a submission into the store and gives its id. */
  send(sent: Sent = {}): string {
    const {email = 'ada@example.com', form: formId = 'footer', at = 0, spam = 'ham'} = sent
    const form = formsOf(demoSite).find((candidate) => candidate.id === formId)
    if (!form) throw new Error(`The test site has no form ${formId}.`)
    this.#sent += 1
    const _id = `artameta.submission.${deterministicUlid(START, `sent-${this.#sent}`)}`
    const given = sent.consent ?? form.kind === 'newsletter'
    const evidence = consentEvidence({
      site: demoSite,
      form,
      given,
      action: 'checkbox',
      at: minute(at),
    })
    this.store.seed({
      _id,
      _type: 'leadSubmission',
      site: 'artameta',
      form: {id: form.id, kind: form.kind, version: form.version},
      email,
      fields: Object.entries(sent.fields ?? {}).map(([name, value], index) => ({
        _key: `field-${index}`,
        name,
        value,
      })),
      ...(evidence ? {consent: evidence} : {}),
      source: {pageUrl: 'https://artameta.example/page'},
      spam: {verdict: spam, score: 0, reasons: []},
      receivedAt: minute(at),
    })
    return _id
  }

  /** The ids of a person's documents. */
  person(email = 'ada@example.com'): SubmissionPerson {
    const result = submissionPerson({email}, 'artameta', this.keySecret)
    if (!result.ok) throw new Error(describeProblem(result.problem))
    return result.person
  }

  lead(email?: string): LeadRecord | null {
    return this.store.get(this.person(email).leadId)
  }

  subscriber(email?: string): SubscriberRecord | null {
    return this.store.get(this.person(email).subscriberId)
  }

  suppression(email?: string): SuppressionRecord | null {
    return this.store.get(this.person(email).suppressionId)
  }

  emails(): EmailMessageRecord[] {
    return this.store.all('emailMessage')
  }

  submission(id: string): SubmissionRecord {
    const document = this.store.get(id)
    if (!document) throw new Error(`There is no submission ${id}.`)
    return document
  }

  /** Decides on a submission as the store is now, and writes nothing. */
  decide(id: string, at = 1): SubmissionDecision {
    const submission = this.submission(id)
    const who = submissionPerson(submission, 'artameta', this.keySecret)
    const person = who.ok ? who.person : null
    return processSubmission({
      submission,
      site: demoSite,
      lead: person && this.store.get(person.leadId),
      subscriber: person && this.store.get(person.subscriberId),
      suppression: person && this.store.get(person.suppressionId),
      keySecret: this.keySecret,
      now: minute(at),
      actor: ACTOR,
    })
  }

  /** Decides on a submission and writes what follows. */
  process(id: string, at = 1): SubmissionDecision {
    const decision = this.decide(id, at)
    this.store.commit(decision.mutations)
    return decision
  }

  /** Sends and processes. */
  receive(sent: Sent = {}): SubmissionDecision {
    return this.process(this.send(sent), (sent.at ?? 0) + 1)
  }

  /** Presses the button behind the newest confirmation link, or behind one with another nonce. */
  confirm(at = 2, options: {email?: string; nonce?: string} = {}) {
    const subscriber = this.subscriber(options.email)
    const decision = confirmSubscription({
      site: 'artameta',
      subscriber,
      lead: this.lead(options.email),
      suppression: this.suppression(options.email),
      nonce: options.nonce ?? subscriber?.doubleOptIn?.nonce ?? '',
      now: minute(at),
      actor: {kind: 'visitor'},
    })
    this.store.commit(decision.mutations)
    return decision
  }

  /** Ends a subscription. */
  end(end: SubscriptionEnd = 'withdraw', at = 3, email?: string) {
    const decision = endSubscription({
      site: 'artameta',
      personKey: this.person(email).personKey,
      subscriber: this.subscriber(email),
      lead: this.lead(email),
      suppression: this.suppression(email),
      end,
      method: 'link',
      now: minute(at),
      actor: {kind: 'visitor'},
    })
    this.store.commit(decision.mutations)
    return decision
  }

  /** Lifts a suppression. */
  lift(at = 4, email?: string) {
    const decision = liftSuppression({
      site: 'artameta',
      personKey: this.person(email).personKey,
      subscriber: this.subscriber(email),
      lead: this.lead(email),
      suppression: this.suppression(email),
      reason: 'They called and asked for it.',
      now: minute(at),
      actor: {kind: 'user', id: 'admin-1'},
    })
    this.store.commit(decision.mutations)
    return decision
  }
}
