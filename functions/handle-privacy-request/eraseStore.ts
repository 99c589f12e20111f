import {chunk} from '../../core/documents/chunk.ts'
import {parseJobId} from '../../core/jobs/jobRecord.ts'
import {purge} from '../../core/privacy/erasure.ts'
import {withFound} from '../../core/privacy/privacyRequest.ts'
import type {CustomerSyncRule} from '../../core/sanity.types.generated.ts'
import {ruleId, switchOff} from '../../core/shopify/ruleChange.ts'
import {CHUNKS_QUERY, idRange, REFRESHES_QUERY, SNAPSHOTS_QUERY} from './readPages.ts'
import type {RequestRun} from './requestRun.ts'

/** Documents that one transaction erases. */
const ERASED_AT_ONCE = 100

/**
 * Erases what came from a site's store: switches its rule off, and removes refreshes and snapshots. A
 * running refresh ends when its document is gone.
 */
export async function eraseStore(run: RequestRun): Promise<void> {
  const {services, site} = run
  await run.commit(async () => {
    const rule = await services.client.getDocument<CustomerSyncRule>(ruleId(site), {
      tag: 'leads.privacy.rule',
    })
    const mutations = rule ? switchOff(site, rule) : []
    return {mutations, progress: withFound(run.progress, 'rules', mutations.length)}
  })
  const refreshes = await readIds(run, REFRESHES_QUERY, `${site}.refresh.`)
  for (const id of refreshes) await eraseChunks(run, id)
  await eraseAll(run, 'refreshes', refreshes)
  await eraseAll(run, 'snapshots', await readIds(run, SNAPSHOTS_QUERY, `${site}.snapshot.`))
}

async function readIds({services}: RequestRun, query: string, prefix: string): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const page = await services.client.fetch<{_id: string}[]>(query, idRange(prefix, ids.at(-1)), {
      tag: 'leads.privacy.store',
    })
    if (page.length === 0) return ids
    ids.push(...page.map(({_id}) => _id))
  }
}

/** Erases what a refresh counted so far, in transactions of its own: the trail reads none with chunks. */
async function eraseChunks(run: RequestRun, refreshId: string): Promise<void> {
  const id = parseJobId(refreshId)
  if (!id) return
  const chunks = await readIds(run, CHUNKS_QUERY, `${id.site}.chunk.job.${id.ulid}.`)
  for (const ids of chunk(chunks, ERASED_AT_ONCE)) {
    await run.services.client.mutate(ids.map(purge), {
      tag: 'leads.privacy.shares',
      visibility: 'async',
      returnDocuments: false,
    })
  }
}

async function eraseAll(
  run: RequestRun,
  kind: 'refreshes' | 'snapshots',
  all: readonly string[],
): Promise<void> {
  for (const ids of chunk(all, ERASED_AT_ONCE)) {
    await run.commit(async () => {
      const documents = await run.services.client.getDocuments(ids, {tag: 'leads.privacy.store'})
      const existing = documents.flatMap((document) => (document ? [document._id] : []))
      return {
        mutations: existing.map(purge),
        progress: withFound(run.progress, kind, existing.length),
      }
    })
  }
}
