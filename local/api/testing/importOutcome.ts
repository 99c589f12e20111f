import type {SanityClient} from '@sanity/client'
import type {ImportRecord} from '../../../core/imports/importJob.ts'
import {reportRows} from '../../../core/imports/report.ts'
import {eachReportedPage, filesOfImport} from '../../../core/imports/reportedChunks.ts'
import {jobTally} from '../../../core/jobs/jobRecord.ts'
import type {AuditEvent, JobChunk} from '../../../core/sanity.types.generated.ts'
import {readChain} from './testServices.ts'

const tag = {tag: 'leads.test.outcome'}

/** Whose import is looked at, and what differs from one run to another. */
export interface OutcomeCase {
  client: SanityClient
  site: string
  /** Addresses by the keys of the people's documents. */
  addresses: ReadonlyMap<string, string>
  /** ISO 8601, UTC: later moments differ from run to run. */
  since: string
}

const MOMENT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/gu
const ID = /[0-9A-Za-z]{26}/gu

/**
 * A value without what differs between two runs of the same import: keys of people become their addresses,
 * other ids, the site and moments of the run become words.
 */
function comparable(value: unknown, {site, addresses, since}: OutcomeCase): unknown {
  const text = JSON.stringify(value, (name, member: unknown) =>
    name === '_rev' || name === '_createdAt' || name === '_updatedAt' ? undefined : member,
  )
  const plain = text
    .replaceAll(ID, (id) => addresses.get(id) ?? '<id>')
    .replaceAll(MOMENT, (moment) => (moment >= since ? '<now>' : moment))
    .replaceAll(site, '<site>')
  return JSON.parse(plain)
}

/** All documents of a type, read by their ids page by page, in the order of what they say. */
async function documents(one: OutcomeCase, type: string): Promise<unknown[]> {
  const {client, site} = one
  const found: unknown[] = []
  for (let after = ''; ;) {
    const page = await client.fetch<{_id: string}[]>(
      '*[_type == $type && site == $site && _id > $after] | order(_id)[0...2000]',
      {type, site, after},
      tag,
    )
    const last = page.at(-1)
    if (!last) break
    found.push(...page)
    after = last._id
  }
  return sorted(found.map((document) => comparable(document, one)))
}

function sorted(values: readonly unknown[]): unknown[] {
  return values
    .map((value) => JSON.stringify(value))
    .toSorted()
    .map((text): unknown => JSON.parse(text))
}

/** Everything that an import, and what was there before, left of people: nothing twice, nothing lost. */
export async function peopleOutcome(one: OutcomeCase): Promise<Record<string, unknown[]>> {
  return {
    leads: await documents(one, 'lead'),
    subscribers: await documents(one, 'newsletterSubscriber'),
    suppressions: await documents(one, 'suppression'),
    entries: await documents(one, 'leadActivity'),
    mails: await documents(one, 'emailMessage'),
    fields: await documents(one, 'customField'),
    lists: await documents(one, 'leadList'),
  }
}

/** Numbers of a job, what became of each row, and what its chunks recorded. */
export async function jobOutcome(one: OutcomeCase, id: string): Promise<Record<string, unknown>> {
  const {client} = one
  const job = await client.getDocument<ImportRecord>(id, tag)
  if (!job) throw new Error(`There is no ${id}.`)
  const read = (ids: readonly string[]) => client.getDocuments<JobChunk>([...ids], tag)
  const rows: unknown[] = []
  const files = filesOfImport(job)
  for await (const page of eachReportedPage(job, files, read)) {
    for (const chunk of page.chunks) {
      for (const {cells, ...row} of reportRows(chunk)) rows.push({...row, cells: cells.length})
    }
  }
  const {state, counts, totals, moreFailures, failures, waitingFor = null} = job
  const listed = (failures ?? []).length
  return {
    numbers: {state, counts, totals, tally: jobTally(job), failures: listed + (moreFailures ?? 0)},
    waitingFor,
    rows: comparable(rows, one),
  }
}

/** What stands for personal values in the trail; each site has its own. */
const MARK = /#[a-z2-7]{8}\b/gu

/**
 * The events of a site's audit trail, without digests and marks, and how many documents about people all chunks
 * together made. A broken chain throws.
 */
export async function trailOutcome(one: OutcomeCase): Promise<{events: unknown[]; people: number}> {
  const chain = await readChain(one.client, one.site)
  const events = sorted(chain.map((event) => comparable(told(event), one)))
  const people = chain.flatMap(({diff}) => diff.filter(({path}) => path === 'people'))
  return {events, people: people.reduce((sum, {after}) => sum + Number(after), 0)}
}

// Of two rows about a person, each in its own chunk, the one that is done first makes the subscriber.
const DIFFERS = /digest|^people$/iu

function told({action, actor, target, diff}: AuditEvent): unknown {
  const plain = (text = '') => text.replaceAll(MARK, '<mark>')
  const details = diff
    .filter(({path}) => !DIFFERS.test(path))
    .map(({path, before, after}) => ({path, before: plain(before), after: plain(after)}))
  return {action, actor, target: target.type === 'transaction' ? target.type : target, details}
}
