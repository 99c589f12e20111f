import {EVERYBODY} from '../../core/audience/definition.ts'
import type {BulkAction, BulkTargets} from '../../core/changes/bulk/bulkIntent.ts'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import type {NewDocument} from '../../core/changes/mutation.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import {mirrorLead} from '../../functions/mirror-subscription/handler.ts'
import {refreshSegments} from '../../functions/refresh-segments/handler.ts'
import {runBulkChange} from '../../functions/run-bulk-change/handler.ts'
import {clientAs, functionServicesOf, recordTrails} from '../api/testing/testServices.ts'
import type {TestStack} from '../api/testing/testStack.ts'
import {HOME, OTHER} from './callers.ts'
import {leadOf, peopleOf, STANDINGS} from './people.ts'

const TAG = {tag: 'leads.test.attacks'}
const AT = Date.UTC(2026, 0, 1)

/** Further leads of each site; no two sites have the same number. */
const MORE_LEADS: Readonly<Record<string, number>> = {[HOME]: 5, [OTHER]: 31}

/** Key of a document of a site, by what it is. */
export function keyOf(...name: string[]): string {
  return deterministicUlid(AT, ...name)
}

function moreLeads(site: string): NewDocument[] {
  return Array.from({length: MORE_LEADS[site] ?? 0}, (_, index) => ({
    _id: `${site}.lead.${keyOf(site, 'lead', String(index))}`,
    _type: 'lead',
    site,
    email: `lead${index}@${site}.example`,
    status: 'new',
    engagement: 'none',
    tags: [],
    lists: [],
    campaigns: [],
    createdAt: new Date(AT).toISOString(),
    subscription: 'none',
  }))
}

function sharedWork(site: string): NewDocument[] {
  const segmentId = `${site}.segment.${keyOf(site, 'everybody')}`
  const rule = {id: 'r', field: 'segment', operator: 'anyOf', value: [segmentId]}
  const audience = {version: 1, root: {id: 'root', combinator: 'and', rules: [rule]}}
  const admin = `${site}-admin`
  return [
    {
      _id: segmentId,
      _type: 'segment',
      site,
      title: 'Everybody',
      definition: JSON.stringify(EVERYBODY),
      definitionVersion: 1,
    },
    {
      _id: `${site}.campaign.${keyOf(site, 'campaign')}`,
      _type: 'campaign',
      site,
      title: 'To everybody',
      status: 'draft',
      audience: JSON.stringify(audience),
    },
    {
      _id: `${site}.list.${keyOf(site, 'list')}`,
      _type: 'leadList',
      site,
      title: 'A list',
      memberCount: {value: 0, at: new Date(AT).toISOString()},
    },
    {
      _id: `${site}.view.${keyOf(site, 'view')}`,
      _type: 'savedView',
      site,
      title: 'A view',
      address: 'sort=name',
      createdBy: admin,
      lock: {by: admin, at: new Date(AT).toISOString()},
    },
    {
      _id: `${site}.rule.customers`,
      _type: 'customerSyncRule',
      site,
      mode: 'disabled',
      redactionLevel: 'full',
      tenantMayEdit: false,
    },
  ]
}

/** A bulk change that an administrator asked for, and that was carried out. */
async function finishedJob(stack: TestStack, site: string, action: BulkAction, lead: string) {
  const user = `${site}-admin`
  const targets: BulkTargets = {kind: 'ids', ids: [lead]}
  const job = newBulkJob({
    site,
    ulid: keyOf(site, 'job', action.kind),
    intent: {version: 1, action, targets},
    createdBy: user,
    way: 'function',
    now: new Date().toISOString(),
  })
  await clientAs(stack, user).create(job, TAG)
  const result = await runBulkChange(functionServicesOf(stack), job._id, () => 0)
  if (result !== 'finished') throw new Error(`The job ended as ${result}.`)
  return job._id
}

/** The state before the attacks. */
export interface World {
  /** Ids of the jobs of administrators that were carried out. */
  jobs: Readonly<Record<string, {tagged: string; deleted: string}>>
}

/**
 * Creates two sites with people, shared work and jobs, runs the functions and records the trails: from
 * then on nothing happens by itself.
 */
export async function makeWorld(stack: TestStack): Promise<World> {
  const jobs: Record<string, {tagged: string; deleted: string}> = {}
  await stack.client.create({_id: 'network.settings', _type: 'networkSettings'}, TAG)
  for (const site of [HOME, OTHER]) {
    const documents = [...peopleOf(site), ...moreLeads(site), ...sharedWork(site)]
    await stack.client.mutate(
      documents.map((document) => ({create: document})),
      {...TAG, returnDocuments: false},
    )
    const [first, second] = moreLeads(site)
    if (!first || !second) throw new Error(`${site} has no leads.`)
    jobs[site] = {
      tagged: await finishedJob(stack, site, {kind: 'addTag', tag: 'theirs'}, first._id),
      deleted: await finishedJob(stack, site, {kind: 'delete'}, second._id),
    }
    for (const standing of STANDINGS)
      await mirrorLead(functionServicesOf(stack), leadOf(site, standing))
  }
  await stack.settled()
  await refreshSegments(functionServicesOf(stack), () => 0)
  await recordTrails(stack)
  await stack.settled()
  return {jobs}
}
