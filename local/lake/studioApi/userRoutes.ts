import {Hono} from 'hono'
import {z} from 'zod'
import {requireCaller} from '../http/authenticate.ts'
import {limitedBody, jsonBody} from '../http/requestBody.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {currentUser, maySee, userProfile} from './userResources.ts'
import type {UserStore} from './userStore.ts'

const PAIRS = z.array(z.object({key: z.string().min(1).max(512), value: z.unknown()})).max(100)

/**
 * The caller and their colleagues: `/users/me`, their key-value pairs, `/users/<ids>`. Without a
 * token `/users/me` answers `{}`, as the hosted API does, and everything else is a 401.
 */
export function userRoutes(lake: LakeServices, users: UserStore): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()

  routes.get('/users/me', (context) => {
    const caller = context.get('caller')
    return context.json(caller ? currentUser(caller) : {})
  })

  routes.get('/users/me/keyvalue/:keys', (context) => {
    const {id} = requireCaller(context)
    const pairs = context.req
      .param('keys')
      .split(',')
      .map((key) => ({key, value: users.getValue(id, key)}))
    return context.json(pairs.filter(({value}) => value !== null))
  })

  routes.put('/users/me/keyvalue', limitedBody, async (context) => {
    const {id} = requireCaller(context)
    const pairs = await jsonBody(context.req, PAIRS)
    users.setValues(
      id,
      pairs.map(({key, value}) => ({key, value})),
    )
    return context.json(pairs.map(({key, value}) => ({key, value: value ?? null})))
  })

  routes.get('/users/:ids', (context) => {
    const viewer = requireCaller(context)
    const ids = new Set(context.req.param('ids').split(','))
    const found = lake.access
      .listCallers()
      .filter((caller) => ids.has(caller.id) && maySee(viewer, caller))
      .map((caller) => userProfile(caller, viewer))
    return context.json(ids.size === 1 && found[0] ? found[0] : found)
  })

  return routes
}
