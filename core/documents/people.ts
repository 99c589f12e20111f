import type {ConsentEvidence} from '../consent/consentEvidence.ts'

/** Where a person came from on the web. */
export interface Utm {
  source?: string | null
  medium?: string | null
  campaign?: string | null
  term?: string | null
  content?: string | null
}

/** Standing of a subscription. */
export type SubscriberStatus = 'pending' | 'subscribed' | 'unsubscribed' | 'bounced' | 'complained'

/** What a lead shows of the person's subscription. */
export type LeadSubscription = SubscriberStatus | 'none' | 'suppressed'

/** Why a person gets no mail. */
export type SuppressionReason = 'unsubscribed' | 'bounced' | 'complained' | 'erased' | 'manual'

/** A named value of free form. */
export interface NamedValue {
  _key?: string
  name?: string | null
  value?: string | null
}

/** What core reads of a `leadSubmission` document. */
export interface SubmissionRecord {
  _id: string
  _rev?: string
  site?: string | null
  form?: {id?: string | null; kind?: 'newsletter' | 'lead' | null; version?: number | null} | null
  fields?: readonly NamedValue[] | null
  email?: string | null
  consent?: Nullable<ConsentEvidence> | null
  source?: {
    pageUrl?: string | null
    referrer?: string | null
    origin?: string | null
    utm?: Utm | null
  } | null
  spam?: {
    verdict?: 'ham' | 'suspect' | 'spam' | null
    score?: number | null
    reasons?: readonly string[] | null
  } | null
  receivedAt?: string | null
  processedAt?: string | null
  outcome?: SubmissionOutcome | null
  failure?: {message?: string | null; at?: string | null; attempts?: number | null} | null
  personKey?: string | null
}

/** How the processing of a submission ended. */
export type SubmissionOutcome = 'processed' | 'ignored-spam' | 'suppressed' | 'failed'

/** The same attributes, each of which a stored document may lack. */
export type Nullable<T> = {[Name in keyof T]?: T[Name] | null}

/** One step in the history of a consent. */
export interface ConsentHistoryRecord {
  _key?: string
  event?: 'requested' | 'confirmed' | 'withdrawn' | 'bounced' | 'complained' | null
  at?: string | null
  timeZone?: string | null
  textId?: string | null
  textVersion?: number | null
  text?: string | null
  channel?: string | null
  submissionId?: string | null
  method?: 'form' | 'double-opt-in' | 'one-click' | 'link' | 'import' | 'admin' | null
  pageUrl?: string | null
}

/** State of a double opt-in. */
export interface DoubleOptInRecord {
  nonce?: string | null
  requestedAt?: string | null
  confirmedAt?: string | null
  expiresAt?: string | null
  lastSubmissionId?: string | null
}

/** What core reads of a `newsletterSubscriber` document. */
export interface SubscriberRecord {
  _id: string
  _rev?: string
  site?: string | null
  email?: string | null
  name?: string | null
  status?: SubscriberStatus | null
  consentHistory?: readonly ConsentHistoryRecord[] | null
  doubleOptIn?: DoubleOptInRecord | null
  subscribedAt?: string | null
  unsubscribedAt?: string | null
}

/** What core reads of a `lead` document. */
export interface LeadRecord {
  _id: string
  _rev?: string
  site?: string | null
  email?: string | null
  name?: string | null
  phone?: string | null
  company?: string | null
  linkedIn?: string | null
  jobTitle?: string | null
  status?: string | null
  engagement?: 'none' | 'sent' | 'opened' | 'clicked' | 'replied' | 'bounced' | null
  tags?: readonly string[] | null
  customFields?: readonly NamedValue[] | null
  score?: number | null
  owner?: string | null
  createdAt?: string | null
  lastContactAt?: string | null
  lastActivityAt?: string | null
  subscription?: LeadSubscription | null
  source?: {
    kind?: 'form' | 'import' | 'manual' | null
    formId?: string | null
    pageUrl?: string | null
    utm?: Utm | null
    label?: string | null
  } | null
}

/** What core reads of a `suppression` document. */
export interface SuppressionRecord {
  _id: string
  _rev?: string
  reason?: SuppressionReason | null
  since?: string | null
}

/** What core reads of an `emailMessage` document. */
export interface EmailMessageRecord {
  _id: string
  _rev?: string
  site?: string | null
  kind?: 'confirmation' | 'oneOff' | null
  personKey?: string | null
  recipientType?: 'subscriber' | 'lead' | null
  status?: 'queued' | 'sending' | 'sent' | 'failed' | 'suppressed' | null
  queuedAt?: string | null
  attempts?: number | null
  claimedAt?: string | null
  submissionId?: string | null
}
