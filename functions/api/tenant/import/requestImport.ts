import {commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import {diagnostic} from '../../../../core/envelope/diagnostics.ts'
import type {Diagnostic} from '../../../../core/envelope/envelope.ts'
import {importId, newImport} from '../../../../core/imports/importJob.ts'
import {
  IMPORT_VERSION,
  type ImportIntent,
  type RowsToImport,
} from '../../../../core/imports/importPlan.ts'
import {TooManyRowsError} from '../../../../core/imports/uploadChunks.ts'
import {ulidFrom} from '../../../../core/people/ulid.ts'
import {fieldProblem, problem} from '../../../../core/problems/problem.ts'
import type {LeadImport} from '../../../../core/sanity.types.generated.ts'
import type {WholeSite} from '../../../shared/siteRegistry.ts'
import {isConflict, isRefusal} from '../../../shared/storeErrors.ts'
import {refuseBecause, refuseFields} from '../../answer.ts'
import {forCaller, type Caller} from '../../caller.ts'
import {BodyError} from '../../readBody.ts'
import type {ApiContext, ApiServices} from '../../services.ts'
import {tenantSite} from '../tenantSite.ts'
import {bodyBytes} from './bodyBytes.ts'
import {
  accepted,
  fingerprintOf,
  intentOf,
  keyOf,
  ulidOfKey,
  type ImportCase,
  type TakenRows,
} from './importCase.ts'
import {openImportFile, type ArrivingFile} from './importFile.ts'
import {parseImportOptions, type CheckedOptions} from './importOptions.ts'
import {createFields, findLists, goneTargets, ListNames, recordLists} from './importTargets.ts'
import {mapTable} from './mapTable.ts'
import {openCsv, openNdjson, type ArrivingTable} from './openTable.ts'
import {chunksOfTable, nameChunks, uploadChunks} from './uploadTable.ts'

const FORBIDDEN = problem('import-request.forbidden')

/** Uploads of one caller at a time: each holds some chunks in memory. */
const UPLOADS_AT_ONCE = 2

/**
 * `POST /api/v1/tenant/leads/import`: uploads the rows of a file while it arrives, and asks for their import,
 * all with the caller's own rights. Before the whole file is there, nothing is asked for.
 */
export function requestImportRoute(services: ApiServices) {
  const uploading = new Map<string, number>()
  return forCaller(services.env, async (context, caller) => {
    const count = uploading.get(caller.id) ?? 0
    if (count >= UPLOADS_AT_ONCE) {
      context.header('Retry-After', '30')
      const limit = problem('import-request.uploads', {limit: UPLOADS_AT_ONCE})
      return refuseBecause(context, 'limited', limit)
    }
    uploading.set(caller.id, count + 1)
    try {
      return await requestImport(services, context, caller)
    } catch (error) {
      if (isRefusal(error)) return refuseBecause(context, 'forbidden', FORBIDDEN)
      throw error
    } finally {
      const left = (uploading.get(caller.id) ?? 1) - 1
      if (left > 0) uploading.set(caller.id, left)
      else uploading.delete(caller.id)
    }
  })
}

async function requestImport(
  services: ApiServices,
  context: ApiContext,
  caller: Caller,
): Promise<Response> {
  const site = await tenantSite(context, caller, services.registry)
  if (site instanceof Response) return site
  await checkRight(services, caller, site)
  const key = keyOf(context)
  if (!key.ok) return refuseFields(context, [key.problem])
  const jobUlid = key.key === null ? newUlid(services) : ulidOfKey(services, site, caller, key.key)
  const bytes = bodyBytes(context.req.raw)
  try {
    const file = await openImportFile(context.req.raw, bytes)
    const parsed = parseImportOptions(file.options, site, services.now().toISOString())
    if (!parsed.ok) return await refuseFields(context, parsed.problems)
    const {options} = parsed
    const gone = await goneTargets(caller, options)
    if (gone.length > 0) return await refuseFields(context, gone)
    const name = options.name ?? file.name ?? `import.${file.format}`
    const table = await openTable(file, name, options)
    const mapping = mapTable(table, name, options, site)
    if (!mapping.ok) return await refuseFields(context, mapping.problems)
    const mapped = mapping.table
    const it: ImportCase = {site, caller, jobUlid, file, options, table, mapped}
    const jobId = importId(site.key, jobUlid, 'rows')
    const known = key.key === null ? null : await readJob(caller, jobId)
    return known
      ? await answerAgain(context, services, it, known)
      : await ask(context, services, it)
  } finally {
    await bytes.return(undefined)
  }
}

/** Lets the store say whether the caller may import, before a byte is read. Nothing is written. */
async function checkRight(services: ApiServices, caller: Caller, site: WholeSite): Promise<void> {
  const ulid = newUlid(services)
  const work: RowsToImport = {
    kind: 'rows',
    mode: 'check',
    upload: ulid,
    files: [],
    chunks: [],
    choices: {existing: 'fill', fields: {}, rows: {}},
    consent: null,
    add: {tags: [], lists: [], campaigns: []},
    lists: {},
    sendConfirmation: false,
    notify: null,
  }
  const intent: ImportIntent = {version: IMPORT_VERSION, work}
  const create = newImport({site: site.key, ulid, intent, createdBy: caller.id})
  await caller.client.mutate([{create}], {dryRun: true, tag: 'leads.api.import-grant'})
}

function newUlid({now, random}: ApiServices): string {
  return ulidFrom(now().getTime(), random(10))
}

function readJob({client}: Caller, id: string): Promise<LeadImport | undefined> {
  return client.getDocument<LeadImport>(id, {tag: 'leads.api.import-known'})
}

function openTable(
  {format, bytes, encoding}: ArrivingFile,
  name: string,
  options: CheckedOptions,
): Promise<ArrivingTable> {
  const chosen = {
    name,
    encoding: options.encoding ?? encoding,
    delimiter: options.delimiter ?? (format === 'tsv' ? ('\t' as const) : undefined),
    header: options.header,
  }
  return format === 'ndjson' ? openNdjson(bytes, chosen) : openCsv(bytes, chosen)
}

/** Reads the file, and what follows it, so that a body that breaks off has no rows. */
async function takeRows(
  {table, mapped, file}: ImportCase,
  random: ApiServices['random'],
  take: (chunks: ReturnType<typeof chunksOfTable>) => Promise<RowsToImport['chunks']>,
): Promise<TakenRows> {
  const [a = 0, b = 0, c = 0] = random(3)
  const seed = a * 65_536 + b * 256 + c
  const listNames = new ListNames(mapped.file.mapping)
  try {
    const prepared = chunksOfTable(table.rows, mapped.columns, {
      seed,
      onRow: ({cells}) => listNames.add(cells),
    })
    const chunks = await take(prepared)
    await file.end()
    if (chunks.length > 0) return {chunks, listNames: listNames.names}
  } catch (error) {
    const why = error instanceof TooManyRowsError ? error.problems[0] : undefined
    throw why ? new BodyError(422, why, 'file') : error
  }
  throw new BodyError(422, problem('import-file.headings-only'), 'file')
}

async function ask(context: ApiContext, services: ApiServices, it: ImportCase): Promise<Response> {
  const {site, caller, options, mapped, jobUlid} = it
  const {client} = caller
  const {signal} = context.req.raw
  const upload = {site: site.key, ulid: newUlid(services), createdBy: caller.id}
  const taken = await takeRows(it, services.random, (prepared) =>
    uploadChunks(prepared, {client, upload, signal, now: services.now}),
  )
  if (signal.aborted) throw new BodyError(400, problem('import-request.given-up'))
  const found = await findLists(caller, site.key, taken.listNames, options.listNames)
  const intent = intentOf(it, {upload: upload.ulid, chunks: taken.chunks, lists: found.lists})
  const job = newImport({
    site: site.key,
    ulid: jobUlid,
    intent,
    createdBy: caller.id,
    sourceTotals: options.sourceTotals,
    fingerprint: fingerprintOf(it, taken),
  })
  if (!options.dryRun) {
    await createFields(caller, site, mapped.newFields)
    await recordLists(caller, [...options.lists, ...Object.values(found.lists)], job._id)
  }
  try {
    await commitOnce(committer(client, 'leads.api.import', 'async'), [{create: job}])
  } catch (error) {
    // The same request arrived twice at a time.
    const known = isConflict(error) ? await readJob(caller, job._id) : undefined
    if (!known) throw error
    return replay(context, services, it, known, taken)
  }
  return accepted(context, services, it, job, taken, unknownLists(found.unknown))
}

/** Most names of lists in an answer. */
const NAMES_IN_ANSWER = 20

function unknownLists(names: readonly string[]): Diagnostic[] {
  if (names.length === 0) return []
  const some = names.slice(0, NAMES_IN_ANSWER).map((name) => `“${name.slice(0, 80)}”`)
  const lists = names.length > some.length ? [...some, `+ ${names.length - some.length}`] : some
  return [diagnostic('import.unknown-lists', 'warning', {lists: lists.join(', ')})]
}

/** Answers a request whose key was used before: reads the file to compare it, and uploads nothing. */
async function answerAgain(
  context: ApiContext,
  services: ApiServices,
  it: ImportCase,
  known: LeadImport,
): Promise<Response> {
  return replay(context, services, it, known, await takeRows(it, services.random, nameChunks))
}

function replay(
  context: ApiContext,
  services: ApiServices,
  it: ImportCase,
  known: LeadImport,
  taken: TakenRows,
): Response | Promise<Response> {
  if (known.fingerprint !== fingerprintOf(it, taken)) {
    const why = problem('import-request.key-used')
    return refuseFields(context, [fieldProblem('Idempotency-Key', why)])
  }
  context.header('Idempotency-Replayed', 'true')
  return accepted(context, services, it, known, taken)
}
