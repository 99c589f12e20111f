import {LOCAL_SECRET} from '../secret.ts'
import {customerDocuments} from './customerDocuments.ts'
import type {DemoDocument, DemoLead} from './documents.ts'
import {personDocuments} from './personDocuments.ts'
import {createSiteContext, type SiteContext} from './siteContext.ts'
import {siteDocuments, spamSubmission} from './siteDocuments.ts'
import type {DemoSiteProfile} from './siteProfile.ts'
import {artameta} from './sites/artameta.ts'
import {bluefern} from './sites/bluefern.ts'
import {northpeak} from './sites/northpeak.ts'

/** The demo sites; the first gets most of the leads. */
export const DEMO_SITES: readonly DemoSiteProfile[] = [artameta, bluefern, northpeak]

/** Up to this many leads, every one comes with its whole history. */
export const FULL_HISTORY_LEADS = 20_000

/** Customers that each demo store has in the local shop. */
export const STORE_CUSTOMERS = 20_000

/** How much demo data to create, and for which day. */
export interface DemoOptions {
  /** At least 1. */
  leads: number
  /** Reference time; cut to its UTC day, which ends the two years of history. */
  now: Date
  /** Base of the demo pages, as `http://localhost:3904`. */
  siteUrl: string
  /** Master secret of person keys; the local stack's unless given. */
  secret?: string
  /** Customers of each store; {@link STORE_CUSTOMERS} unless given. */
  customers?: number
  /** Up to this many leads, every one has its history; {@link FULL_HISTORY_LEADS} unless given. */
  fullHistoryUpTo?: number
}

/** How many leads and other documents each site gets. */
export interface DemoPlan {
  /** Leads of each of {@link DEMO_SITES}, in order. */
  leads: readonly number[]
  /** Spam submissions of each site. */
  spam: readonly number[]
  /** How many history documents may be made in all. */
  history: number
}

/**
 * Divides leads among the sites. Up to {@link FULL_HISTORY_LEADS} they split 70 : 20 : 10 and all
 * have their history. Beyond, the data is for measuring: the first site gets all `leads`, the
 * others 2 % and 1 % more, and history is made for as many people as bring the whole to 1.2
 * documents a lead.
 */
export function demoPlan(leads: number, fullHistoryUpTo = FULL_HISTORY_LEADS): DemoPlan {
  if (!Number.isInteger(leads) || leads < 1) {
    throw new RangeError(`${leads} is not a number of leads. Give a whole number from 1.`)
  }
  if (leads <= fullHistoryUpTo) {
    const second = Math.floor(leads * 0.2)
    const third = Math.floor(leads * 0.1)
    const shares = [leads - second - third, second, third]
    return {
      leads: shares,
      spam: shares.map((count) => Math.ceil(count * 0.03)),
      history: Number.POSITIVE_INFINITY,
    }
  }
  const shares = [leads, Math.floor(leads * 0.02), Math.floor(leads * 0.01)]
  const fixed = shares.reduce((sum, count) => sum + count, 0)
  return {leads: shares, spam: [0, 0, 0], history: Math.floor(leads * 1.2) - fixed}
}

/** A round number well above a count of leads, as a plan's limit would be. */
function planLimitFor(leads: number): number {
  const magnitude = 10 ** Math.max(3, Math.floor(Math.log10(leads)))
  return Math.ceil((leads * 1.25) / magnitude) * magnitude
}

function count(tally: Map<string, number>, key: string): void {
  tally.set(key, (tally.get(key) ?? 0) + 1)
}

function* peopleOf(
  site: SiteContext,
  leads: number,
  budget: {left: number},
): Generator<DemoDocument> {
  const tally = {
    leads: budget.left === Number.POSITIVE_INFINITY ? leads : null,
    imported: new Map<string, number>(),
    listed: new Map<string, number>(),
  }
  const note = (lead: DemoLead, importId: string | undefined) => {
    if (importId) count(tally.imported, importId)
    for (const list of lead.lists ?? []) count(tally.listed, list)
  }
  for (let index = 0; index < leads; index++) {
    const {lead, history, importId} = personDocuments(site, index)
    note(lead, importId)
    yield lead
    if (budget.left <= 0) continue
    const documents = history()
    budget.left -= documents.length
    yield* documents
  }
  yield* siteDocuments(site, tally)
}

/**
 * Generates the demo data document by document, in constant memory. A person's documents depend only on
 * the site, their number, the reference day and the secret, so more leads add people and change nobody;
 * only counts of lists, imports and segments change.
 */
export function* demoDocuments(options: DemoOptions): Generator<DemoDocument> {
  const {leads, siteUrl, secret = LOCAL_SECRET, customers = STORE_CUSTOMERS} = options
  const plan = demoPlan(leads, options.fullHistoryUpTo)
  const now = Math.floor(options.now.getTime() / 86_400_000) * 86_400_000
  const budget = {left: plan.history}
  for (const [place, profile] of DEMO_SITES.entries()) {
    const own = plan.leads[place] ?? 0
    const planLimit = planLimitFor(Math.max(own, 1000))
    const site = createSiteContext(profile, {now, siteUrl, planLimit, secret})
    yield site.site
    yield* peopleOf(site, own, budget)
    yield* customerDocuments(site, customers)
    const spam = plan.spam[place] ?? 0
    for (let index = 0; index < spam; index++) yield spamSubmission(site, index)
  }
}
