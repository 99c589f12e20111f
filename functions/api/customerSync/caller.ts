import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import {SUPERADMIN_ROLE_NAME} from '../../../core/tenancy/roles.ts'
import {createLakeClient} from '../../shared/lakeClient.ts'
import type {ServerEnv} from '../../shared/serverEnv.ts'
import {isRefusal} from '../../shared/storeErrors.ts'
import type {ApiContext} from '../services.ts'

const BEARER = /^Bearer (\S{1,2000})$/iu
const STORE_TIMEOUT_MS = 10_000

const Me = z.object({
  id: z.string().min(1),
  roles: z.array(z.object({name: z.string()})).default([]),
})

/** Whoever calls, with a client that has their rights and no more. */
export interface Caller {
  id: string
  client: SanityClient
  isSuperadmin: boolean
}

/**
 * Who calls, by the token of Sanity that they bring. The store says whose it is, and everything that is
 * read or written for them goes through their own client.
 *
 * @returns `null` without a token that the store knows
 * @throws whatever asking the store throws otherwise
 */
export async function callerOf(context: ApiContext, env: ServerEnv): Promise<Caller | null> {
  const [, token] = BEARER.exec(context.req.header('authorization') ?? '') ?? []
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
