import {parseArgs} from 'node:util'
import {announceReady} from '../announceReady.ts'
import {endWithParent} from '../endWithParent.ts'
import {PORTS} from '../ports.ts'
import {demoStoreOptions} from './demoStores.ts'
import {startShop} from './startShop.ts'

if (process.env['LEADS_SUPERVISED']) endWithParent()

const {values} = parseArgs({
  options: {
    port: {type: 'string', default: String(PORTS.shop)},
    customers: {type: 'string', default: '20000'},
  },
})

const shop = await startShop({
  port: Number(values.port),
  stores: demoStoreOptions(Number(values.customers), process.env),
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    shop.stop().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      process.exitCode = 1
    })
  })
}
announceReady({shop: shop.url})
