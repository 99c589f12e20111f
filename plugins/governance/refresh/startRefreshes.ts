import type {SanityClient} from '@sanity/client'
import {ulid} from 'ulid'
import {commitOnce, committer} from '../../../core/changes/commitDecision.ts'
import {requestCancel} from '../../../core/jobs/jobTransitions.ts'
import {newRefresh} from '../../../core/shopify/refreshJob.ts'
import type {RuleSettings} from '../../../core/shopify/ruleSettings.ts'
import {writeEach, type SiteWritten} from '../data/writeEach.ts'

/** A site to refresh, and the revision of the rule to follow. */
export interface RefreshTarget {
  site: string
  /** `_rev` of the rule. */
  ruleRev: string
}

/** Who starts refreshes, and how. */
export interface StartOptions {
  client: SanityClient
  /** Whether a superadmin starts them, in the network's workspace. */
  byNetwork: boolean
  userId: string
}

/** A refresh that was started, or why it was not. */
export interface StartedRefresh extends SiteWritten {
  /** Id of the job. */
  id: string
}

/** Starts a refresh of each site. The jobs continue without the page. */
export async function startRefreshes(
  targets: readonly RefreshTarget[],
  options: StartOptions,
): Promise<StartedRefresh[]> {
  const {client, byNetwork, userId} = options
  const jobs = targets.map(({site, ruleRev}) => ({
    site,
    create: newRefresh({site, ulid: ulid(), byNetwork, ruleRev, createdBy: userId}),
  }))
  const written = await writeEach(
    jobs.map(({site, create}) => ({site, mutations: [{create}]})),
    {client, tag: 'leads.sync.refresh'},
  )
  const idOf = new Map(jobs.map(({site, create}) => [site, create._id]))
  return written.map((each) => ({...each, id: idOf.get(each.site) ?? ''}))
}

/**
 * Starts a dry run, which shows what a rule would count and takes no snapshot.
 *
 * @returns the id of the job
 * @throws the client's error when it cannot be started
 */
export async function startDryRun(
  {site, ruleRev}: RefreshTarget,
  settings: RuleSettings,
  {client, byNetwork, userId}: StartOptions,
): Promise<string> {
  const dryRun = {candidate: {...settings}}
  const create = newRefresh({site, ulid: ulid(), byNetwork, ruleRev, dryRun, createdBy: userId})
  await commitOnce(committer(client, 'leads.sync.dry-run', 'sync'), [{create}])
  return create._id
}

/** Requests that refreshes stop; each stops before its next request to a store. */
export function cancelRefreshes(
  refreshes: readonly {site: string; id: string}[],
  client: SanityClient,
): Promise<SiteWritten[]> {
  const writes = refreshes.map(({site, id}) => ({site, mutations: requestCancel({_id: id})}))
  return writeEach(writes, {client, tag: 'leads.sync.cancel'})
}
