import {Agent, get} from 'node:http'
import {z} from 'zod'
import {LOCAL_DATASET} from '../local/ports.ts'
import {BENCH_SITE, ENGAGEMENT, STATUSES, TAGS} from './benchDocuments.ts'

/** A listener. */
export interface BenchListener {
  /** Filter inside `*[…]`. */
  filter: string
  params: Record<string, unknown>
  /** Options of the listen endpoint. */
  options: Record<string, string>
  token: string
}

const EDITOR = `local-${BENCH_SITE}-editor`

const RESULT = {includeResult: 'true'}
const EFFECTS = {effectFormat: 'mendoza', includeAllVersions: 'true'}
const CHANGES_ONLY = {includeMutations: 'false'}

/** A listener of a busy Studio, by its number. */
function listenerOf(number: number, targets: readonly string[]): BenchListener {
  const site = BENCH_SITE
  const share = number % 20
  const editor = (
    filter: string,
    params: Record<string, unknown>,
    options: Record<string, string>,
  ): BenchListener => ({filter, params, options, token: EDITOR})
  // The grid, open at once in several Studios.
  if (share < 1) return editor('_type == "lead" && site == $site', {site}, CHANGES_ONLY)
  // Another site's grid, which must receive nothing.
  if (share < 2) {
    const token = 'local-bluefern-editor'
    return {filter: '_type == "lead"', params: {}, options: CHANGES_ONLY, token}
  }
  if (share < 3) {
    const types = ['segment', 'leadList', 'campaign', `type${number}`]
    return editor('_type in $types && site == $site', {types, site}, RESULT)
  }
  if (share < 4) {
    return editor('_id in path($path)', {path: `${site}.submission.${number}.**`}, CHANGES_ONLY)
  }
  if (share < 6) return editor('_type == "lead" && owner == $owner', {owner: `o${number}`}, EFFECTS)
  if (share < 9) {
    return editor(
      '_type == "lead" && site == $site && engagement == $engagement && (score > $least || $tag in tags)',
      {
        site,
        engagement: ENGAGEMENT[number % ENGAGEMENT.length],
        least: 90 + (number % 100) / 10,
        tag: TAGS[(number * 7) % TAGS.length],
      },
      EFFECTS,
    )
  }
  if (share < 13) {
    return editor(
      '_type == "lead" && site == $site && status == $status && score > $least',
      {site, status: STATUSES[number % STATUSES.length], least: 85 + (number % 120) / 10},
      RESULT,
    )
  }
  // An open document, as the Studio's form listens to it.
  const id = targets[(number * 31) % targets.length] ?? ''
  return editor('_id == $id || _id == $draft', {id, draft: `drafts.${id}`}, EFFECTS)
}

/**
 * The listeners of many editors: documents, filtered grids and segments, lists of other types, whole
 * grids, and those of another site.
 *
 * @param targets - ids of the documents that will change
 */
export function benchListeners(count: number, targets: readonly string[]): BenchListener[] {
  return Array.from({length: count}, (_, number) => listenerOf(number, targets))
}

const EVENT = z.object({
  documentId: z.string(),
  transactionId: z.string(),
  transition: z.enum(['appear', 'update', 'disappear']),
  timestamp: z.string(),
})

/** A received mutation event. */
export type ReceivedMutation = z.infer<typeof EVENT>

/** A listener that stores what it receives and parses it later, so that parsing costs nothing now. */
export interface ListenerStream {
  /** Number of bytes received so far. */
  bytes(): number
  /** Whether the lake ended the stream. */
  ended(): boolean
  /** Every mutation event, in order of arrival. */
  events(): ReceivedMutation[]
  close(): void
}

const agent = new Agent({keepAlive: false, maxSockets: Infinity})

/** Opens a listener and waits for its welcome event. @throws Error when the lake refuses it */
export function openListener(url: string, listener: BenchListener): Promise<ListenerStream> {
  const search = new URLSearchParams({
    ...listener.options,
    query: `*[${listener.filter}]`,
    tag: 'leads.bench.listen',
  })
  for (const [name, value] of Object.entries(listener.params)) {
    search.set(`$${name}`, JSON.stringify(value))
  }
  const headers = {Accept: 'text/event-stream', Authorization: `Bearer ${listener.token}`}
  return new Promise((resolve, reject) => {
    const address = `${url}/v2025-02-19/data/listen/${LOCAL_DATASET}?${search}`
    const request = get(address, {agent, headers}, (response) => {
      if (response.statusCode !== 200) {
        reject(new Error(`A listener was answered ${response.statusCode}`))
        return
      }
      const chunks: Buffer[] = []
      let bytes = 0
      let ended = false
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        resolve(stream)
      })
      response.on('close', () => {
        ended = true
      })
      const stream: ListenerStream = {
        bytes: () => bytes,
        ended: () => ended,
        events: () => eventsIn(Buffer.concat(chunks).toString()),
        close: () => {
          request.destroy()
        },
      }
    })
    request.on('error', reject)
  })
}

function eventsIn(text: string): ReceivedMutation[] {
  const events: ReceivedMutation[] = []
  for (const block of text.split('\n\n')) {
    const match = /^event: mutation\nid: \S+\ndata: (.*)$/s.exec(block)
    if (match) events.push(EVENT.parse(JSON.parse(match[1] ?? '')))
  }
  return events
}
