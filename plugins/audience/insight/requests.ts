import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {z} from 'zod'
import {audienceFields} from '../../../core/audience/fields.ts'
import {ALL_LEADS, viewToGroq} from '../../../core/audience/leadSelection.ts'
import type {AudienceFilter} from '../../../core/audience/toGroq.ts'

/** Leads are records without drafts: read as they are stored. */
const RAW = {perspective: 'raw'} as const

/** How many leads a sample shows. */
export const SAMPLE_SIZE = 5

const text = z.string().nullish()
const SampleLead = z.object({_id: z.string(), name: text, email: text, company: text, status: text})

/** A lead of a sample. */
export type SampleLead = z.output<typeof SampleLead>

/** Counts the leads that an audience means. Rejects when the signal aborts. */
export async function fetchAudienceCount(
  client: SanityClient,
  site: string,
  {filter, params}: AudienceFilter,
  signal: AbortSignal,
): Promise<number> {
  // The filter is put together by core from its own fragments; all values are parameters.
  const query = `count(*[_type == "lead" && site == $site && (${filter})])`
  const options = {...RAW, signal, tag: 'leads.audience.count'}
  const count: unknown = await client.fetch(query, {...params, site}, options)
  return z.int().min(0).parse(count)
}

/** Reads the newest of the leads that an audience means. Rejects when the signal aborts. */
export async function fetchAudienceSample(
  client: SanityClient,
  site: string,
  {filter, params}: AudienceFilter,
  signal: AbortSignal,
): Promise<SampleLead[]> {
  const query = `*[_type == "lead" && site == $site && (${filter})]
    | order(createdAt desc, _id asc)[0...${SAMPLE_SIZE}]{_id, name, email, company, status}`
  const options = {...RAW, signal, tag: 'leads.audience.sample'}
  const leads: unknown = await client.fetch(query, {...params, site}, options)
  return z.array(SampleLead).parse(leads)
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

/** A lead whole, and what its timeline holds; `lead` is `null` when it is gone. */
export type ExplainedLead = z.output<typeof ExplainedLead>

/** Reads a lead with the 5,000 newest entries of its timeline, for saying why it is in an audience or not. */
export async function fetchExplainedLead(
  client: SanityClient,
  site: string,
  id: string,
  signal: AbortSignal,
): Promise<ExplainedLead> {
  const options = {...RAW, signal, tag: 'leads.audience.why'}
  const params = {site, id}
  const found: unknown = await client.fetch(explainedLeadQuery, params, options)
  return ExplainedLead.parse(found)
}

/** Finds leads by what the grid's search finds them by. Rejects when the signal aborts. */
export async function searchLeads(
  client: SanityClient,
  site: string,
  search: string,
  signal: AbortSignal,
): Promise<SampleLead[]> {
  const moment = {now: new Date().toISOString(), timeZone: 'UTC', fields: audienceFields()}
  const {filter, params} = viewToGroq({...ALL_LEADS, search}, moment)
  const query = `*[_type == "lead" && site == $site && (${filter})]
    | order(createdAt desc, _id asc)[0...${SAMPLE_SIZE}]{_id, name, email, company, status}`
  const options = {...RAW, signal, tag: 'leads.audience.find'}
  const leads: unknown = await client.fetch(query, {...params, site}, options)
  return z.array(SampleLead).parse(leads)
}
