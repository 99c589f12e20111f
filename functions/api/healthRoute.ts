import {defineQuery} from 'groq'
import type {Diagnostic} from '../../core/envelope/envelope.ts'
import {isRefusal} from '../shared/storeErrors.ts'
import {answer, refuse} from './answer.ts'
import type {ApiContext, ApiServices} from './services.ts'

const PING_QUERY = defineQuery(`count(*[_id == "site"])`)

function configuration({env}: ApiServices): Diagnostic[] {
  const missing: [string, string | undefined, string][] = [
    ['LEADS_SECRET', env.secret, 'Forms are refused until it is set to a long random text.'],
    ['SANITY_API_TOKEN', env.token, 'Nothing can be read or written without a write token.'],
    ['LEADS_PUBLIC_API_URL', env.publicApiUrl, 'Confirmation mails need it for their links.'],
  ]
  return missing.flatMap(([name, value, action]): Diagnostic[] =>
    value ? [] : [{code: `env.${name}`, level: 'error', message: `${name} is not set.`, action}],
  )
}

/** `GET /api/health`: whether the store answers and the server is configured. */
export function healthRoute(services: ApiServices) {
  return async (context: ApiContext): Promise<Response> => {
    // The Studio asks from an origin of its own. The answer names settings, never their values.
    context.header('Access-Control-Allow-Origin', '*')
    const diagnostics = configuration(services)
    if (diagnostics.length > 0) {
      return refuse(context, 'not_configured', {detail: 'The server lacks settings.', diagnostics})
    }
    try {
      await services.client.fetch(PING_QUERY, {}, {tag: 'leads.health.ping'})
      return answer(context, 'ok', {store: 'ok'})
    } catch (error) {
      if (isRefusal(error)) throw error
      context.header('Retry-After', '5')
      return refuse(context, 'degraded', {
        detail: 'The store does not answer. Forms are refused until it does.',
      })
    }
  }
}
