import {chunk} from '../../core/documents/chunk.ts'
import {parseJobId} from '../../core/jobs/jobRecord.ts'
import {purge} from '../../core/privacy/erasure.ts'
import {withFound} from '../../core/privacy/privacyRequest.ts'
import type {CustomerSyncRule} from '../../core/sanity.types.generated.ts'
import {switchOff, ruleId} from '../../core/shopify/ruleChange.ts'
import {rangeOf, REFRESHES_QUERY, SHARES_QUERY, SNAPSHOTS_QUERY} from './queries.ts'
import type {RequestRun} from './requestRun.ts'

const AT_ONCE = 100

async function idsOf({services}: RequestRun, query: string, prefix: string): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const page = await services.client.fetch<{_id: string}[]>(query, rangeOf(prefix, ids.at(-1)), {
      tag: 'leads.privacy.store',
    })
    if (page.length === 0) return ids
    ids.push(...page.map(({_id}) => _id))
  }
}

/** What refreshes have counted so far. Its transactions are their own: the trail tells none with shares. */
async function eraseShares(run: RequestRun, refreshId: string): Promise<void> {
  const id = parseJobId(refreshId)
  if (!id) return
  const shares = await idsOf(run, SHARES_QUERY, `${id.site}.chunk.job.${id.ulid}.`)
  for (const piece of chunk(shares, AT_ONCE)) {
    await run.services.client.mutate(piece.map(purge), {
      tag: 'leads.privacy.shares',
      visibility: 'async',
      returnDocuments: false,
    })
  }
}

async function eraseAll(
  run: RequestRun,
  kind: 'refreshes' | 'snapshots',
  ids: readonly string[],
): Promise<void> {
  for (const piece of chunk(ids, AT_ONCE)) {
    await run.commit(async () => {
      const documents = await run.services.client.getDocuments(piece, {
        tag: 'leads.privacy.store',
      })
      const there = documents.flatMap((document) => (document ? [document._id] : []))
      return {
        mutations: there.map(purge),
        progress: withFound(run.progress, kind, there.length),
      }
    })
  }
}

/**
 * Erases what came from a site's store: switches its rule off, and removes refreshes and snapshots. A
 * refresh that is running ends when its document is gone.
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
  const refreshes = await idsOf(run, REFRESHES_QUERY, `${site}.refresh.`)
  for (const id of refreshes) await eraseShares(run, id)
  await eraseAll(run, 'refreshes', refreshes)
  await eraseAll(run, 'snapshots', await idsOf(run, SNAPSHOTS_QUERY, `${site}.snapshot.`))
}
