import {setTimeout} from 'node:timers/promises'
import {z} from 'zod'
import {evaluateGroq, parseGroq} from '../local/lake/groq/groqNode.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import {
  type BenchListener,
  benchListeners,
  type ListenerStream,
  openListener,
  type ReceivedMutation,
} from './benchListeners.ts'
import {lakeRequests} from './lakeRequests.ts'
import {type LoadedChange, loadTargets, sendLoad} from './mutationLoad.ts'

/** The instructions for this process, the load of the listener measurement. */
export const LOAD_ORDER = z.object({
  url: z.string(),
  listeners: z.number(),
  perSecond: z.number(),
  seconds: z.number(),
  run: z.string(),
})

/** Its messages: the load begins, is over, and the report. */
export const LOAD_NEWS = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('begins')}),
  z.object({kind: z.literal('over')}),
  z.object({
    kind: z.literal('report'),
    mutations: z.number(),
    perSecond: z.number(),
    failed: z.number(),
    /** Number of received events, and listeners with wrong events. */
    events: z.number(),
    wrong: z.array(z.string()),
  }),
])
export type LoadNews = z.infer<typeof LOAD_NEWS>

/** After this time without events all streams are complete, in milliseconds. */
const QUIET_MS = 1500

function tell(news: LoadNews): void {
  process.send?.(news)
}

async function untilQuiet(streams: readonly ListenerStream[]): Promise<void> {
  const total = () => streams.reduce((sum, stream) => sum + stream.bytes(), 0)
  for (let before = -1; before !== total(); await setTimeout(QUIET_MS)) before = total()
}

/** The states of documents that a filter matches, by groq-js. */
function matching({filter, params}: BenchListener, dataset: readonly unknown[]): Set<unknown> {
  const found: unknown = evaluateGroq(parseGroq(`*[${filter}]`, params), {dataset: [...dataset]})
  return new Set(Array.isArray(found) ? found : [])
}

const keyOf = ({transactionId, documentId}: {transactionId: string; documentId: string}) =>
  `${transactionId} ${documentId}`

const nameOf = (event: {transactionId: string; documentId: string; transition: string}) =>
  `${keyOf(event)} ${event.transition}`

/** Number of names that another set lacks. */
function without(names: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...names].filter((name) => !others.has(name)).length
}

/**
 * Whether events arrived in the order of their times, and those of each document in the order of its
 * changes.
 */
function areInOrder(
  events: readonly ReceivedMutation[],
  changes: readonly LoadedChange[],
): boolean {
  const places = new Map(changes.map((change, place) => [keyOf(change), place]))
  const last = new Map<string, number>()
  let time = ''
  for (const event of events) {
    const place = places.get(keyOf(event)) ?? -1
    if (event.timestamp < time || place <= (last.get(event.documentId) ?? -1)) return false
    last.set(event.documentId, place)
    time = event.timestamp
  }
  return true
}

/** The problem with a listener's events; `null` for none. */
function problemOf(
  listener: BenchListener,
  stream: ListenerStream,
  changes: readonly LoadedChange[],
  states: readonly unknown[],
): string | null {
  const mayRead = listener.token.includes(BENCH_SITE)
  const matched = mayRead ? matching(listener, states) : new Set()
  const expected = new Set<string>()
  for (const change of changes) {
    const [before, after] = [matched.has(change.before), matched.has(change.after)]
    const transition = before ? (after ? 'update' : 'disappear') : 'appear'
    if (before || after) expected.add(nameOf({...change, transition}))
  }
  const events = stream.events()
  const inOrder = areInOrder(events, changes)
  const got = new Set(events.map(nameOf))
  const lost = without(expected, got)
  const foreign = without(got, expected)
  const doubled = events.length - got.size
  if (lost + foreign + doubled === 0 && inOrder && !stream.ended()) return null
  return `*[${listener.filter}]: ${expected.size} expected, ${lost} lost, ${foreign} foreign, ${doubled} doubled, ${inOrder ? 'in' : 'out of'} order${stream.ended() ? ', cut off' : ''}`
}

async function main(order: z.infer<typeof LOAD_ORDER>): Promise<void> {
  const lake = lakeRequests(order.url, `local-${BENCH_SITE}-editor`)
  const targets = await loadTargets(lake, 2000)
  const listeners = benchListeners(
    order.listeners,
    targets.map(({_id}) => _id),
  )
  const streams = await Promise.all(listeners.map((listener) => openListener(order.url, listener)))
  tell({kind: 'begins'})
  const load = await sendLoad(lake, targets, order)
  tell({kind: 'over'})
  await untilQuiet(streams)
  const {changes, perSecond, failed} = load
  const states = [
    ...new Set(changes.flatMap(({before, after}) => (before ? [before, after] : [after]))),
  ]
  const wrong: string[] = []
  let events = 0
  for (const [index, stream] of streams.entries()) {
    const listener = listeners[index]
    const problem = listener && problemOf(listener, stream, changes, states)
    if (problem) wrong.push(problem)
    events += stream.events().length
    stream.close()
  }
  tell({kind: 'report', mutations: changes.length, perSecond, failed, events, wrong})
}

if (process.send) {
  await main(LOAD_ORDER.parse(JSON.parse(process.argv[2] ?? '')))
  process.disconnect()
}
