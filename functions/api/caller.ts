import {problem} from '../../core/problems/problem.ts'
import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import {SUPERADMIN_ROLE_NAME} from '../../core/tenancy/roles.ts'
import {createLakeClient} from '../shared/lakeClient.ts'
import type {ServerEnv} from '../shared/serverEnv.ts'
import {isRefusal} from '../shared/storeErrors.ts'
import {refuseBecause} from './answer.ts'
import {bearerToken} from './bearerToken.ts'
import type {ApiContext} from './services.ts'

const LONGEST_TOKEN = 2_000
const STORE_TIMEOUT_MS = 10_000

const Me = z.object({
  id: z.string().min(1),
  roles: z.array(z.object({name: z.string()})).default([]),
})

/** The caller of an endpoint, with a client that has only their rights. */
export interface Caller {
  id: string
  client: SanityClient
  isSuperadmin: boolean
}

/**
 * Identifies the caller by their Sanity token. Everything that is read or written for them goes through
 * their own client.
 *
 * @returns `null` without a token that the Content Lake accepts
 * @throws whatever else the Content Lake client throws
 */
async function readCaller(context: ApiContext, env: ServerEnv): Promise<Caller | null> {
  const token = bearerToken(context, LONGEST_TOKEN)
  if (token === undefined) return null
  const client = createLakeClient({...env, token}, STORE_TIMEOUT_MS)
  try {
    const answered: unknown = await client.request({
      url: '/users/me',
      tag: 'leads.api.caller',
    })
    const {data} = Me.safeParse(answered)
    if (!data) return null
    const isSuperadmin = data.roles.some(({name}) => name === SUPERADMIN_ROLE_NAME)
    return {id: data.id, client, isSuperadmin}
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

/**
 * Makes a route for callers with a Sanity token; others get `unauthenticated`.
 *
 * @param route - gets the caller
 */
export function forCaller(
  env: ServerEnv,
  route: (context: ApiContext, caller: Caller) => Promise<Response>,
): (context: ApiContext) => Promise<Response> {
  return async (context) => {
    const caller = await readCaller(context, env)
    if (!caller) {
      context.header('WWW-Authenticate', 'Bearer')
      return refuseBecause(context, 'unauthenticated', problem('request.no-token'))
    }
    context.header('Cache-Control', 'no-store')
    return route(context, caller)
  }
}
