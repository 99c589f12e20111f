import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {csvText} from '../../../core/spreadsheet/csvText.ts'
import type {BulkTold} from './bulkReport.ts'

const failedLeadsQuery = defineQuery(
  '*[_type == "lead" && site == $site && _id in $ids]{_id, name, email}',
)

/**
 * A file of the leads that a bulk change failed at, each with its reason. Their names are asked for
 * now; a lead that is gone is listed by its id.
 */
export async function failuresCsv(
  client: SanityClient,
  site: string,
  failures: readonly BulkTold[],
): Promise<string> {
  const found = new Map<string, {name: string | null; email: string | null}>()
  for (let from = 0; from < failures.length; from += 1000) {
    const ids = failures.slice(from, from + 1000).map(({id}) => id)
    const leads = await client.fetch<{_id: string; name: string | null; email: string | null}[]>(
      failedLeadsQuery,
      {site, ids},
      {perspective: 'raw', tag: 'leads.bulk.failures'},
    )
    for (const lead of leads) found.set(lead._id, lead)
  }
  const rows = failures.map(({id, reason}) => {
    const lead = found.get(id)
    return [lead?.name ?? '', lead?.email ?? '', reason, id]
  })
  return csvText([['Name', 'E-mail', 'Reason', 'Lead'], ...rows])
}
