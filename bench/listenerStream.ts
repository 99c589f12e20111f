import {Agent, get} from 'node:http'
import {z} from 'zod'
import {LOCAL_DATASET} from '../local/ports.ts'
import type {BenchListener} from './listenerMix.ts'

const EVENT = z.object({
  documentId: z.string(),
  transactionId: z.string(),
  transition: z.enum(['appear', 'update', 'disappear']),
  timestamp: z.string(),
})

/** A mutation event as it arrived. */
export type ReceivedMutation = z.infer<typeof EVENT>

/** A listener that keeps what it is sent, and reads it later: reading is the client's work. */
export interface ListenerStream {
  /** How much arrived so far. */
  bytes(): number
  /** Whether the lake ended the stream. */
  ended(): boolean
  /** Every mutation event, in order of arrival. */
  events(): ReceivedMutation[]
  close(): void
}

const agent = new Agent({keepAlive: false, maxSockets: Infinity})

/** Opens a listener and waits for its welcome. @throws Error when the lake refuses it */
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
