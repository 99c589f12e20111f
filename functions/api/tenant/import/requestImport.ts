import {createCustomField, customFieldName} from '../../../../core/changes/createCustomField.ts'
import {commitDecision, commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import {canonicalJson} from '../../../../core/crypto/canonicalJson.ts'
import {mac} from '../../../../core/crypto/mac.ts'
import {sha256Hex} from '../../../../core/crypto/sha256Hex.ts'
import {envelope, type Diagnostic, type FieldError} from '../../../../core/envelope/envelope.ts'
import {importId, newImport} from '../../../../core/imports/importJob.ts'
import {
  IMPORT_VERSION,
  type ImportIntent,
  type RowsToImport,
} from '../../../../core/imports/importPlan.ts'
import {TooManyRowsError} from '../../../../core/imports/uploadChunks.ts'
import {idempotencyKey} from '../../../../core/intake/idempotency.ts'
import {customFieldId} from '../../../../core/leads/registeredFields.ts'
import {ulidFrom, ulidFromHash} from '../../../../core/people/ulid.ts'
import type {CustomField, LeadImport} from '../../../../core/sanity.types.generated.ts'
import {changeStore} from '../../../shared/changeStore.ts'
import {readDocuments} from '../../../shared/readDocuments.ts'
import type {WholeSite} from '../../../shared/siteRegistry.ts'
import {isConflict, isRefusal} from '../../../shared/storeErrors.ts'
import {refuse, refuseFields} from '../../answer.ts'
import {forCaller, type Caller} from '../../caller.ts'
import {BodyError} from '../../readBody.ts'
import type {ApiContext, ApiServices} from '../../services.ts'
import {tenantSite} from '../tenantSite.ts'
import {bodyBytes} from './bodyBytes.ts'
import {openImportFile, type ArrivingFile} from './importFile.ts'
import {parseImportOptions, type CheckedOptions} from './importOptions.ts'
import {mapTable, type MappedTable} from './mapTable.ts'
import {openCsv, openNdjson, type ArrivingTable} from './openTable.ts'
import {chunksOfTable, nameChunks, uploadChunks} from './uploadTable.ts'

/** Address of imports, and of one of them below. */
export const IMPORT_PATH = '/api/v1/tenant/leads/import'

const FORBIDDEN = 'Only editors and administrators of the site import leads.'

const LEFT = 'The request was given up before its end. Nothing is imported.'

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
      const detail = `At most ${UPLOADS_AT_ONCE} of your files are taken at a time. Wait for one of them.`
      return refuse(context, 'limited', {detail})
    }
    uploading.set(caller.id, count + 1)
    try {
      return await requestImport(services, context, caller)
    } catch (error) {
      if (isRefusal(error)) return refuse(context, 'forbidden', {detail: FORBIDDEN})
      throw error
    } finally {
      const left = (uploading.get(caller.id) ?? 1) - 1
      if (left > 0) uploading.set(caller.id, left)
      else uploading.delete(caller.id)
    }
  })
}

/** What a request is about, once its beginning is read. */
interface ImportCase {
  site: WholeSite
  caller: Caller
  /** ULID of the job, which follows from an idempotency key. */
  jobUlid: string
  file: ArrivingFile
  options: CheckedOptions
  table: ArrivingTable
  mapped: MappedTable
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

function keyOf(
  context: ApiContext,
): {ok: true; key: string | null} | {ok: false; problem: FieldError} {
  const header = context.req.header('idempotency-key')
  return header === undefined ? {ok: true, key: null} : idempotencyKey(header)
}

/** The ULID of the import of a caller's key: nobody else can predict it. */
function ulidOfKey({secrets}: ApiServices, site: WholeSite, {id}: Caller, key: string): string {
  const cause = ['import', id, key].join('\u0000')
  return ulidFromHash(mac(secrets(site, 'idempotency'), cause))
}

function readJob({client}: Caller, id: string): Promise<LeadImport | undefined> {
  return client.getDocument<LeadImport>(id, {tag: 'leads.api.import-known'})
}

/** Lists and campaigns that the caller cannot see. */
async function goneTargets({client}: Caller, options: CheckedOptions): Promise<FieldError[]> {
  const named: [string, string][] = [
    ...options.lists.map((id, index): [string, string] => [`lists.${index}`, id]),
    ...options.campaigns.map((id, index): [string, string] => [`campaigns.${index}`, id]),
    ...Object.entries(options.listNames).map(([name, id]): [string, string] => [
      `listNames.${name}`,
      id,
    ]),
  ]
  const found = await readDocuments(
    client,
    named.map(([, id]) => id),
    'leads.api.import-targets',
  )
  return named.flatMap(([field, id]) =>
    found.has(id) ? [] : [{field, reason: 'It was deleted. Name another.'}],
  )
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

/** Chunks of the file; what follows it is read too, so that a body that breaks off has no chunks. */
async function takeChunks(
  {table, mapped, file}: ImportCase,
  random: ApiServices['random'],
  take: (chunks: ReturnType<typeof chunksOfTable>) => Promise<RowsToImport['chunks']>,
): Promise<RowsToImport['chunks']> {
  const [a = 0, b = 0, c = 0] = random(3)
  const seed = a * 65_536 + b * 256 + c
  try {
    const chunks = await take(chunksOfTable(table.rows, mapped.emailColumn, seed))
    await file.end()
    if (chunks.length > 0) return chunks
  } catch (error) {
    if (error instanceof TooManyRowsError) throw new BodyError(422, error.message, 'file')
    throw error
  }
  throw new BodyError(422, 'It has headings, but no rows.', 'file')
}

function intentOf(
  {options, mapped}: ImportCase,
  upload: string,
  chunks: RowsToImport['chunks'],
): ImportIntent {
  const {tags, lists, campaigns, existing, fields, consent, sendConfirmation, check} = options
  return {
    version: IMPORT_VERSION,
    work: {
      kind: 'rows',
      mode: options.dryRun ? 'check' : 'write',
      upload,
      check,
      files: [mapped.file],
      chunks,
      choices: {existing, fields, rows: {}},
      consent,
      add: {tags, lists, campaigns},
      lists: options.listNames,
      sendConfirmation,
      notify: null,
    },
  }
}

/** What tells a request from another one with the same key: options and rows, and no guesses. */
function fingerprintOf({options, mapped}: ImportCase, chunks: RowsToImport['chunks']): string {
  const {consent, ...others} = options
  // That of today is the moment of the request.
  const said = {...others, consent: consent && {...consent, at: consent.at.slice(0, 10)}}
  const request: unknown = JSON.parse(JSON.stringify({said, name: mapped.file.name, chunks}))
  return sha256Hex(canonicalJson(request))
}

async function ask(context: ApiContext, services: ApiServices, it: ImportCase): Promise<Response> {
  const {site, caller, options, mapped, jobUlid} = it
  const {client} = caller
  const {signal} = context.req.raw
  const upload = {site: site.key, ulid: newUlid(services), createdBy: caller.id}
  const chunks = await takeChunks(it, services.random, (prepared) =>
    uploadChunks(prepared, {client, upload, signal, now: services.now}),
  )
  if (signal.aborted) throw new BodyError(400, LEFT)
  if (!options.dryRun) await createFields(caller, site, mapped)
  const fingerprint = fingerprintOf(it, chunks)
  const intent = intentOf(it, upload.ulid, chunks)
  const job = newImport({
    site: site.key,
    ulid: jobUlid,
    intent,
    createdBy: caller.id,
    fingerprint,
  })
  try {
    await commitOnce(committer(client, 'leads.api.import', 'async'), [{create: job}])
  } catch (error) {
    // The same request arrived twice at a time.
    const known = isConflict(error) ? await readJob(caller, job._id) : undefined
    if (!known) throw error
    return replay(context, services, it, known, chunks)
  }
  return accepted(context, services, it, job, chunks)
}

/** Answers a request whose key was used before: reads the file to compare it, and uploads nothing. */
async function answerAgain(
  context: ApiContext,
  services: ApiServices,
  it: ImportCase,
  known: LeadImport,
): Promise<Response> {
  return replay(context, services, it, known, await takeChunks(it, services.random, nameChunks))
}

function replay(
  context: ApiContext,
  services: ApiServices,
  it: ImportCase,
  known: LeadImport,
  chunks: RowsToImport['chunks'],
): Response | Promise<Response> {
  if (known.fingerprint !== fingerprintOf(it, chunks)) {
    const reason = 'This key was used before for another file, or other options. Use a new key.'
    return refuseFields(context, [{field: 'Idempotency-Key', reason}])
  }
  context.header('Idempotency-Replayed', 'true')
  return accepted(context, services, it, known, chunks)
}

/** Creates the custom fields that the mapping names and the site does not have. */
async function createFields(
  {client}: Caller,
  site: WholeSite,
  {newFields}: MappedTable,
): Promise<void> {
  for (const asked of newFields) {
    const id = customFieldId(site.key, customFieldName(asked.title))
    const store = changeStore(client, 'leads.api.custom-field', async () => {
      const taken = await client.getDocument<CustomField>(id, {tag: 'leads.api.custom-field'})
      return taken ? {...site, customFields: [...site.customFields, taken]} : site
    })
    // One that somebody made in between, or that the rules refuse, is only not listed among the site's fields.
    await commitDecision(store, (current) => createCustomField(asked, current))
  }
}

function accepted(
  context: ApiContext,
  {env}: ApiServices,
  {site, options, mapped, table}: ImportCase,
  job: {_id: string; state?: string},
  chunks: RowsToImport['chunks'],
): Response {
  const url = `${env.publicApiUrl ?? ''}${IMPORT_PATH}/${job._id}`
  context.header('Location', url)
  const diagnostics: Diagnostic[] = [...mapped.diagnostics]
  if (table.report.invalid > 0) {
    diagnostics.push({
      code: 'import.characters-lost',
      level: 'warning',
      message: `${table.report.invalid} characters of the file could not be read as ${table.read.encoding}.`,
      action: 'Name its encoding in the options, and import it again.',
    })
  }
  const data = {
    id: job._id,
    site: site.key,
    dryRun: options.dryRun,
    state: job.state ?? 'queued',
    url,
    rows: chunks.reduce((sum, {rows}) => sum + rows, 0),
    file: {name: mapped.file.name, vendor: mapped.file.vendor, ...table.read},
    mapping: mapped.mapping,
    guesses: mapped.guesses,
  }
  const requestId = context.get('requestId')
  return context.json(envelope('ok', data, {requestId, diagnostics}), 202)
}
