import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {audienceFields} from '../../../core/audience/fields.ts'
import {ALL_LEADS, viewToGroq} from '../../../core/audience/leadSelection.ts'
import type {AudienceFilter} from '../../../core/audience/toGroq.ts'
import {LEFT_OUT_SUBSCRIPTIONS} from '../../../core/consent/subscriptionState.ts'
import {fetchByBody} from '../../../core/documents/fetchByBody.ts'

// All of these reject when the signal aborts. Filters come from core and consist of its own
// fragments; all values are parameters.

/** Counts the leads that match an audience. */
export async function fetchAudienceCount(
  client: SanityClient,
  site: string,
  {filter, params}: AudienceFilter,
  signal: AbortSignal,
): Promise<number> {
  const query = `count(*[_type == "lead" && site == $site && (${filter})])`
  const options = {signal, tag: 'leads.audience.count'}
  const count: unknown = await fetchByBody(client, query, {...params, site}, options)
  return z.int().min(0).parse(count)
}

const Reach = z.object({total: z.int().min(0), notMailed: z.int().min(0)})

/** How many leads match, and how many of them get no campaigns. */
export type Reach = z.output<typeof Reach>

/**
 * Counts the leads that match an audience and those of them who get no campaigns, by the leads'
 * copies of the subscription. When a campaign is sent, the subscribers decide.
 */
export async function fetchReach(
  client: SanityClient,
  site: string,
  {filter, params}: AudienceFilter,
  options: {tag: string; signal?: AbortSignal},
): Promise<Reach> {
  const leads = `_type == "lead" && site == $site && (${filter})`
  const query = `{"total": count(*[${leads}]), "notMailed": count(*[${leads} && subscription in $notMailed])}`
  const found: unknown = await fetchByBody(
    client,
    query,
    {...params, site, notMailed: LEFT_OUT_SUBSCRIPTIONS},
    options,
  )
  return Reach.parse(found)
}

/** How many leads a sample has. */
export const SAMPLE_SIZE = 5

const text = z.string().nullish()
const SampleLead = z.object({_id: z.string(), name: text, email: text, company: text, status: text})

/** A lead of a sample. */
export type SampleLead = z.output<typeof SampleLead>

/** The name of a lead where there is room for one line. */
export function leadTitle(lead: Pick<SampleLead, 'name' | 'email'>): string {
  return lead.name?.trim() || lead.email?.trim() || '—'
}

async function fetchNewest(
  client: SanityClient,
  site: string,
  {filter, params}: AudienceFilter,
  options: {tag: string; signal: AbortSignal},
): Promise<SampleLead[]> {
  const query = `*[_type == "lead" && site == $site && (${filter})]
    | order(createdAt desc, _id asc)[0...${SAMPLE_SIZE}]{_id, name, email, company, status}`
  const leads: unknown = await fetchByBody(client, query, {...params, site}, options)
  return z.array(SampleLead).parse(leads)
}

/** Reads the newest of the leads that match an audience. */
export async function fetchAudienceSample(
  client: SanityClient,
  site: string,
  filter: AudienceFilter,
  signal: AbortSignal,
): Promise<SampleLead[]> {
  return fetchNewest(client, site, filter, {tag: 'leads.audience.sample', signal})
}

/** Finds leads like the grid's search. */
export async function searchLeads(
  client: SanityClient,
  site: string,
  search: string,
  signal: AbortSignal,
): Promise<SampleLead[]> {
  const moment = {now: new Date().toISOString(), timeZone: 'UTC', fields: audienceFields()}
  const filter = viewToGroq({...ALL_LEADS, search}, moment)
  return fetchNewest(client, site, filter, {tag: 'leads.audience.find', signal})
}

const explainedLeadQuery = defineQuery(`{
  "lead": *[_type == "lead" && site == $site && _id == $id][0],
  "activities": *[_type == "leadActivity" && site == $site && leadId == $id]
    | order(at desc, _id asc)[0...5000]{leadId, site, kind, at}
}`)

const ExplainedLead = z.object({
  lead: z.record(z.string(), z.unknown()).nullable(),
  activities: z.array(z.record(z.string(), z.unknown())),
})

/** A whole lead and its activities; `lead` is `null` when it is deleted. */
export type ExplainedLead = z.output<typeof ExplainedLead>

/** Reads a lead with the 5,000 newest entries of its timeline, to explain why it is in an audience. */
export async function fetchExplainedLead(
  client: SanityClient,
  site: string,
  id: string,
  signal: AbortSignal,
): Promise<ExplainedLead> {
  const options = {perspective: 'raw', signal, tag: 'leads.audience.why'} as const
  const found: unknown = await client.fetch(explainedLeadQuery, {site, id}, options)
  return ExplainedLead.parse(found)
}
