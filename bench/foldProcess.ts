import {setTimeout as sleep} from 'node:timers/promises'
import {createTally, sumOfTallies, type TallyRule} from '../core/shopify/customerTally.ts'
import {API_VERSION, customerPageOperation, PAGE_SIZE} from '../core/shopify/operations.ts'
import {type CustomerWindow, FIRST_MOMENT, searchOf, toSeconds} from '../core/shopify/windows.ts'
import {planWindows, tallyWindow} from '../functions/refresh-snapshot/readStore.ts'
import {createShopClient} from '../functions/refresh-snapshot/shopClient.ts'

/** Counts all customers of the store at an address, and prints the time and memory it took. */
const [, , localHost = ''] = process.argv
const storeDomain = 'bench.myshopify.com'
const purpose = {emailDomains: true}
const RULE: TallyRule = {
  level: 'domains',
  isMatched: () => true,
  allowedTags: null,
  currencyCode: 'USD',
}
const LANES = 3
const ENDPOINT = `${localHost}/stores/${storeDomain}/admin/api/${API_VERSION}/graphql.json`
const NEXT = /"hasNextPage":true,"endCursor":"([^"]+)"/u

const client = createShopClient({
  storeDomain,
  accessToken: 'bench',
  purpose,
  localHost,
  fetch,
  elapsed: () => performance.now(),
  random: Math.random,
  sleep: (ms) => sleep(ms),
})
const to = toSeconds(Date.now() + 1_000)
const {windows} = await planWindows(client, {from: FIRST_MOMENT, to}, 1_000_000)

async function inLanes<T>(work: (window: CustomerWindow) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  const queue = windows.values()
  await Promise.all(
    Array.from({length: LANES}, async () => {
      for (const window of queue) results.push(await work(window))
    }),
  )
  return results
}

/** Reads a page and discards it. @returns the cursor of the next one */
async function readPage(query: string, after: string | null): Promise<string | null> {
  const variables = {first: PAGE_SIZE, after, query}
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-Shopify-Access-Token': 'bench'},
    body: JSON.stringify({query: customerPageOperation(purpose), variables}),
  })
  const [, cursor = null] = NEXT.exec(await response.text()) ?? []
  return cursor
}

/** Reads all pages: the time of the store and HTTP alone. */
async function readPages(window: CustomerWindow): Promise<void> {
  let after: string | null = null
  do {
    after = await readPage(searchOf(window), after)
  } while (after !== null)
}

// Loads lazily loaded code.
createTally(RULE).result()
const idle = process.memoryUsage().rss
let peak = idle
const look = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss)
}, 20)
const started = performance.now()
let whole = createTally(RULE).result()
await inLanes(async (window) => {
  const tally = await tallyWindow(client, window, purpose, RULE)
  whole = sumOfTallies([whole, tally])
})
const ms = performance.now() - started
clearInterval(look)
const mb = (bytes: number) => Math.round(bytes / 1_048_576)
const figures = {customers: whole.customers, ms, peakMb: mb(peak), growthMb: mb(peak - idle)}
const readStarted = performance.now()
await inLanes(readPages)
const readMs = performance.now() - readStarted
console.log(JSON.stringify({...figures, readMs}))
