import {entryText} from '../../../core/people/entryTexts.ts'
import {z} from 'zod'
import {activity} from '../../../core/changes/activity.ts'
import {rowsParser} from '../../../core/jobs/jobChunk.ts'
import {deterministicUlid} from '../../../core/people/ulid.ts'
import type {Lead} from '../../../core/sanity.types.generated.ts'
import {clientAs} from '../../../local/api/testing/testServices.ts'
import type {JobKind} from './jobKind.ts'
import {describeJobKind} from '../../../local/api/testing/describeJobKind.ts'
import {runJob} from './runJob.ts'

interface Row {
  row: number
  name: string
}

interface Plan {
  count: number
}

const Intent = z.object({count: z.number()})
const Item = z.object({row: z.number(), name: z.string()})
const PAGE = 60
const tag = {tag: 'leads.test.rows'}

/** A kind of job that has nothing in common with bulk changes: it makes leads of rows. */
const ROWS: JobKind<Row, Plan, ReadonlySet<string>, null> = {
  name: 'import',
  parseRows: rowsParser(Item, z.null()),
  chunkSize: 20,
  idOf: ({row}) => String(row),
  open: async ({intent}) => Intent.parse(JSON.parse(intent)),
  page: async (_run, {count}, after) => {
    const start = Number(after || '0')
    const end = Math.min(count, start + PAGE)
    const items = Array.from({length: end - start}, (_, index) => ({
      row: start + index,
      name: `Row ${start + index}`,
    }))
    return {groups: [{items}], after: end < count ? String(end) : null}
  },
  read: async (run, _plan, items) => {
    const ids = items.map(({row}) => leadId(run.jobId, row))
    const found = await run.services.client.getDocuments<Lead>(ids, tag)
    return new Set(found.flatMap((lead) => (lead ? [lead._id] : [])))
  },
  decide: (run, _plan, {row, name}, found) => {
    const id = leadId(run.jobId, row)
    if (found.has(id)) return {kind: 'unchanged', id: String(row)}
    const lead = {_id: id, _type: 'lead', site: run.id.site, name, status: 'new'}
    const entry = activity({
      site: run.id.site,
      personKey: key(run.jobId, row),
      leadId: id,
      // A new one each time, so that what is done twice shows.
      ulid: deterministicUlid(Date.now(), `${Math.random()}`),
      kind: 'import',
      at: run.services.now(),
      actor: run.actor,
      text: entryText('entry.import.undone'),
      jobId: run.jobId,
    })
    const mutations = [{create: lead}, {createIfNotExists: entry}]
    return {kind: 'changed', id: String(row), mutations, undo: null}
  },
  finish: async (run, _plan, chunks) => {
    const memberCount = chunks.reduce((sum, {undo}) => sum + undo.length, 0)
    return [{create: {...list(run.jobId), memberCount}}]
  },
}

function key(jobId: string, row: number): string {
  return deterministicUlid(0, `${jobId} ${row}`)
}

function leadId(jobId: string, row: number): string {
  return `artameta.lead.${key(jobId, row)}`
}

/** The list that a job makes of its rows. */
function list(jobId: string) {
  return {_id: `artameta.list.${key(jobId, -1)}`, _type: 'leadList', site: 'artameta'}
}

let made = 0

describeJobKind({
  name: 'of a test, with rows for items',
  ask: async (stack, count) => {
    made += 1
    const job = {
      _id: `artameta.import.${deterministicUlid(Date.UTC(2026, 10, 1), `rows-${made}`)}`,
      _type: 'leadImport',
      site: 'artameta',
      title: 'Rows',
      state: 'queued',
      way: 'function',
      turn: 0,
      totals: {total: 0, succeeded: 0, failed: 0, skipped: 0},
      unchanged: 0,
      moreFailures: 0,
      createdBy: 'artameta-editor',
      intent: JSON.stringify({count}),
    }
    await clientAs(stack, 'artameta-editor').create(job, tag)
    return job._id
  },
  run: (services, jobId, elapsed, budgetMs) => runJob(services, ROWS, jobId, elapsed, budgetMs),
  done: (stack, jobId) =>
    stack.client.fetch<string[]>(
      '*[_type == "leadActivity" && jobId == $jobId].leadId',
      {jobId},
      tag,
    ),
  whole: async (stack, jobId) => {
    const found = await stack.client.getDocument(list(jobId)._id, tag)
    return found ? [found['memberCount']] : []
  },
})
