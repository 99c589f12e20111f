import {problem} from '../../core/problems/problem.ts'
import {defineQuery} from 'groq'
import {diagnostic} from '../../core/envelope/diagnostics.ts'
import type {Diagnostic} from '../../core/envelope/envelope.ts'
import {isRefusal} from '../shared/storeErrors.ts'
import {answer, refuseBecause} from './answer.ts'
import type {ApiContext, ApiServices} from './services.ts'

const PING_QUERY = defineQuery(`count(*[_id == "site"])`)

function configuration({env}: ApiServices): Diagnostic[] {
  const settings = [
    ['env.LEADS_SECRET', env.secret],
    ['env.SANITY_API_TOKEN', env.token],
    ['env.LEADS_PUBLIC_API_URL', env.publicApiUrl],
  ] as const
  return settings.flatMap(([code, value]) => (value ? [] : [diagnostic(code, 'error')]))
}

/** `GET /api/health`: whether the store answers and the server is configured. */
export function healthRoute(services: ApiServices) {
  return async (context: ApiContext): Promise<Response> => {
    // The Studio asks from an origin of its own. The answer names settings, never their values.
    context.header('Access-Control-Allow-Origin', '*')
    const diagnostics = configuration(services)
    if (diagnostics.length > 0) {
      return refuseBecause(context, 'not_configured', problem('request.settings-missing'), {
        diagnostics,
      })
    }
    try {
      await services.client.fetch(PING_QUERY, {}, {tag: 'leads.health.ping'})
      return answer(context, 'ok', {store: 'ok'})
    } catch (error) {
      if (isRefusal(error)) throw error
      context.header('Retry-After', '5')
      return refuseBecause(context, 'degraded', problem('request.store-silent'))
    }
  }
}
