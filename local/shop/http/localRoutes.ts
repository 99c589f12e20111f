import {Hono} from 'hono'
import {z} from 'zod'
import type {OperationLog} from '../operationLog.ts'
import type {ShopStore} from '../shopStore.ts'
import {SETTINGS_PATCH} from '../storeSettings.ts'

/** A change of a store's customers while a client reads them. */
const CUSTOMER_CHANGE = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('add'), count: z.number().int().positive().max(100_000)}),
  z.object({kind: z.literal('update'), index: z.number().int().nonnegative()}),
  z.object({kind: z.literal('remove'), index: z.number().int().nonnegative()}),
])

/** What the local routes work on. */
export interface LocalShopState {
  stores: ReadonlyMap<string, ShopStore>
  log: OperationLog
}

function storeView(store: ShopStore): object {
  return {
    domain: store.domain,
    plan: store.plan,
    customers: store.book.size,
    settings: store.settings,
    usage: store.usage,
    throttleStatus: store.bucket.status(),
  }
}

async function bodyOf(request: {json(): Promise<unknown>}): Promise<unknown> {
  try {
    return await request.json()
  } catch {
    return undefined
  }
}

/**
 * Routes that the real Shopify does not have: `GET stores`, `GET operations`, `GET violations`,
 * `PATCH stores/<domain>/settings` and `POST stores/<domain>/customers`, for demonstrations and for
 * tests in other processes. None of them shows anything of a customer.
 */
export function createLocalRoutes({stores, log}: LocalShopState): Hono {
  const app = new Hono()
  app.get('/stores', (context) => context.json({stores: [...stores.values()].map(storeView)}))
  app.get('/operations', (context) => context.json({operations: log.operations}))
  app.get('/violations', (context) => context.json({violations: log.violations}))

  app.patch('/stores/:domain/settings', async (context) => {
    const store = stores.get(context.req.param('domain'))
    if (!store) return context.json({error: 'There is no such store.'}, 404)
    const {data, error} = SETTINGS_PATCH.safeParse(await bodyOf(context.req))
    if (!data) return context.json({error: z.prettifyError(error)}, 400)
    store.set(data)
    return context.json(storeView(store))
  })

  app.post('/stores/:domain/customers', async (context) => {
    const store = stores.get(context.req.param('domain'))
    if (!store) return context.json({error: 'There is no such store.'}, 404)
    const {data, error} = CUSTOMER_CHANGE.safeParse(await bodyOf(context.req))
    if (!data) return context.json({error: z.prettifyError(error)}, 400)
    if (data.kind !== 'add' && !store.book.has(data.index)) {
      return context.json({error: `The store has no customer number ${data.index}.`}, 404)
    }
    if (data.kind === 'add') store.add(data.count)
    else if (data.kind === 'update') store.update(data.index)
    else store.remove(data.index)
    return context.json(storeView(store))
  })
  return app
}
