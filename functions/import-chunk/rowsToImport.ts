import {defineQuery} from 'groq'
import {problem, type Problem} from '../../core/problems/problem.ts'
import {
  NOBODY,
  personOf,
  type PersonDocument,
  type PersonDocuments,
} from '../../core/documents/person.ts'
import {readableLead} from '../../core/documents/readableLead.ts'
import {readChunkRows, type ChunkRow} from '../../core/imports/chunkRows.ts'
import {decideRow} from '../../core/imports/decideRow.ts'
import type {ImportUndo} from '../../core/imports/importUndo.ts'
import type {KeyMatch} from '../../core/imports/matchKey.ts'
import {sourceLabel} from '../../core/imports/importedLead.ts'
import {claimSum, labelSum, NO_LEAD, type ClaimResult} from '../../core/imports/rowSums.ts'
import {uploadedChunkId} from '../../core/imports/uploadChunks.ts'
import type {UploadedRow} from '../../core/imports/uploadedChunk.ts'
import type {JobOutcome} from '../../core/jobs/jobOutcome.ts'
import {personKey} from '../../core/people/keys.ts'
import {normalizeEmail} from '../../core/people/normalizeEmail.ts'
import {keyedUlid} from '../../core/people/ulid.ts'
import {readNamedUpload} from '../../core/privacy/uploadErasure.ts'
import type {JobChunk} from '../../core/sanity.types.generated.ts'
import {tenantDocumentId} from '../../core/tenancy/documentId.ts'
import {JobRefusal, type JobPage, type JobRun} from '../shared/jobs/jobKind.ts'
import {readDocumentsAtOnce} from '../shared/readDocuments.ts'
import {matchLeads} from './matchLeads.ts'
import {checkTargets, type RowsPlan} from './openImport.ts'
import {checkPlaces} from './takePlaces.ts'

/** Uploaded chunks of one page of items. */
const CHUNKS_PER_PAGE = 100

/** The rows of an uploaded chunk, and what the store knows of their people. */
export interface FoundRows {
  kind: 'rows'
  /** Why none of the rows can be read; `null` where they can. */
  problem: Problem | null
  /** Number in the import, and name, of the file that the rows are from. */
  file: number
  fileName: string
  /** By the number of the row. */
  rows: ReadonlyMap<number, FoundRow>
}

interface FoundRow extends ChunkRow {
  found: PersonDocuments
  /** What came of looking for the lead of a row without an address; `null` for any other row. */
  match: KeyMatch | null
}

/**
 * The numbers of the rows of some uploaded chunks: each becomes a chunk of the job, once.
 *
 * @throws JobRefusal when the job's document says that it begins again
 */
export function pageOfRows(
  {site}: JobRun,
  {rows, firstRows}: RowsPlan,
  after: string,
  written: number,
): JobPage<number> {
  const from = Number(after || '0')
  if (from !== written) throw new JobRefusal(problem('job.progress-unreadable'))
  const end = Math.min(rows.chunks.length, from + CHUNKS_PER_PAGE)
  const groups = rows.chunks.slice(from, end).map((each, index) => {
    const first = firstRows[from + index] ?? 0
    return {
      items: Array.from({length: each.rows}, (_, row) => first + row),
      source: uploadedChunkId(site.key, rows.upload, from + index),
    }
  })
  return {groups, after: end < rows.chunks.length ? String(end) : null}
}

const LOST = problem('import.rows-lost')

/**
 * Reads an uploaded chunk, converts its rows, and reads their people. Uploaded chunks are written by users:
 * only the text that the instruction names by its digest counts, or what an erasure has left of it.
 */
export async function readRows(
  run: JobRun,
  plan: RowsPlan,
  items: readonly number[],
  source: string | undefined,
  isAgain: boolean,
): Promise<FoundRows> {
  const index = Number(source?.split('.').at(-1))
  const [uploaded] = await Promise.all([
    readUploaded(run, plan, index),
    checkTargets(run, plan.rows),
  ])
  const file = plan.rows.chunks[index]?.file ?? 0
  const fileName = plan.rows.files[file]?.name ?? ''
  if (!uploaded) return {kind: 'rows', problem: LOST, file, fileName, rows: new Map()}
  const read = convertRows(run, plan, index, uploaded)
  if (isAgain && plan.places) await checkPlaces(run, plan.places)
  const rows = new Map(items.flatMap((row) => entryOf(row, read.get(row))))
  const found = await readPeople(run, plan, [...rows.values()], isAgain)
  return {
    kind: 'rows',
    problem: null,
    file,
    fileName,
    rows: await withMatches(
      run,
      plan,
      new Map(
        [...rows].map(([row, each], at) => [
          row,
          {...each, found: found[at] ?? NOBODY, match: null},
        ]),
      ),
    ),
  }
}

/** Finds the leads of rows without an address, and rows about a lead that an earlier row is about. */
async function withMatches(
  run: JobRun,
  {rows: {match: key}}: RowsPlan,
  rows: ReadonlyMap<number, FoundRow>,
): Promise<ReadonlyMap<number, FoundRow>> {
  const open = [...rows].flatMap(([row, {converted}]) =>
    !converted.ok && converted.unaddressed ? [{row, person: converted.unaddressed}] : [],
  )
  if (!key || open.length === 0) return rows
  const people = open.map(({person}) => person)
  const found = await matchLeads(run, key, people)
  const matches = new Map(open.map(({row}, index) => [row, found[index]] as const))
  const lines = new Map<string, number>()
  return new Map(
    [...rows].map(([row, read]) => {
      const {converted} = read
      const isFound = matches.get(row)?.match === 'found'
      const unaddressed = isFound && !converted.ok ? converted.unaddressed : undefined
      const claim = unaddressed ? (unaddressed.subscription ?? 'none') : read.claim
      const matched = {...read, ...matches.get(row), claim}
      const leadId = matched.found.lead?._id
      if (leadId === undefined) return [row, matched] as const
      const repeats = matched.repeats ?? lines.get(leadId) ?? null
      if (!lines.has(leadId)) lines.set(leadId, matched.line)
      return [row, {...matched, repeats}] as const
    }),
  )
}

function entryOf(row: number, read: ChunkRow | undefined): [number, ChunkRow][] {
  return read ? [[row, read]] : []
}

async function readUploaded(
  {services, site}: JobRun,
  {rows, firstRows}: RowsPlan,
  index: number,
): Promise<readonly UploadedRow[] | null> {
  const named = rows.chunks[index]
  if (!named) return null
  const id = uploadedChunkId(site.key, rows.upload, index)
  const document = await services.client.getDocument<JobChunk>(id, {tag: 'leads.import.rows'})
  const uploaded = readNamedUpload(services.secrets(site, 'privacy'), document, named.digest)
  if (uploaded?.first !== firstRows[index] || uploaded?.rows.length !== named.rows) return null
  return uploaded.rows
}

/** Converts all rows of a chunk. */
function convertRows(
  {services, site}: JobRun,
  {rows, firstRows, converters}: RowsPlan,
  index: number,
  uploaded: readonly UploadedRow[],
): Map<number, ChunkRow> {
  const secret = services.secrets(site, 'person-key')
  const file = rows.chunks[index]?.file ?? 0
  return readChunkRows(uploaded, {
    first: firstRows[index] ?? 0,
    file,
    source: rows.files[file] ?? null,
    convert: converters[file] ?? null,
    keyOf: (email) => personKey(secret, email),
  })
}

const PEOPLE_QUERY = defineQuery('*[_id in $ids]')

/**
 * The documents of the people of rows, in their order. The first time one query reads them: a person whom it
 * does not see yet causes a conflict when they are created, and is then read by id. It may not see a newest
 * suppression, which no conflict tells: those of people who are to get mail are always read by their ids, and so is
 * whoever an earlier file has, since what its row made may be a moment old.
 */
async function readPeople(
  run: JobRun,
  plan: RowsPlan,
  rows: readonly ChunkRow[],
  isAgain: boolean,
): Promise<PersonDocuments[]> {
  const {key: site} = run.site
  const strict: string[] = []
  const loose: string[] = []
  for (const {converted, personKey: key, again} of rows) {
    if (!converted.ok) continue
    const {email, subscription} = converted.person
    const getsMail = subscription === 'subscribed' || subscription === 'pending'
    const own = again ? strict : loose
    own.push(tenantDocumentId(site, 'lead', key), tenantDocumentId(site, 'subscriber', key))
    const listed = getsMail ? strict : own
    listed.push(tenantDocumentId(site, 'suppression', key))
    const handMade = plan.handMade.get(email)
    if (handMade !== undefined) loose.push(handMade)
  }
  const byId = new Map<string, PersonDocument>()
  const [read, queried] = await Promise.all([
    readDocumentsAtOnce<PersonDocument>(
      run.services.client,
      isAgain ? [...strict, ...loose] : strict,
      'leads.import.people',
    ),
    isAgain || loose.length === 0 ? [] : queryByIds(run, loose),
  ])
  for (const document of [...read.values(), ...queried]) byId.set(document._id, document)
  return rows.map(({converted, personKey: key}) => {
    if (!converted.ok) return NOBODY
    const person = personOf(site, key, (id) => byId.get(id))
    const {email} = converted.person
    const handMade = byId.get(plan.handMade.get(email) ?? '')
    if (person.lead || handMade?._type !== 'lead') return person
    const lead = readableLead(handMade)
    // Its address may have been changed since the call began.
    const address = normalizeEmail(lead.email ?? '')
    return address.ok && address.email === email ? {...person, lead} : person
  })
}

function queryByIds({services}: JobRun, ids: readonly string[]): Promise<PersonDocument[]> {
  return services.client.fetch<PersonDocument[]>(
    PEOPLE_QUERY,
    {ids: [...new Set(ids)]},
    {tag: 'leads.import.find'},
  )
}

const UNREAD: ClaimResult = {claim: 'unread', cause: 'invalid', standing: NO_LEAD}

/** Decides a row of a chunk. */
export function decideChunkRow(
  run: JobRun,
  {rows: plan, places}: RowsPlan,
  row: number,
  {problem: lost, file, fileName, rows}: FoundRows,
): JobOutcome<ImportUndo> {
  const {site, services, actor, jobId, startedMs} = run
  const read = rows.get(row)
  if (!read) {
    const problems = [lost ?? LOST]
    const sums = [labelSum(file, 'invalid'), claimSum(UNREAD)]
    return {kind: 'failed', id: String(row), label: 'invalid', problems, sums}
  }
  const secret = services.secrets(site, 'person-key')
  const {converted, line, repeats, personKey: key, again, claim, left, found, match} = read
  // A row that has made a lead is not decided again: this lead is from another row.
  const isOwn = found.lead?.source?.importId === jobId
  const earlier =
    isOwn && !again && found.lead?.source?.label === sourceLabel(fileName)
      ? (found.lead.source.row ?? 0)
      : null
  return decideRow({
    site,
    plan,
    fileName,
    row,
    converted,
    line,
    repeats: repeats ?? earlier,
    match,
    file,
    again,
    claim,
    left,
    isOwnLead: isOwn,
    mayBeNew: places === null || places.isFor(row),
    personKey: key,
    found,
    importId: jobId,
    actor,
    keySecret: secret,
    entryUlid: (leadId) => keyedUlid(secret, startedMs, 'activity', jobId, leadId),
    now: services.now(),
  })
}
