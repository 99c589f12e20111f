import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {siteCustomFields} from '../../core/audience/siteFields.ts'
import {problem} from '../../core/problems/problem.ts'
import {listsOfRows} from '../../core/changes/lists/listCounts.ts'
import {commitOnce, committer} from '../../core/changes/commitDecision.ts'
import {takenName} from '../../core/imports/checkMapping.ts'
import {isTrueStatement, keepStatement} from '../../core/imports/consentStatement.ts'
import {compileMapping, type RowConverter} from '../../core/imports/convertRow.ts'
import {parseImportId} from '../../core/imports/importJob.ts'
import {parseImportIntent, type RowsToImport} from '../../core/imports/importPlan.ts'
import {CHUNK_RETENTION_MS, chunkIds} from '../../core/jobs/jobChunk.ts'
import {checkpointOf, hasEnded, type JobId} from '../../core/jobs/jobRecord.ts'
import {leadStatuses} from '../../core/people/leadStatus.ts'
import {normalizeEmail} from '../../core/people/normalizeEmail.ts'
import type {JobChunk, LeadImport} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, parseIdOfKind} from '../../core/tenancy/documentId.ts'
import type {DocumentKind} from '../../core/tenancy/kinds.ts'
import {JobRefusal, type JobRun} from '../shared/jobs/jobKind.ts'
import {readDocuments} from '../shared/readDocuments.ts'
import {readCreatedWork} from '../shared/createdWork.ts'
import {takePlaces, type TakenPlaces} from './takePlaces.ts'

/** The rows of files, checked. */
export interface RowsPlan {
  kind: 'rows'
  rows: RowsToImport
  /** Number of the first row of each uploaded chunk. */
  firstRows: readonly number[]
  /** Places of the site's plan; `null` for a check, and where the site has no limit. */
  places: TakenPlaces | null
  /** Converts the rows of each file. */
  converters: readonly RowConverter[]
  /** Ids of leads that were made by hand, by their normalised addresses. */
  handMade: ReadonlyMap<string, string>
}

/** An earlier import that is to be undone. */
export interface UndoPlan {
  kind: 'undo'
  importId: string
  chunkIds: readonly string[]
  /** Ids of the transactions in which it wrote leads. */
  transactions: ReadonlySet<string>
}

/** An import whose instruction was checked. */
export type ImportPlan = RowsPlan | UndoPlan

/**
 * Checks that an import can and may be carried out. Functions have rights of their own, so the store says
 * what its author may do: the id of the document, which only administrators can create for an undo.
 *
 * @throws JobRefusal when it cannot or may not
 */
export async function openImport(run: JobRun): Promise<ImportPlan> {
  const id = parseImportId(run.jobId)
  const intent = parseImportIntent(run.intent)
  if (!id) throw new JobRefusal(problem('job.site-gone'))
  if (!intent) throw new JobRefusal(problem('import.instruction-unreadable'))
  const {work} = intent
  if (id.isUndo !== (work.kind === 'undo')) {
    throw new JobRefusal(problem('import.undo-administrators-only'))
  }
  return work.kind === 'undo' ? openUndo(run, work.importId) : openRows(run, work)
}

/** The instruction without its chunks and single decisions: each transaction writes the document. */
export function storedIntent(plan: ImportPlan): string {
  const work =
    plan.kind === 'undo'
      ? {kind: 'undo', importId: plan.importId}
      : {...plan.rows, chunks: [], choices: {...plan.rows.choices, rows: {}}}
  return JSON.stringify({version: 1, work})
}

async function openRows(run: JobRun, rows: RowsToImport): Promise<RowsPlan> {
  const {site, services} = run
  const {files, chunks, consent, mode} = rows
  if (chunks.some(({file}) => file >= files.length)) {
    throw new JobRefusal(problem('import.file-missing'))
  }
  for (const {mapping} of files) {
    const taken = takenName(mapping)
    if (taken) throw new JobRefusal(problem('import.name-taken', {...taken}))
  }
  if (consent && !isTrueStatement(site, consent)) {
    throw new JobRefusal(problem('import.consent-text-unknown'))
  }
  if (consent && Date.parse(consent.at) > Date.parse(services.now())) {
    throw new JobRefusal(problem('import.consent-future'))
  }
  await checkTargets(run, rows)
  const firstRows: number[] = []
  let total = 0
  for (const chunk of chunks) {
    firstRows.push(total)
    total += chunk.rows
  }
  const places = mode === 'write' ? await takePlaces(run, rows, total) : null
  if (mode === 'write' && consent) {
    const store = committer(services.client, 'leads.import.statement', 'async')
    await commitOnce(store, [keepStatement(site, run.id.ulid, consent, services.now())])
  }
  return {
    kind: 'rows',
    rows,
    firstRows,
    places,
    converters: convertersOf(run, rows),
    handMade: await readHandMade(run),
  }
}

function convertersOf({site, startedMs}: JobRun, {files, lists}: RowsToImport): RowConverter[] {
  const customTypes = new Map(siteCustomFields(site).map(({name, type}) => [name, type] as const))
  return files.map(({mapping, subscription, timeZone, lists: fileLists = []}) => {
    try {
      return compileMapping(mapping, {
        statuses: leadStatuses(site).map(({value}) => value),
        lists,
        fileLists,
        timeZone,
        subscription,
        members: null,
        now: new Date(startedMs).toISOString(),
        customTypes,
      })
    } catch (error) {
      if (error instanceof RangeError) throw new JobRefusal(problem('import.time-zone-unknown'))
      throw error
    }
  })
}

/**
 * Refuses lists and campaigns that are of another site, or gone. They are looked for before each chunk:
 * somebody may delete them meanwhile.
 *
 * @throws JobRefusal then
 */
export async function checkTargets(run: JobRun, rows: RowsToImport): Promise<void> {
  // The lists that an import creates are not there yet when its rows are checked.
  const mustExist = rows.mode === 'write'
  await checkKind(run, 'list', listsOfRows(rows), mustExist)
  await checkKind(run, 'campaign', rows.add.campaigns, mustExist)
}

async function checkKind(
  {services, site}: JobRun,
  kind: DocumentKind & ('list' | 'campaign'),
  ids: readonly string[],
  mustExist: boolean,
): Promise<void> {
  const refusal = new JobRefusal(problem(`import.${kind}-gone`))
  if (ids.some((id) => parseIdOfKind(id, kind)?.site !== site.key)) throw refusal
  if (!mustExist || ids.length === 0) return
  const found = await readDocuments<{_id: string}>(services.client, ids, 'leads.import.targets')
  const isThere = (id: string) => {
    const document = found.get(id)
    return document !== undefined && isDocumentOfKind(document, kind)
  }
  if (!ids.every(isThere)) throw refusal
}

/** Leads made by hand have a ULID for a key: until the year 3084 it begins with a digit no other key has. */
const HAND_MADE_QUERY = defineQuery(`*[
  _type == "lead" && site == $site && _id > $after && _id < $end && defined(email)
] | order(_id asc)[0...5000]{_id, email}`)

/** Reads which people were made leads by hand: their ids do not follow from their addresses. */
async function readHandMade({services, site}: JobRun): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  let after = `${site.key}.lead.0`
  for (;;) {
    const params = {site: site.key, after, end: `${site.key}.lead.1`}
    const page = await services.client.fetch<{_id: string; email: unknown}[]>(
      HAND_MADE_QUERY,
      params,
      {tag: 'leads.import.handmade'},
    )
    for (const {_id, email} of page) {
      // Editors write leads, with anything for an address.
      const address = normalizeEmail(typeof email === 'string' ? email : '')
      if (!address.ok || parseIdOfKind(_id, 'lead')?.site !== site.key) continue
      if (!found.has(address.email)) found.set(address.email, _id)
    }
    const last = page.at(-1)
    if (!last) return found
    after = last._id
  }
}

// By ids that only functions write.
const TRANSACTIONS_QUERY = defineQuery(`*[
  _type == "jobChunk" && site == $site && string::startsWith(_id, $prefix)
].writes[].transaction`)

/** How long a query may not see what was written, in milliseconds, with some to spare. */
const QUERY_LAG_MS = 60_000

/** Ids of the transactions in which the chunks of an import were written. */
async function readTransactions(
  client: SanityClient,
  {site, ulid}: JobId,
  ids: readonly string[],
  isNew: boolean,
): Promise<Set<string>> {
  if (isNew) {
    const chunks = await readDocuments<JobChunk>(client, ids, 'leads.import.transactions')
    const writes = [...chunks.values()].flatMap((each) => each.writes ?? [])
    return new Set(writes.map(({transaction}) => transaction))
  }
  const params = {site, prefix: `${site}.chunk.job.${ulid}.`}
  const tag = 'leads.import.transactions'
  return new Set(await client.fetch<string[]>(TRANSACTIONS_QUERY, params, {tag}))
}

/** Finds an import of the site that can be undone. */
async function openUndo(run: JobRun, earlierId: string): Promise<UndoPlan> {
  const {client, now} = run.services
  const id = parseImportId(earlierId)
  if (id?.site !== run.site.key || id.isUndo) {
    throw new JobRefusal(problem('import.earlier-foreign'))
  }
  const job = await client.getDocument<LeadImport>(earlierId, {tag: 'leads.import.earlier'})
  if (!job || !isDocumentOfKind(job, 'import')) throw new JobRefusal(problem('import.earlier-gone'))
  if (!hasEnded(job)) throw new JobRefusal(problem('import.running'))
  const age = Date.parse(now()) - Date.parse(job._createdAt)
  if (age > CHUNK_RETENTION_MS) {
    throw new JobRefusal(problem('import.undo-expired'))
  }
  // The author of the import may write anything into its document since, such as that it has no chunks.
  const work = (await readCreatedWork(client, earlierId))?.work
  const count = work?.kind === 'rows' ? work.chunks.length : checkpointOf(job).shares
  const ids = chunkIds(id, 'function', count)
  const idleMs = Date.parse(now()) - Date.parse(job._updatedAt)
  const transactions = await readTransactions(client, id, ids, idleMs < QUERY_LAG_MS)
  return {kind: 'undo', importId: earlierId, chunkIds: ids, transactions}
}
