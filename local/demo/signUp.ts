import {UNCONFIRMED_RETENTION_MS} from '../../core/changes/expireConfirmation.ts'
import type {DemoSubscriberStatus} from './documents.ts'
import type {Random} from './random.ts'
import type {SentCampaign, SiteContext} from './siteContext.ts'
import type {StoryOrigin} from './story.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** How a subscription came about and how it went; times in milliseconds. */
export interface SignUp {
  method: 'form' | 'import'
  at: number
  /** Absent while the link in the confirmation mail was not used. */
  confirmedAt?: number
  /** When it was closed because nobody confirmed it. */
  lapsedAt?: number
  /** How it ended, if it did; a bounce and a complaint answer a campaign. */
  end?: {
    event: 'withdrawn' | 'bounced' | 'complained'
    at: number
    method: 'one-click' | 'link' | 'admin'
    campaign?: SentCampaign
  }
  status: DemoSubscriberStatus
}

/** Whether and when a person of an origin signs up: the chance, and the longest wait in days. */
const WANTS: Record<StoryOrigin, {chance: number; waitDays: number}> = {
  newsletter: {chance: 1, waitDays: 0},
  enquiry: {chance: 0.27, waitDays: 45},
  import: {chance: 0.55, waitDays: 0},
  manual: {chance: 0, waitDays: 0},
}

/** Draws a subscription, or that there is none. */
export function drawSignUp(
  site: SiteContext,
  origin: StoryOrigin,
  createdAt: number,
  random: Random,
): SignUp | undefined {
  const {chance, waitDays} = WANTS[origin]
  if (!random.chance(chance)) return undefined
  const wait = waitDays > 0 && random.chance(0.6) ? random.next() * waitDays * DAY : 2 * MINUTE
  const at = waitDays > 0 ? Math.floor(createdAt + wait) : createdAt
  if (at >= site.now) return undefined
  if (origin === 'import') {
    return withEnd(site, {method: 'import', at, confirmedAt: at, status: 'subscribed'}, random)
  }
  const quick = random.chance(0.8)
  const delay = quick ? MINUTE * (1 + random.next() * 25) : random.next() * 3 * DAY
  const confirmedAt = Math.floor(at + delay)
  if (!random.chance(0.88) || confirmedAt >= site.now) {
    const lapsedAt = at + UNCONFIRMED_RETENTION_MS
    return lapsedAt < site.now
      ? {method: 'form', at, status: 'unsubscribed', lapsedAt}
      : {method: 'form', at, status: 'pending'}
  }
  return withEnd(site, {method: 'form', at, confirmedAt, status: 'subscribed'}, random)
}

function withEnd(
  site: SiteContext,
  signUp: SignUp & {confirmedAt: number},
  random: Random,
): SignUp {
  const years = (site.now - signUp.confirmedAt) / (365 * DAY)
  const fate = random.next()
  if (fate < 0.13 * years) {
    const at = Math.floor(
      signUp.confirmedAt + (site.now - signUp.confirmedAt) * (0.03 + 0.97 * random.next()),
    )
    const method = random.chance(0.6) ? 'one-click' : random.chance(0.9) ? 'link' : 'admin'
    return at < site.now
      ? {...signUp, status: 'unsubscribed', end: {event: 'withdrawn', at, method}}
      : signUp
  }
  if (fate < 0.965) return signUp
  const after = site.campaigns.filter((campaign) => campaign.at > signUp.confirmedAt)
  if (after.length === 0) return signUp
  const campaign = random.pick(after)
  const event = fate < 0.995 ? 'bounced' : 'complained'
  const at = campaign.at + (event === 'bounced' ? 2 : 95) * MINUTE
  return {...signUp, status: event, end: {event, at, method: 'admin', campaign}}
}
