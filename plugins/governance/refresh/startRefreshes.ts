import type {SanityClient} from '@sanity/client'
import {ulid} from 'ulid'
import {requestCancel} from '../../../core/jobs/jobTransitions.ts'
import {newRefresh} from '../../../core/shopify/refreshJob.ts'
import type {RuleSettings} from '../../../core/shopify/ruleSettings.ts'
import {writeEach, type SiteWritten} from '../policy/writeEach.ts'

/** A site whose customers are to be counted, and the rule that is to be followed. */
export interface RefreshTarget {
  site: string
  /** `_rev` of the rule. */
  ruleRev: string
}

/** Who asks, and how. */
export interface AskingRefresh {
  client: SanityClient
  /** Whether a superadmin asks, from the network's workspace. */
  byNetwork: boolean
  userId: string
  onProgress?: (done: number) => void
}

/** A refresh that was asked for, or why it was not. */
export interface StartedRefresh extends SiteWritten {
  /** Id of the job. */
  id: string
}

/** Asks for a refresh of each of some sites. The jobs go on without the page. */
export async function startRefreshes(
  targets: readonly RefreshTarget[],
  asking: AskingRefresh,
): Promise<StartedRefresh[]> {
  const {client, byNetwork, userId, onProgress} = asking
  const jobs = targets.map(({site, ruleRev}) => ({
    site,
    create: newRefresh({site, ulid: ulid(), byNetwork, ruleRev, createdBy: userId}),
  }))
  const written = await writeEach(
    jobs.map(({site, create}) => ({site, mutations: [{create}]})),
    {client, tag: 'leads.sync.refresh', ...(onProgress ? {onProgress} : {})},
  )
  const idOf = new Map(jobs.map(({site, create}) => [site, create._id]))
  return written.map((each) => ({...each, id: idOf.get(each.site) ?? ''}))
}

/**
 * Asks what a rule would count, without taking a snapshot.
 *
 * @returns the id of the job
 * @throws the client's error when it cannot be asked for
 */
export async function startDryRun(
  {site, ruleRev}: RefreshTarget,
  settings: RuleSettings,
  {client, byNetwork, userId}: AskingRefresh,
): Promise<string> {
  const dryRun = {candidate: {...settings}}
  const create = newRefresh({site, ulid: ulid(), byNetwork, ruleRev, dryRun, createdBy: userId})
  await client.mutate([{create}], {
    returnDocuments: false,
    tag: 'leads.sync.dry-run',
    visibility: 'sync',
  })
  return create._id
}

/** Asks that refreshes be stopped; each stops before its next request to a store. */
export function cancelRefreshes(
  refreshes: readonly {site: string; id: string}[],
  client: SanityClient,
): Promise<SiteWritten[]> {
  const writes = refreshes.map(({site, id}) => ({site, mutations: requestCancel({_id: id})}))
  return writeEach(writes, {client, tag: 'leads.sync.cancel'})
}
