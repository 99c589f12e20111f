import {allowedOrigin, resolveSite} from '../../core/intake/resolveSite.ts'
import {MAX_TOKEN_AGE_MS, signRenderToken} from '../../core/intake/renderToken.ts'
import {formsOf} from '../../core/intake/resolveForm.ts'
import {fieldProblem, problem} from '../../core/problems/problem.ts'
import {answer, refuseBecause, refuseFields} from './answer.ts'
import type {ApiContext, ApiServices} from './services.ts'

/**
 * `GET /api/forms/token?site=<key>&form=<id>`: a signed render token for pages that no server
 * renders. The page fetches it when it shows the form and sends it along as `token`.
 */
export function tokenRoute({registry, secrets, now}: ApiServices) {
  return async (context: ApiContext): Promise<Response> => {
    const origin = context.get('origin')
    const sites = await registry.sites()
    const found = resolveSite({requested: context.req.query('site'), origin, sites})
    if (!found.ok) return refuseFields(context, found.problems)
    const {site} = found
    if (origin !== null && !allowedOrigin(site, origin)) {
      context.res.headers.delete('Access-Control-Allow-Origin')
      return refuseBecause(context, 'forbidden', problem('request.origin-of-form'))
    }
    const id = context.req.query('form')
    const form = formsOf(site).find((candidate) => candidate.id === id)
    if (!form) {
      const why = problem(id ? 'form.unknown' : 'form.not-named')
      return refuseFields(context, [fieldProblem('form', why)])
    }
    const issued = now()
    const token = signRenderToken(secrets(site, 'render-token'), {
      site: site.key,
      form: form.id,
      version: form.version,
      issuedAt: issued.toISOString(),
    })
    const expiresAt = new Date(issued.getTime() + MAX_TOKEN_AGE_MS).toISOString()
    return answer(context, 'ok', {token, expiresAt, form: {id: form.id, version: form.version}})
  }
}
