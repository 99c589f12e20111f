import {envelope, type Diagnostic} from '../../../core/envelope/envelope.ts'
import {describeProblems, fieldProblem, problem} from '../../../core/problems/problem.ts'
import type {CustomerSyncControl, SnapshotRefresh} from '../../../core/sanity.types.generated.ts'
import {rulePreview} from '../../../core/shopify/rulePreview.ts'
import {SYNC_CONTROL_ID} from '../../../core/shopify/syncControl.ts'
import {isSiteKey} from '../../../core/tenancy/documentId.ts'
import {storedText} from '../../../core/problems/storedProblems.ts'
import {refuse, refuseBecause, refuseFields} from '../answer.ts'
import type {ApiContext, ApiServices} from '../services.ts'
import {forCaller} from '../caller.ts'
import {readSites, SITES_PAGE, type SiteWithRule} from './readSites.ts'

/** A site in an answer. */
function siteData({site, title, snapshot, refresh, status}: SiteWithRule) {
  const {state, fault, problems, rule, hasDrifted} = status
  return {
    site,
    title,
    state,
    fault,
    problem: describeProblems(problems),
    rule: rule && rulePreview(rule),
    revision: rule?.revision ?? null,
    hasDrifted,
    snapshot: snapshot && {
      id: snapshot._id,
      takenAt: snapshot.takenAt ?? null,
      customers: snapshot.totals?.customers ?? null,
      matched: snapshot.totals?.matched ?? null,
    },
    refresh: refresh && {id: refresh._id, state: refresh.state ?? null},
  }
}

function diagnosticOf({site, status}: SiteWithRule): Diagnostic[] {
  const {state, fault, problems} = status
  if (state !== 'notConfigured' && state !== 'failed' && state !== 'unsound') return []
  return [
    {
      code: `customer-sync.${fault ?? state}`,
      level: state === 'failed' ? 'error' : 'warning',
      message: `${site}: ${describeProblems(problems)}`,
      values: {site},
    },
  ]
}

/** Answers with one site, under the envelope status of its sync. */
function answerSite(
  context: ApiContext,
  found: SiteWithRule,
  data: unknown,
): Response | Promise<Response> {
  const {state, problems} = found.status
  const requestId = context.get('requestId')
  const diagnostics = diagnosticOf(found)
  switch (state) {
    case 'notConfigured':
    case 'unsound':
      return refuse(context, 'not_configured', {detail: describeProblems(problems), diagnostics})
    case 'failed':
    case 'stale':
      return context.json(envelope('degraded', data, {requestId, diagnostics}))
    case 'never':
      return context.json(envelope('empty', data, {requestId}))
    default:
      return context.json(envelope('ok', data, {requestId}))
  }
}

/**
 * `GET /api/admin/shopify/customer-sync`: the status of the customer sync of all sites that the caller may
 * see, page by page; with `site` of one site; with `job` the progress of a refresh.
 */
export function statusRoute({env, now}: ApiServices) {
  return forCaller(env, async (context, caller) => {
    const requestId = context.get('requestId')
    const {client} = caller
    const {job, site, after = ''} = context.req.query()
    if (job !== undefined) {
      const found = await client.getDocument<SnapshotRefresh>(job, {tag: 'leads.api.sync-job'})
      if (found?._type !== 'snapshotRefresh') {
        return refuseBecause(context, 'invalid', problem('sync-request.unknown'), {httpStatus: 404})
      }
      const {_id: id, state, fault = null, totals, preview = null} = found
      const waitingFor = storedText(found.waitingFor)
      const data = {id, site: found.site, state, fault, waitingFor, totals, preview}
      return context.json(envelope('ok', data, {requestId}))
    }
    if (site !== undefined && !isSiteKey(site)) {
      return refuseFields(context, [fieldProblem('site', problem('request.site-key'))])
    }
    const asked = site === undefined ? ('all' as const) : [site]
    const [sites, control] = await Promise.all([
      readSites(client, asked, after, now().toISOString()),
      client.getDocument<CustomerSyncControl>(SYNC_CONTROL_ID, {tag: 'leads.api.sync-control'}),
    ])
    const [first] = sites
    if (site !== undefined) {
      if (!first) {
        return refuseBecause(context, 'forbidden', problem('sync-request.site-unknown'))
      }
      return answerSite(context, first, siteData(first))
    }
    const data = {
      paused: control?.paused === true,
      sites: sites.map(siteData),
      next: sites.length === SITES_PAGE ? (sites.at(-1)?.site ?? null) : null,
    }
    const diagnostics = sites.flatMap(diagnosticOf)
    if (sites.length > 0) return context.json(envelope('ok', data, {requestId, diagnostics}))
    // Only a caller who may see all sites can know that there are none.
    return caller.isSuperadmin
      ? context.json(envelope('empty', data, {requestId}))
      : refuseBecause(context, 'forbidden', problem('request.no-site'))
  })
}
