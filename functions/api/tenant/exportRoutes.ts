import {problem} from '../../../core/problems/problem.ts'
import {
  exportStanding,
  newExportJob,
  type ExportRecord,
} from '../../../core/changes/exports/exportJob.ts'
import {
  isTicket,
  LINK_LIFETIME_MS,
  openSeal,
  signExportLink,
  TICKET_LIFETIME_MS,
  ticketHash,
} from '../../../core/changes/exports/exportLinks.ts'
import {commitOnce, committer} from '../../../core/changes/commitDecision.ts'
import {envelope} from '../../../core/envelope/envelope.ts'
import {ulidFrom} from '../../../core/people/ulid.ts'
import {parseIdOfKind} from '../../../core/tenancy/documentId.ts'
import type {LeadExport} from '../../../core/sanity.types.generated.ts'
import {storedText} from '../../../core/problems/storedProblems.ts'
import {creationOf} from '../../shared/documentHistory.ts'
import type {WholeSite} from '../../shared/siteRegistry.ts'
import {isRefusal, NotConfiguredError, StoreUnavailableError} from '../../shared/storeErrors.ts'
import {readHistoryLines} from '../../../core/history/historyLines.ts'
import {refuseBecause, refuseFields} from '../answer.ts'
import {forCaller, type Caller} from '../caller.ts'
import {readBody} from '../readBody.ts'
import type {ApiContext, ApiServices} from '../services.ts'
import {parseExportBody} from './exportBody.ts'
import {tenantSite} from './tenantSite.ts'

const FORBIDDEN = problem('export-request.forbidden')

/** Address of an export, and of its file below `/file`. */
export const EXPORT_PATH = '/api/v1/tenant/leads/export'

/** `POST /api/v1/tenant/leads/export`: asks for an export with the caller's own rights. */
export function requestExportRoute({env, registry, now, random}: ApiServices) {
  return forCaller(env, async (context, caller) => {
    const site = await tenantSite(context, caller, registry)
    if (site instanceof Response) return site
    const {value} = await readBody(context.req.raw)
    const parsed = parseExportBody(value, site.key)
    if (!parsed.ok) return refuseFields(context, parsed.problems)
    const job = newExportJob({
      site: site.key,
      ulid: ulidFrom(now().getTime(), random(10)),
      request: parsed.request,
      expected: null,
      createdBy: caller.id,
    })
    try {
      await commitOnce(committer(caller.client, 'leads.api.export', 'async'), [{create: job}])
    } catch (error) {
      if (isRefusal(error)) return refuseBecause(context, 'forbidden', FORBIDDEN)
      throw error
    }
    const base = baseOf(env.publicApiUrl)
    const location = `${base}${EXPORT_PATH}/${job._id}`
    context.header('Location', location)
    const data = {id: job._id, site: site.key, state: 'waiting', url: location}
    return context.json(envelope('ok', data, {requestId: context.get('requestId')}), 202)
  })
}

/**
 * `GET /api/v1/tenant/leads/export/{id}`: what has become of an export, and a link to its file for whoever
 * may export. With `ticket`, which a page of the Studio has written into the export, it leads to the file.
 */
export function exportStateRoute(services: ApiServices) {
  const forToken = forCaller(services.env, (context, caller) => stateOf(services, context, caller))
  return (context: ApiContext): Promise<Response> => {
    const ticket = context.req.query('ticket')
    return ticket === undefined ? forToken(context) : redirectToFile(services, context, ticket)
  }
}

async function stateOf(
  services: ApiServices,
  context: ApiContext,
  caller: Caller,
): Promise<Response> {
  const id = context.req.param('id') ?? ''
  const parsed = parseIdOfKind(id, 'export')
  const job = parsed
    ? await caller.client.getDocument<LeadExport>(id, {tag: 'leads.api.export-state'})
    : null
  const site = parsed && job ? await services.registry.wholeSite(parsed.site) : undefined
  if (!job || job._type !== 'leadExport' || !site) {
    return refuseBecause(context, 'invalid', problem('export-request.unknown'), {
      httpStatus: 404,
    })
  }
  if (!(await mayExport(caller, job))) return refuseBecause(context, 'forbidden', FORBIDDEN)
  const standing = exportStanding(job, services.now().toISOString())
  const link = standing === 'ready' ? fileLink(services, site, job, caller.id) : null
  const data = {
    id,
    site: site.key,
    state: standing,
    format: job.format ?? null,
    rows: standing === 'waiting' ? null : (job.totals?.succeeded ?? null),
    asOf: job.asOf ?? null,
    expiresAt: job.expiresAt ?? null,
    downloads: job.downloads ?? 0,
    reason: storedText(job.failures?.[0]?.reason ?? job.waitingFor),
    download: link,
  }
  return context.json(envelope('ok', data, {requestId: context.get('requestId')}))
}

/**
 * Whether a caller may write an export, and so may have its file: the store decides by the caller's rights,
 * and nothing is written.
 */
async function mayExport({client}: Caller, job: ExportRecord): Promise<boolean> {
  try {
    const same = {patch: {id: job._id, set: {title: job.title}}}
    await client.mutate([same], {dryRun: true, tag: 'leads.api.export-grant'})
    return true
  } catch (error) {
    if (isRefusal(error)) return false
    throw error
  }
}

/** A link to the file, which works for minutes; `null` where no function has prepared it. */
function fileLink(
  {env, secrets, now}: ApiServices,
  site: WholeSite,
  job: ExportRecord,
  userId: string,
): {url: string; expiresAt: string} | null {
  const secret = secrets(site, 'export')
  const seal = openSeal(secret, job)
  if (!seal) return null
  const expiresMs = Math.min(now().getTime() + LINK_LIFETIME_MS, Date.parse(seal.expiresAt))
  const token = signExportLink(secret, {jobId: job._id, userId, expiresMs})
  return {
    url: `${baseOf(env.publicApiUrl)}${EXPORT_PATH}/${job._id}/file?token=${token}`,
    expiresAt: new Date(expiresMs).toISOString(),
  }
}

function baseOf(publicApiUrl: string | undefined): string {
  if (publicApiUrl === undefined) {
    throw new NotConfiguredError('The environment variable LEADS_PUBLIC_API_URL is not set')
  }
  return publicApiUrl
}

const NOT_GENUINE = problem('export-request.ticket-invalid')

/** Redirects a ticket to the file, in the name of the person who wrote the ticket's hash into the export. */
async function redirectToFile(
  services: ApiServices,
  context: ApiContext,
  ticket: string,
): Promise<Response> {
  const {client, registry, now} = services
  const id = context.req.param('id') ?? ''
  const parsed = parseIdOfKind(id, 'export')
  if (!parsed || !isTicket(ticket)) return refuseBecause(context, 'forbidden', NOT_GENUINE)
  const [job, site] = await Promise.all([
    client.getDocument<LeadExport>(id, {tag: 'leads.api.export-ticket'}),
    registry.wholeSite(parsed.site),
  ])
  if (job?._type !== 'leadExport' || !site) {
    return refuseBecause(context, 'invalid', problem('export-request.deleted'), {
      httpStatus: 410,
    })
  }
  const userId = await writerOfTicket(services, id, ticketHash(ticket))
  if (userId === null) return refuseBecause(context, 'forbidden', NOT_GENUINE)
  const link =
    exportStanding(job, now().toISOString()) === 'ready' && fileLink(services, site, job, userId)
  if (!link) {
    return refuseBecause(context, 'invalid', problem('export-request.not-ready'), {
      httpStatus: 410,
    })
  }
  const file = new URL(link.url)
  return context.redirect(`${file.pathname}${file.search}`, 303)
}

/** Newest changes of an export that are looked through for a ticket. */
const LINES = 50

/**
 * The user who wrote the hash of a ticket into an export within the last minutes, by the store's history.
 * It has to be who asked for the export: grants let nobody else write it but superadmins.
 */
async function writerOfTicket(
  {client, now}: ApiServices,
  id: string,
  hash: string,
): Promise<string | null> {
  const creation = await creationOf(client, id)
  if (!creation?.author) {
    throw new StoreUnavailableError(`The history does not say who created ${id}.`)
  }
  const lines = await readHistoryLines(client, [id], {reverse: 'true', limit: String(LINES)})
  const line = lines.find(({mutations}) => mutations?.some((each) => writes(each, hash)))
  const isFresh =
    line !== undefined && now().getTime() - Date.parse(line.timestamp) <= TICKET_LIFETIME_MS
  return isFresh && line.author === creation.author ? creation.author : null
}

function writes({patch}: Record<string, unknown>, hash: string): boolean {
  if (typeof patch !== 'object' || patch === null || !('set' in patch)) return false
  const {set} = patch
  return typeof set === 'object' && set !== null && 'ticket' in set && set.ticket === hash
}
