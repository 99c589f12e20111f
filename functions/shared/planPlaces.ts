import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {hasEnded} from '../../core/jobs/jobRecord.ts'
import {placesId, type KnownPlaces} from '../../core/leads/planPlaces.ts'
import type {Lead, LeadImport, PlanPlaces} from '../../core/sanity.types.generated.ts'
import {readDocuments} from './readDocuments.ts'

/**
 * One query, so that it sees leads and what counts them at the same moment. Leads that were added by hand are
 * left out until they are filed: filing takes their place. One that nobody files counts after a while.
 */
const SEEN_QUERY = defineQuery(`{
  "all": count(*[_type == "lead" && site == $site]),
  "unfiled": count(*[
    _type == "lead" && site == $site && _id > $from && _id < $to
    && source.kind == "manual" && _createdAt > $recent
  ]),
  "written": *[_type == "planPlaces" && _id in $imports]{_id, written},
  "filed": *[_type == "lead" && _id in $leads]._id
}`)

interface Seen {
  all: number
  unfiled: number
  written: {_id: string; written: number | null}[]
  filed: string[]
}

/** After so long a lead that was added by hand and not filed counts as a lead, in milliseconds. */
export const FILING_MS = 600_000

/**
 * Reads which places of a site's plan are taken.
 *
 * @param now - ISO 8601, UTC
 */
export async function readPlaces(
  client: SanityClient,
  {key: site, planLimit: limit}: {key: string; planLimit: number},
  now: string,
): Promise<KnownPlaces> {
  const tag = 'leads.places.read'
  const list = (await client.getDocument<PlanPlaces>(placesId(site), {tag})) ?? null
  const leads = (list?.leads ?? []).flatMap(({id}) => id || [])
  const found = await readDocuments<PlanPlaces>(client, list?.imports ?? [], tag)
  const imports = [...found.values()]
  const jobIds = imports.flatMap(({importId}) => importId ?? [])
  const [jobs, existing, seen] = await Promise.all([
    readDocuments<LeadImport>(client, jobIds, tag),
    readDocuments<Lead>(client, leads, tag),
    client.fetch<Seen>(
      SEEN_QUERY,
      {
        site,
        from: `${site}.lead.0`,
        to: `${site}.lead.1`,
        recent: new Date(Date.parse(now) - FILING_MS).toISOString(),
        imports: imports.map(({_id}) => _id),
        leads,
      },
      {tag: 'leads.places.count'},
    ),
  ])
  return {
    site,
    limit,
    list,
    imports,
    ended: new Set(
      jobIds.filter((id) => {
        const job = jobs.get(id)
        return !job || hasEnded(job)
      }),
    ),
    seen: {
      leads: seen.all - seen.unfiled,
      written: new Map(seen.written.map(({_id, written}) => [_id, written ?? 0] as const)),
      filed: new Set([...seen.filed, ...leads.filter((id) => !existing.has(id))]),
    },
  }
}
