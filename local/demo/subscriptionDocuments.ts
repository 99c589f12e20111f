import {startDoubleOptIn} from '../../core/consent/doubleOptIn.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import {tenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {DemoEmail, DemoSubmission, DemoSubscriber, DemoSuppression} from './documents.ts'
import {iso, type SiteContext} from './siteContext.ts'
import type {SignUp, Story} from './story.ts'

/** The subscriber that a sign-up or an import made, with its history up to the reference day. */
export function subscriberOf(
  site: SiteContext,
  story: Story,
  key: string,
  signUp: SignUp,
  submission: DemoSubmission | undefined,
): DemoSubscriber {
  const {consent} = submission ?? {}
  const evidence = consent && {
    timeZone: consent.timeZone,
    textId: consent.textId,
    textVersion: consent.textVersion,
    text: consent.text,
  }
  const entry = {channel: 'email', ...evidence} as const
  const name = submission?.fields.find((field) => field.name === 'name')?.value
  const {end} = signUp
  const state = submission && startDoubleOptIn(site.keySecret, null, submission._id, iso(signUp.at))
  const confirmed = signUp.confirmedAt === undefined ? undefined : iso(signUp.confirmedAt)
  return {
    _id: tenantDocumentId(site.profile.key, 'subscriber', key),
    _type: 'newsletterSubscriber',
    _createdAt: iso(signUp.at),
    _updatedAt: iso(end?.at ?? signUp.lapsedAt ?? signUp.confirmedAt ?? signUp.at),
    site: site.profile.key,
    email: story.person.email,
    ...(name !== undefined && {name}),
    ...(!submission && {name: story.person.name}),
    status: signUp.status,
    consentHistory: [
      ...(submission
        ? [
            {
              ...entry,
              _key: 'requested',
              event: 'requested' as const,
              at: iso(signUp.at),
              method: 'form' as const,
              submissionId: submission._id,
              pageUrl: submission.source.pageUrl,
            },
          ]
        : []),
      ...(confirmed
        ? [
            {
              ...entry,
              _key: 'confirmed',
              event: 'confirmed' as const,
              at: confirmed,
              ...(submission
                ? {method: 'double-opt-in' as const, submissionId: submission._id}
                : {method: 'import' as const}),
            },
          ]
        : []),
      ...(end
        ? [
            {
              _key: end.event,
              event: end.event,
              at: iso(end.at),
              channel: 'email' as const,
              method: end.method,
            },
          ]
        : []),
    ],
    ...(state && {doubleOptIn: {...state, ...(confirmed && {confirmedAt: confirmed})}}),
    source: submission
      ? {
          formId: submission.form.id,
          pageUrl: submission.source.pageUrl,
          ...(submission.source.utm && {utm: submission.source.utm}),
        }
      : {},
    ...(confirmed && {subscribedAt: confirmed}),
    ...(end?.event === 'withdrawn' && {unsubscribedAt: iso(end.at)}),
  }
}

const SECOND = 1000
/** Confirmations older than this were cleared away long ago, in milliseconds. */
const KEPT = 45 * 86_400_000

/** The confirmation mail of a recent sign-up, under the id that processing would give it. */
export function confirmationOf(
  site: SiteContext,
  key: string,
  signUp: SignUp,
  submission: DemoSubmission,
): DemoEmail | undefined {
  if (site.now - signUp.at > KEPT) return undefined
  const ulid = deterministicUlid(signUp.at, 'confirmation', submission._id)
  const queuedAt = submission.processedAt ?? submission.receivedAt
  const sentAt = iso(Date.parse(queuedAt) + 2 * SECOND)
  return {
    _id: tenantDocumentId(site.profile.key, 'email', ulid),
    _type: 'emailMessage',
    _createdAt: queuedAt,
    _updatedAt: sentAt,
    site: site.profile.key,
    kind: 'confirmation',
    personKey: key,
    recipientType: 'subscriber',
    status: 'sent',
    queuedAt,
    claimedAt: sentAt,
    sentAt,
    attempts: 1,
    submissionId: submission._id,
  }
}

/** The suppression of somebody who unsubscribed, bounced, complained or was added by hand. */
export function suppressionOf(site: SiteContext, story: Story, key: string): DemoSuppression[] {
  const {signUp, suppressedAt} = story
  const end = signUp?.end
  const since = suppressedAt ?? end?.at
  if (since === undefined) return []
  const reason = !end ? 'manual' : end.event === 'withdrawn' ? 'unsubscribed' : end.event
  return [
    {
      _id: tenantDocumentId(site.profile.key, 'suppression', key),
      _type: 'suppression',
      _createdAt: iso(since),
      _updatedAt: iso(since),
      site: site.profile.key,
      reason,
      since: iso(since),
    },
  ]
}
