import type {
  EmailMessage,
  Lead,
  LeadSubmission,
  NewsletterSubscriber,
  Suppression,
} from '../sanity.types.generated.ts'
import type {Loose, Stored} from './stored.ts'

/** What core reads of a `leadSubmission` document. */
export type SubmissionRecord = Stored<LeadSubmission>

/** How the processing of a submission ended. */
export type SubmissionOutcome = NonNullable<LeadSubmission['outcome']>

/** What core reads of a `newsletterSubscriber` document. */
export type SubscriberRecord = Stored<NewsletterSubscriber>

/** Standing of a subscription. */
export type SubscriberStatus = NewsletterSubscriber['status']

/** An entry of the append-only consent history, as it is written. */
export type ConsentHistoryEntry = NewsletterSubscriber['consentHistory'][number]

/** An entry of the append-only consent history, as it is read. */
export type ConsentHistoryRecord = Loose<ConsentHistoryEntry>

/** What core reads of a `lead` document. */
export type LeadRecord = Stored<Lead>

/** What a lead shows of the person's subscription. */
export type LeadSubscription = Lead['subscription']

/** What core reads of a `suppression` document. */
export type SuppressionRecord = Stored<Suppression>

/** Why a person gets no mail. */
export type SuppressionReason = Suppression['reason']

/** What core reads of an `emailMessage` document. */
export type EmailMessageRecord = Stored<EmailMessage>
