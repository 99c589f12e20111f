import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import type {BulkTold} from './bulkReport.ts'

const failedLeadsQuery = defineQuery(
  '*[_type == "lead" && site == $site && _id in $ids]{_id, name, email}',
)

/** Programs run a cell that begins with one of these as a formula. */
const FORMULA = /^[=+\-@\t\r]/u

function cell(value: string): string {
  const harmless = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Rows as CSV (RFC 4180) that Excel reads as UTF-8, and in which no cell is run as a formula. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

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

/** Lets the browser save a text as a file. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], {type: 'text/csv;charset=utf-8'}))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it by then; kept, it would stay in memory until the page is closed.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
