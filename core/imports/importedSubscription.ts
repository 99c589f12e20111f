import {hasLapsed, historyOf, withConsentEntry} from '../consent/consentHistory.ts'
import {startDoubleOptIn} from '../consent/doubleOptIn.ts'
import {subscriberTransition, type SubscriberTransition} from '../consent/subscriberTransition.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import {listSuppression} from '../changes/listSuppression.ts'
import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import type {
  SubscriberRecord,
  SubscriberStatus,
  SuppressionReason,
  SuppressionRecord,
} from '../documents/people.ts'
import type {Unstored} from '../documents/stored.ts'
import {keyedUlid} from '../people/ulid.ts'
import type {EmailMessage, NewsletterSubscriber} from '../sanity.types.generated.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import {endedAt, endEntry, ENDED_BY, endOf, historyBefore, newHistory} from './importedHistory.ts'
import type {ImportedPerson} from './importMapping.ts'
import type {StatedConsent} from './importPlan.ts'

/** What {@link importedSubscription} depends on. */
export interface ImportedSubscriptionCase {
  /** Key of the site. */
  site: string
  personKey: string
  person: ImportedPerson
  /** The person's documents; `null` for a missing one. */
  subscriber: SubscriberRecord | null
  suppression: SuppressionRecord | null
  /** What people agreed to, by the importing person's statement; `null` where nothing is stated. */
  consent: StatedConsent | null
  /** Whether people who have not confirmed are asked to, by a mail. */
  sendConfirmation: boolean
  importId: string
  /** Number of the row in the import. */
  row: number
  /** Line of the file. */
  line: number
  /** `siteSecret(master, site, 'person-key')` */
  keySecret: string
  /** ISO 8601, UTC. */
  now: string
}

/** What an import makes of a person's newsletter subscription. */
export interface ImportedSubscriptionDecision {
  /** Afterwards. */
  status: SubscriberStatus | null
  suppression: SuppressionReason | null
  mutations: Mutation[]
  /** Whether a subscriber was created. */
  isNew: boolean
  /** Whether the file asks for mail, and the person gets none since they objected or bounced. */
  isRefused: boolean
  /** What is told of the row: what comes of it where no later row of the import is done yet. */
  told: ToldSubscription
}

/** What is told of a row's subscription, in whatever order rows are carried out. */
export interface ToldSubscription {
  status: SubscriberStatus | null
  suppression: SuppressionReason | null
  isRefused: boolean
  /** Whether the row changes the subscription. */
  isChange: boolean
}

/** The same, before it is known what to tell of the row. */
type Outcome = Omit<ImportedSubscriptionDecision, 'told'>

function newSubscriber(
  input: ImportedSubscriptionCase,
  status: SubscriberStatus,
): Unstored<NewsletterSubscriber> {
  const {site, personKey, person, consent, keySecret, now} = input
  const {confirmedAt, requestedAt} = person.evidence
  const {name} = person.fields
  return {
    _id: tenantDocumentId(site, 'subscriber', personKey),
    _type: 'newsletterSubscriber',
    site,
    email: person.email,
    ...(name ? {name} : {}),
    status,
    ...(status === 'subscribed'
      ? {subscribedAt: confirmedAt ?? requestedAt ?? consent?.at ?? now}
      : {}),
    ...(status === 'unsubscribed' ? {unsubscribedAt: endedAt(input)} : {}),
    ...(status === 'pending'
      ? {doubleOptIn: startDoubleOptIn(keySecret, null, causeOf(input), now)}
      : {}),
    consentHistory: newHistory(input, status),
  }
}

function confirmationMail(input: ImportedSubscriptionCase): Unstored<EmailMessage> {
  const {site, personKey, importId, row, keySecret, now} = input
  const ulid = keyedUlid(keySecret, Date.parse(now), 'confirmation', importId, String(row))
  return {
    _id: tenantDocumentId(site, 'email', ulid),
    _type: 'emailMessage',
    site,
    kind: 'confirmation',
    personKey,
    recipientType: 'subscriber',
    status: 'queued',
    queuedAt: now,
    attempts: 0,
    submissionId: causeOf(input),
  }
}

/** What a sign-up by an import is known by, in the place of a submission. */
function causeOf({importId, row}: ImportedSubscriptionCase): string {
  return `${importId}.${row}`
}

function lowered(
  input: ImportedSubscriptionCase,
  subscriber: SubscriberRecord,
  status: SubscriberStatus,
): Mutation[] {
  const end = endOf(status)
  if (end === null) return []
  const set = {status, ...(end === 'unsubscribed' ? {unsubscribedAt: endedAt(input)} : {})}
  return [guardedPatch(subscriber, withConsentEntry(subscriber, endEntry(input, end), set))]
}

/** The mutations of a person without a subscription. */
function begun(
  input: ImportedSubscriptionCase,
  {status}: SubscriberTransition,
): {status: SubscriberStatus | null; mutations: Mutation[]} {
  const isPending = status === 'pending'
  if (status === null || (isPending && !input.sendConfirmation)) {
    return {status: null, mutations: []}
  }
  const mail: Mutation[] = isPending ? [{createIfNotExists: confirmationMail(input)}] : []
  return {status, mutations: [{create: newSubscriber(input, status)}, ...mail]}
}

/**
 * Whether nothing but a later row of the same import has ended the subscription: chunks are carried out side by
 * side, and each row is decided as if those before it were done and those after it not.
 */
function isEndedByLaterRow(input: ImportedSubscriptionCase): boolean {
  const {subscriber, suppression} = input
  if (!subscriber || endOf(subscriber.status ?? null) === null) return false
  const history = historyOf(subscriber)
  const before = historyBefore(input)
  const isOfThatRow =
    suppressionReason(suppression) === null || suppression?.since === history.at(-1)?.at
  const hadEnded = hasLapsed({...subscriber, consentHistory: before})
  return before.length < history.length && !hadEnded && isOfThatRow
}

/**
 * The case without what later rows of the import have done: they end subscriptions, and begin none. `null` where
 * they have done nothing.
 */
function withoutLaterRows(input: ImportedSubscriptionCase): ImportedSubscriptionCase | null {
  const {subscriber, suppression} = input
  const history = historyOf(subscriber)
  const before = historyBefore(input)
  if (!subscriber || before.length === history.length) return null
  const own = new Set(before)
  const isOfThem = history.some((entry) => !own.has(entry) && entry.at === suppression?.since)
  const earlier = before.length === 0 ? null : {...subscriber, consentHistory: before}
  const ended = hasLapsed(earlier)
    ? before.flatMap(({event}) => ENDED_BY[event ?? ''] ?? []).at(-1)
    : undefined
  const open = subscriber.subscribedAt ? 'subscribed' : 'pending'
  return {
    ...input,
    subscriber: earlier && {...earlier, status: ended ?? open},
    suppression: isOfThem && ended === undefined ? null : suppression,
  }
}

/** What a row would have begun, had a later row of the import not ended it before. */
function begunBefore(
  input: ImportedSubscriptionCase,
  subscriber: SubscriberRecord,
  as: 'subscribed' | 'pending',
): Pick<Outcome, 'mutations' | 'isNew'> {
  const {consent} = input
  const {status} = subscriberTransition(
    {status: null, suppression: null, lapsed: false},
    {type: 'import', as, attested: consent !== null},
  )
  if (historyBefore(input).length > 0 || status !== 'subscribed') {
    return {mutations: [], isNew: false}
  }
  const {name, subscribedAt, consentHistory} = newSubscriber(input, status)
  const set = {subscribedAt, consentHistory: [...(consentHistory ?? []), ...historyOf(subscriber)]}
  const patch = name ? {set: {...set, name}} : {set, unset: ['name']}
  return {mutations: [guardedPatch(subscriber, patch)], isNew: true}
}

/**
 * Decides what an import makes of a person's newsletter subscription. It never raises a status that
 * exists, and mails nobody but those who are asked to confirm. A person whose consent is not stated, or who
 * had not confirmed where the file comes from, gets no subscription unless they are asked. Ends that the
 * file names also put the person on the suppression list.
 */
export function importedSubscription(
  input: ImportedSubscriptionCase,
): ImportedSubscriptionDecision {
  const outcome = subscriptionOutcome(input)
  const earlier = withoutLaterRows(input)
  const {status, suppression, isRefused, mutations} = earlier
    ? subscriptionOutcome(earlier)
    : outcome
  return {...outcome, told: {status, suppression, isRefused, isChange: mutations.length > 0}}
}

function subscriptionOutcome(input: ImportedSubscriptionCase): Outcome {
  const {site, personKey, person, subscriber, consent} = input
  const suppression = suppressionReason(input.suppression)
  const before = subscriber?.status ?? null
  const as = person.subscription
  const same = {status: before, suppression, mutations: [], isNew: false, isRefused: false}
  if (as === null || as === 'none') return same
  const end = endOf(as)
  if ((as === 'subscribed' || as === 'pending') && subscriber && isEndedByLaterRow(input)) {
    return {...same, ...begunBefore(input, subscriber, as)}
  }
  const next = subscriberTransition(
    {status: before, suppression, lapsed: hasLapsed(subscriber)},
    {type: 'import', as, attested: consent !== null},
  )
  const isRefused = end === null && (suppression !== null || endOf(before) !== null)
  if (isRefused) return {...same, isRefused}
  const listed = next.suppression
    ? listSuppression(
        {
          site,
          personKey,
          suppression: input.suppression,
          at: endedAt(input),
          isWithdrawal: end === 'unsubscribed',
        },
        next.suppression,
      )
    : []
  if (subscriber) {
    const {status} = next
    const changed = status !== null && status !== before ? lowered(input, subscriber, status) : []
    const mutations = [...changed, ...listed]
    return {
      ...same,
      status: changed.length > 0 ? status : before,
      suppression: next.suppression,
      mutations,
    }
  }
  const {status, mutations} = begun(input, next)
  return {
    status,
    suppression: next.suppression,
    mutations: [...mutations, ...listed],
    isNew: status !== null,
    isRefused: false,
  }
}
