import {allowedOrigin, resolveSite} from '../../core/intake/resolveSite.ts'
import {MAX_TOKEN_AGE_MS, signRenderToken} from '../../core/intake/renderToken.ts'
import {formsOf} from '../../core/intake/resolveForm.ts'
import {answer, refuse, refuseFields} from './answer.ts'
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
      return refuse(context, 'forbidden', {detail: 'Pages of this origin may not show this form.'})
    }
    const id = context.req.query('form')
    const form = formsOf(site).find((candidate) => candidate.id === id)
    if (!form) {
      const reason = 'Say which form is shown: put its id into "form".'
      return refuseFields(context, [
        {field: 'form', reason: id ? 'The site has no form with this id.' : reason},
      ])
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
