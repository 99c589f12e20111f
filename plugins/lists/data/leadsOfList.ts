import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import {isCreatedByImport, ONLY_FROM_LIST} from '../../../core/changes/lists/listDeletion.ts'
import {chunk} from '../../../core/documents/chunk.ts'
import {readCreatedWith} from '../../../core/history/createdWith.ts'
import {parseImportId} from '../../../core/imports/importJob.ts'
import {tenantDocumentId} from '../../../core/tenancy/documentId.ts'

const pageQuery = `*[_type == "lead" && site == $site && _id > $after && (${ONLY_FROM_LIST})]
  | order(_id asc)[0...5000]{
    _id, _rev, "isUntouched": _createdAt == _updatedAt, "importId": source.importId
  }`

// By ids that only functions write.
const transactionsQuery =
  '*[_type == "jobChunk" && site == $site && string::startsWith(_id, $prefix)].writes[].transaction'

const Page = z.array(
  z.object({
    _id: z.string(),
    _rev: z.string(),
    isUntouched: z.boolean().nullish(),
    importId: z.string(),
  }),
)

type NamedLead = z.infer<typeof Page>[number]

/** Leads whose creation is looked up at a time. */
const AT_ONCE = 600

const OPTIONS = {perspective: 'raw', tag: 'leads.lists.only'} as const

/**
 * Counts the leads that would be deleted with a list. Editors may write where a lead is from, so the history says
 * which import created it, as it does for the function that deletes them. A lead that nobody has changed since an
 * import created it needs no look into the history.
 *
 * @param imports - ids of the list's imports
 */
export async function countOnlyFromList(
  client: SanityClient,
  {site, list, imports}: {site: string; list: string; imports: readonly string[]},
  signal: AbortSignal,
): Promise<number> {
  if (imports.length === 0) return 0
  const options = {...OPTIONS, signal}
  const transactions = new Map<string, ReadonlySet<string>>()
  for (const id of imports) {
    const job = parseImportId(id)
    if (!job || job.site !== site) continue
    const prefix = tenantDocumentId(site, 'chunk', 'job', job.ulid, '')
    const found: unknown = await client.fetch(transactionsQuery, {site, prefix}, options)
    transactions.set(id, new Set(z.array(z.string()).parse(found)))
  }
  const isProven = ({_rev, isUntouched, importId}: NamedLead): boolean =>
    isUntouched === true && transactions.get(importId)?.has(_rev) === true
  let count = 0
  for (let after = ''; ;) {
    const found: unknown = await client.fetch(pageQuery, {site, list, imports, after}, options)
    const page = Page.parse(found)
    const last = page.at(-1)
    if (!last) return count
    after = last._id
    const unsure = page.filter((lead) => !isProven(lead))
    count += page.length - unsure.length
    for (const some of chunk(unsure, AT_ONCE)) {
      signal.throwIfAborted()
      count += await countCreated(client, some)
    }
  }
}

/** How many leads the imports created that they name. */
async function countCreated(client: SanityClient, leads: readonly NamedLead[]): Promise<number> {
  const counts = await Promise.all(
    chunk(leads, 100).map(async (some) => {
      const ids = some.map(({_id}) => _id)
      const created = await readCreatedWith(client, ids)
      return some.filter(({_id, importId}) => isCreatedByImport(importId, created.get(_id))).length
    }),
  )
  return counts.reduce((sum, each) => sum + each, 0)
}
