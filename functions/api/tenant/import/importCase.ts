import {canonicalJson} from '../../../../core/crypto/canonicalJson.ts'
import {mac} from '../../../../core/crypto/mac.ts'
import {sha256Hex} from '../../../../core/crypto/sha256Hex.ts'
import {diagnostic} from '../../../../core/envelope/diagnostics.ts'
import {envelope, type Diagnostic} from '../../../../core/envelope/envelope.ts'
import {
  IMPORT_VERSION,
  type ImportIntent,
  type RowsToImport,
} from '../../../../core/imports/importPlan.ts'
import {idempotencyKey} from '../../../../core/intake/idempotency.ts'
import {ulidFromHash} from '../../../../core/people/ulid.ts'
import type {FieldProblem} from '../../../../core/problems/problem.ts'
import type {WholeSite} from '../../../shared/siteRegistry.ts'
import type {Caller} from '../../caller.ts'
import type {ApiContext, ApiServices} from '../../services.ts'
import type {ArrivingFile} from './importFile.ts'
import type {CheckedOptions} from './importOptions.ts'
import type {ListNames} from './importTargets.ts'
import type {MappedTable} from './mapTable.ts'
import type {ArrivingTable} from './openTable.ts'

/** Address of imports, and of one of them below. */
export const IMPORT_PATH = '/api/v1/tenant/leads/import'

/** What a request is about, once its beginning is read. */
export interface ImportCase {
  site: WholeSite
  caller: Caller
  /** ULID of the job, which follows from an idempotency key. */
  jobUlid: string
  file: ArrivingFile
  options: CheckedOptions
  table: ArrivingTable
  mapped: MappedTable
}

/** The rows of a file, once all of it was read. */
export interface TakenRows {
  chunks: RowsToImport['chunks']
  listNames: ListNames['names']
}

/** The idempotency key of a request; `null` where it has none. */
export function keyOf(
  context: ApiContext,
): {ok: true; key: string | null} | {ok: false; problem: FieldProblem} {
  const header = context.req.header('idempotency-key')
  return header === undefined ? {ok: true, key: null} : idempotencyKey(header)
}

/** The ULID of the import of a caller's key: nobody else can predict it. */
export function ulidOfKey(
  {secrets}: ApiServices,
  site: WholeSite,
  {id}: Caller,
  key: string,
): string {
  const cause = ['import', id, key].join('\u0000')
  return ulidFromHash(mac(secrets(site, 'idempotency'), cause))
}

/** The instruction to import the rows of a request. */
export function intentOf(
  {options, mapped}: ImportCase,
  {upload, chunks, lists: ids}: Pick<RowsToImport, 'upload' | 'chunks' | 'lists'>,
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
      match: mapped.match,
      add: {tags, lists, campaigns},
      lists: ids,
      sendConfirmation,
      notify: options.notify ?? null,
    },
  }
}

/** What distinguishes a request from another one with the same key: options and rows, and no guesses. */
export function fingerprintOf(
  {options, mapped}: ImportCase,
  {chunks}: Pick<TakenRows, 'chunks'>,
): string {
  const {consent, ...others} = options
  // That of today is the moment of the request.
  const said = {...others, consent: consent && {...consent, at: consent.at.slice(0, 10)}}
  const request: unknown = JSON.parse(JSON.stringify({said, name: mapped.file.name, chunks}))
  return sha256Hex(canonicalJson(request))
}

/** Answers with the job that imports a file. */
export function accepted(
  context: ApiContext,
  {env}: ApiServices,
  {site, options, mapped, table}: ImportCase,
  job: {_id: string; state?: string},
  {chunks}: TakenRows,
  more: readonly Diagnostic[] = [],
): Response {
  const url = `${env.publicApiUrl ?? ''}${IMPORT_PATH}/${job._id}`
  context.header('Location', url)
  const diagnostics: Diagnostic[] = [...mapped.diagnostics, ...more]
  if (table.report.invalid > 0) {
    const lost = {count: table.report.invalid, encoding: table.read.encoding}
    diagnostics.push(diagnostic('import.characters-lost', 'warning', lost))
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
