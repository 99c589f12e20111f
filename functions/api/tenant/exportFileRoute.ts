import {problem} from '../../../core/problems/problem.ts'
import {commitOnce, committer} from '../../../core/changes/commitDecision.ts'
import {parseExportRequest, type ExportRequest} from '../../../core/changes/exports/exportIntent.ts'
import {exportStanding, recordDownload} from '../../../core/changes/exports/exportJob.ts'
import {openSeal, verifyExportLink} from '../../../core/changes/exports/exportLinks.ts'
import {LeadViewError} from '../../../core/audience/leadSelection.ts'
import {EXPORT_TYPES, exportParts, type ExportFile} from '../../../core/exports/exportFile.ts'
import type {NameReader} from '../../../core/exports/cacheNames.ts'
import type {LeadExport} from '../../../core/sanity.types.generated.ts'
import {parseIdOfKind} from '../../../core/tenancy/documentId.ts'
import {localDateOf, siteTimeZone} from '../../../core/time/localDate.ts'
import {exportConditions} from '../../shared/exports/exportConditions.ts'
import type {WholeSite} from '../../shared/siteRegistry.ts'
import {withRetry} from '../../shared/withRetry.ts'
import {refuseBecause} from '../answer.ts'
import type {ApiContext, ApiServices} from '../services.ts'
import {textStream} from './textStream.ts'
import {fetchByBody} from '../../../core/documents/fetchByBody.ts'

/** Leads per request to the store. */
const PAGE_SIZE = 2_000

const GONE = problem('export-request.gone')

/**
 * `GET /api/v1/tenant/leads/export/{id}/file?token=…`: the file of an export, made while it is sent. Each
 * lead is in it as it is when it is read; leads that were created after the export was asked for are not. The
 * download is recorded in the name of the link's person before the first lead is read.
 */
export function exportFileRoute(services: ApiServices) {
  const {client, registry, secrets, now} = services
  return async (context: ApiContext): Promise<Response> => {
    const id = context.req.param('id') ?? ''
    const parsed = parseIdOfKind(id, 'export')
    const site = parsed ? await registry.wholeSite(parsed.site) : undefined
    if (!site) {
      return refuseBecause(context, 'forbidden', problem('export-request.link-invalid'))
    }
    const secret = secrets(site, 'export')
    const nowMs = now().getTime()
    const verified = verifyExportLink(secret, id, context.req.query('token') ?? '', nowMs)
    if (!verified.ok) {
      const isExpired = verified.reason === 'expired'
      const why = problem(isExpired ? 'export-request.link-expired' : 'export-request.link-invalid')
      return refuseBecause(context, 'forbidden', why)
    }
    const job = await client.getDocument<LeadExport>(id, {tag: 'leads.api.export-file'})
    const seal = job?._type === 'leadExport' ? openSeal(secret, job) : null
    const request = seal ? parseExportRequest(seal.intent) : null
    const at = new Date(nowMs).toISOString()
    const isReady =
      job && seal && exportStanding({...job, expiresAt: seal.expiresAt}, at) === 'ready'
    if (!job || !seal || !isReady || !request?.ok) {
      return refuseBecause(context, 'invalid', GONE, {httpStatus: 410})
    }
    const file = await fileOf(services, site, request.request, seal.asOf)
    if (file === null) return refuseBecause(context, 'invalid', GONE, {httpStatus: 410})
    context.header('Content-Type', EXPORT_TYPES[file.format])
    context.header(
      'Content-Disposition',
      `attachment; filename="${fileName(site, file, seal.asOf)}"`,
    )
    // Whatever looks at links in mails gets no lead, and downloads nothing.
    if (context.req.method === 'HEAD') return context.body(null)
    await commitOnce(
      committer(client, 'leads.api.export-download', 'async'),
      recordDownload(job, verified.link.userId, at),
    )
    const abort = new AbortController()
    const parts = exportParts(file, {
      owners: memberNames(services),
      fetch: ({query, params}, tag) =>
        withRetry(() =>
          fetchByBody<unknown>(client, query, params, {
            tag: `leads.export.${tag}`,
            signal: abort.signal,
            timeout: READ_TIMEOUT_MS,
          }),
        ),
    })
    return context.body(textStream(parts, () => abort.abort()))
  }
}

/** Longest wait for one page of leads, in milliseconds. */
const READ_TIMEOUT_MS = 60_000

async function fileOf(
  {client}: ApiServices,
  site: WholeSite,
  {columns, format, leads}: ExportRequest,
  asOf: string,
): Promise<ExportFile | null> {
  try {
    const where = await exportConditions(client, site, leads, asOf, PAGE_SIZE)
    const statuses = new Map(
      (site.leadStatuses ?? []).map(({value, title}) => [value, title] as const),
    )
    return {
      site: site.key,
      where,
      columns: columns.map(({id}) => id),
      headings: columns.map(({heading}) => heading),
      format,
      asOf,
      texts: {status: (value) => statuses.get(value) ?? value},
      pageSize: PAGE_SIZE,
    }
  } catch (error) {
    if (error instanceof LeadViewError) return null
    throw error
  }
}

/** Name of a file, with the day of the export in the site's time zone. */
function fileName(site: WholeSite, {format}: ExportFile, asOf: string): string {
  return `leads-${site.key}-${localDateOf(asOf, siteTimeZone(site))}.${format}`
}

/** Reads the names of users; one whose name cannot be read keeps their id. */
function memberNames({client}: ApiServices): NameReader {
  return async (ids) => {
    const names = new Map<string, string>()
    const answer: unknown = await client
      .request({uri: `/users/${ids.map(encodeURIComponent).join(',')}`, tag: 'leads.export.owners'})
      .catch(() => [])
    for (const user of Array.isArray(answer) ? answer : [answer]) {
      const {id, displayName} = userOf(user)
      if (id && displayName) names.set(id, displayName)
    }
    return names
  }
}

function userOf(user: unknown): {id?: string; displayName?: string} {
  if (typeof user !== 'object' || user === null) return {}
  return {
    ...('id' in user && typeof user.id === 'string' ? {id: user.id} : {}),
    ...('displayName' in user && typeof user.displayName === 'string'
      ? {displayName: user.displayName}
      : {}),
  }
}
