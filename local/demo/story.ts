import {UNCONFIRMED_RETENTION_MS} from '../../core/changes/expireConfirmation.ts'
import type {DemoSubscriberStatus} from './documents.ts'
import {type DemoPerson, personAt} from './person.ts'
import type {Random} from './random.ts'
import type {RunImport, SentCampaign, SiteContext} from './siteContext.ts'
import type {DemoVisit} from './siteProfile.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** How somebody became a lead. */
export type StoryOrigin = 'enquiry' | 'newsletter' | 'import' | 'manual'

/** A move along the site's statuses. */
export interface StoryStep {
  at: number
  /** Values of {@link DemoLeadStatus}. */
  from: string
  to: string
}

/** An e-mail and what its reader did; times in milliseconds. */
export interface StoryEmail {
  at: number
  campaign?: SentCampaign
  openedAt?: number
  clickedAt?: number
  repliedAt?: number
  bouncedAt?: number
  complainedAt?: number
}

/** Everything that happened between a site and one person, before it becomes documents. */
export interface Story {
  person: DemoPerson
  /** What the site knows of the person besides the address. */
  knows: {name: boolean; work: boolean; phone: boolean}
  origin: StoryOrigin
  visit: DemoVisit
  createdAt: number
  run?: RunImport
  /** When they sent the site's lead form. */
  enquiries: number[]
  signUp?: SignUp
  steps: StoryStep[]
  status: string
  emails: StoryEmail[]
  notes: number[]
  /** Put on the suppression list by hand. */
  suppressedAt?: number
}

const ORIGINS: readonly (readonly [StoryOrigin, number])[] = [
  ['enquiry', 41],
  ['newsletter', 37],
  ['import', 17],
  ['manual', 5],
]

/** How likely somebody follows up. */
const FOLLOW_UP: Record<StoryOrigin, number> = {
  enquiry: 0.93,
  manual: 0.95,
  import: 0.34,
  newsletter: 0.12,
}

function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random.next()) * mean
}

/** Draws the story of a site's person number `index`; nothing in it is later than the reference day. */
export function drawStory(site: SiteContext, index: number, random: Random): Story {
  const person = personAt(site.pools, index, random)
  const origin = random.weighted(ORIGINS)
  const run = origin === 'import' ? random.pick(site.imports) : undefined
  const createdAt = run
    ? run.at + random.int(4 * MINUTE)
    : site.calendar.moment(random, origin === 'newsletter' ? 'leisure' : 'work')
  const enquiries = origin === 'enquiry' ? drawEnquiries(site, createdAt, random) : []
  const signUp = drawSignUp(site, origin, createdAt, random)
  const {steps, status} = drawSteps(site, origin, createdAt, random)
  const suppressed = !signUp && random.chance(0.006)
  const emails = suppressed ? [] : drawEmails(site, steps, signUp, random)
  const suppressedAt = suppressed ? createdAt + (site.now - createdAt) * random.next() : undefined
  return {
    person,
    knows: {
      name: origin !== 'newsletter' || random.chance(0.6),
      work: origin !== 'newsletter' || random.chance(0.25),
      phone: origin !== 'newsletter' && random.chance(0.5),
    },
    origin,
    visit: random.weighted(site.profile.visits),
    createdAt,
    ...(run && {run}),
    enquiries,
    ...(signUp && {signUp}),
    steps,
    status,
    emails,
    notes: steps.filter(() => random.chance(0.16)).map((step) => step.at + 20 * MINUTE),
    ...(suppressedAt && {suppressedAt: Math.floor(suppressedAt)}),
  }
}

function drawEnquiries(site: SiteContext, createdAt: number, random: Random): number[] {
  const again = createdAt + Math.floor((1 + exponential(random, 60)) * DAY)
  return random.chance(0.09) && again < site.now ? [createdAt, again] : [createdAt]
}

function drawSteps(
  site: SiteContext,
  origin: StoryOrigin,
  createdAt: number,
  random: Random,
): {steps: StoryStep[]; status: string} {
  const steps: StoryStep[] = []
  const [first] = site.open
  let status = first?.value ?? ''
  let at = createdAt
  for (let place = 0; place < site.open.length; place++) {
    if (!random.chance(place === 0 ? FOLLOW_UP[origin] : 0.76)) break
    const days = place === 0 ? exponential(random, 1.1) : 2 + exponential(random, 11)
    const next = site.calendar.workday(random, at, days)
    if (next >= site.now) break
    const last = place === site.open.length - 1
    const lost = random.chance(place === 0 ? 0.07 : 0.2)
    const target = lost ? site.lost : last ? site.won : site.open[place + 1]
    if (!target) break
    steps.push({at: next, from: status, to: target.value})
    status = target.value
    at = next
    if (lost) break
  }
  return {steps, status}
}

function drawEmails(
  site: SiteContext,
  steps: readonly StoryStep[],
  signUp: SignUp | undefined,
  random: Random,
): StoryEmail[] {
  const [contact] = steps
  const personal = contact
    ? [read(site, {at: contact.at + 5 * MINUTE}, random, 0.74, steps.length > 1 ? 0.55 : 0.1)]
    : []
  const mailings = site.campaigns.flatMap((campaign) => {
    if (!signUp?.confirmedAt || campaign.at < signUp.confirmedAt) return []
    const end = signUp.end
    if (end?.campaign === campaign) {
      const when = end.at
      const email: StoryEmail = {at: campaign.at, campaign}
      return [
        end.event === 'bounced' ? {...email, bouncedAt: when} : {...email, complainedAt: when},
      ]
    }
    if (end && end.at < campaign.at) return []
    return random.chance(0.25) ? [read(site, {at: campaign.at, campaign}, random, 0.46, 0.02)] : []
  })
  return [...personal, ...mailings]
}

function read(
  site: SiteContext,
  email: StoryEmail,
  random: Random,
  opens: number,
  replies: number,
): StoryEmail {
  const openedAt = email.at + Math.floor(exponential(random, 9) * 60 * MINUTE) + MINUTE
  if (openedAt >= site.now || !random.chance(opens)) return email
  const clickedAt = openedAt + (1 + random.int(12)) * MINUTE
  const repliedAt = openedAt + (20 + random.int(900)) * MINUTE
  return {
    ...email,
    openedAt,
    ...(clickedAt < site.now && random.chance(0.27) && {clickedAt}),
    ...(repliedAt < site.now && random.chance(replies) && {repliedAt}),
  }
}

/** A newsletter subscription; times in milliseconds. */
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

/** Draws a subscription; `undefined` for none. */
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
