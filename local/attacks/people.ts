import type {NewDocument} from '../../core/changes/mutation.ts'
import {personKey, siteSecret} from '../../core/people/keys.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import {LOCAL_SECRET} from '../secret.ts'

const AT = '2026-01-01T00:00:00.000Z'
const DAY_MS = 86_400_000

/** States of a person's mail; each site has one person of each. */
export const STANDINGS = [
  'subscribed',
  'pending',
  'unsubscribed',
  'complained',
  'manual',
  'none',
] as const

/** One of {@link STANDINGS}. */
export type Standing = (typeof STANDINGS)[number]

/** People who must get no mail at all, with the event that ended their subscription. */
const ENDS: Readonly<Partial<Record<Standing, string>>> = {
  unsubscribed: 'withdrawn',
  complained: 'complained',
  manual: 'suppressed',
}

/** Address of a site's person with a state. */
export function addressOf(site: string, standing: Standing): string {
  return `${standing}@${site}.people.example`
}

/** The key that an address has at a site. */
export function keyAt(site: string, address: string): string {
  return personKey(siteSecret(LOCAL_SECRET, site, 'person-key'), address)
}

/** Addresses that a site must send no mail to. */
export function unmailable(site: string): string[] {
  return STANDINGS.filter((standing) => ENDS[standing]).map((each) => addressOf(site, each))
}

function doubleOptIn(standing: Standing, submissionId: string) {
  const now = Date.now()
  return {
    nonce: `nonce-of-${standing}`,
    requestedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + 7 * DAY_MS).toISOString(),
    lastSubmissionId: submissionId,
  }
}

function subscriberOf(site: string, standing: Standing, key: string): NewDocument {
  const end = ENDS[standing]
  const submissionId = `${site}.submission.${deterministicUlid(Date.parse(AT), site, standing)}`
  return {
    _id: `${site}.subscriber.${key}`,
    _type: 'newsletterSubscriber',
    site,
    email: addressOf(site, standing),
    status: standing === 'manual' ? 'unsubscribed' : standing,
    consentHistory: [
      {_key: 'asked', event: 'requested', at: AT, submissionId},
      ...(end ? [{_key: 'ended', event: end, at: AT}] : []),
    ],
    ...(end ? {} : {doubleOptIn: doubleOptIn(standing, submissionId)}),
  }
}

function personOf(site: string, standing: Standing): NewDocument[] {
  const key = keyAt(site, addressOf(site, standing))
  const isSuppressed = ENDS[standing] !== undefined
  return [
    {
      _id: `${site}.lead.${key}`,
      _type: 'lead',
      site,
      email: addressOf(site, standing),
      name: `The person who is ${standing}`,
      status: 'new',
      engagement: 'none',
      tags: [],
      lists: [],
      campaigns: [],
      createdAt: AT,
      subscription: isSuppressed ? 'suppressed' : standing,
    },
    ...(standing === 'none' ? [] : [subscriberOf(site, standing, key)]),
    ...(isSuppressed
      ? [
          {
            _id: `${site}.suppression.${key}`,
            _type: 'suppression',
            site,
            reason: standing,
            since: AT,
          },
        ]
      : []),
  ]
}

/** Leads, subscribers and suppressions of a site. */
export function peopleOf(site: string): NewDocument[] {
  return STANDINGS.flatMap((standing) => personOf(site, standing))
}

/** Id of the lead of a person. */
export function leadOf(site: string, standing: Standing): string {
  return `${site}.lead.${keyAt(site, addressOf(site, standing))}`
}
