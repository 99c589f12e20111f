import {parseArgs} from 'node:util'
import {endWithParent} from '../local/endWithParent.ts'
import {startShop} from '../local/shop/startShop.ts'

/** A store without a rate limit, for measuring how fast its customers are counted. */
if (process.env['LEADS_SUPERVISED']) endWithParent()
const {values} = parseArgs({options: {customers: {type: 'string', default: '100000'}}})
const shop = await startShop({
  port: 0,
  stores: [
    {
      domain: 'bench.myshopify.com',
      token: 'bench',
      customers: Number(values.customers),
      plan: 'plus',
      settings: {objectsPerPoint: 1_000_000},
    },
  ],
})
process.once('SIGTERM', () => void shop.stop())
console.log(`ready ${JSON.stringify({shop: shop.url})}`)
