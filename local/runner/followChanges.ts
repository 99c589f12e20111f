import {setTimeout as sleep} from 'node:timers/promises'
import {z} from 'zod'
import type {FunctionSpec} from './blueprint.ts'
import {redact} from './redact.ts'

/** A change of a document that calls a function. */
export interface FunctionEvent {
  function: string
  /** Id of the document. */
  document: string
  /** Event data as JSON text. */
  data: string
  /** Position in the lake's log. */
  seq: number
  /** Lineage of the write, as its client sent it; `null` where it sent none. */
  lineage: string | null
}

/** Stores the events that the lake's log causes. */
export interface EventSink {
  /** Position up to which changes have been read; `null` before the first. */
  cursor(dataset: string): number | null
  /** Stores events and the new position atomically. A known event is ignored. */
  add(events: readonly FunctionEvent[], dataset: string, cursor: number): void
  /** Deletes all events and the position: for a lake that was reset. */
  reset(dataset: string): void
}

const DOCUMENT = z.looseObject({
  _id: z.string(),
  _type: z.string(),
  _rev: z.string(),
  _createdAt: z.string(),
  _updatedAt: z.string(),
})
const PAGE = z.object({
  changes: z.array(
    z.object({
      seq: z.number(),
      documentId: z.string(),
      before: DOCUMENT.nullable(),
      after: DOCUMENT.nullable(),
      lineage: z.string().nullable().optional(),
    }),
  ),
  through: z.number(),
  last: z.number(),
})

/**
 * Some changes in the order of the lake's log, the position to continue after, and the log's newest
 * position.
 */
export type ChangePage = z.infer<typeof PAGE>

/**
 * Reads changes after a position; waits up to `waitMs` milliseconds when there are none yet.
 *
 * @throws Error when the lake is unreachable or refuses
 */
export type ReadLog = (seq: number, waitMs: number, signal: AbortSignal) => Promise<ChangePage>

const PAGE_SIZE = 500

/**
 * Creates a reader of the lake's log.
 *
 * @param lake.types - only of documents of these types; `null` for all
 */
export function createLogReader(lake: {
  apiHost: string
  dataset: string
  token: string
  types: ReadonlySet<string> | null
}): ReadLog {
  return async (seq, waitMs, signal) => {
    const url = new URL(`/v1/local/changes/${lake.dataset}`, lake.apiHost)
    url.searchParams.set('after', String(seq))
    url.searchParams.set('limit', String(PAGE_SIZE))
    url.searchParams.set('wait', String(waitMs))
    if (lake.types) url.searchParams.set('types', [...lake.types].join(','))
    const response = await fetch(url, {
      headers: {authorization: `Bearer ${lake.token}`},
      signal: AbortSignal.any([signal, AbortSignal.timeout(waitMs + 30_000)]),
    })
    if (!response.ok) throw new Error(`The lake answered ${response.status} to its change feed`)
    return PAGE.parse(await response.json())
  }
}

export interface FollowOptions {
  readLog: ReadLog
  sink: EventSink
  functions: readonly FunctionSpec[]
  dataset: string
  /** Where the first start begins: now, like a new deployment, or at the log's first change. */
  startAt: 'now' | 'beginning'
  /** Called when events were stored. */
  onAdded: () => void
  log: (line: string) => void
  signal: AbortSignal
}

const LONG_POLL_MS = 20_000
const FIRST_RETRY_MS = 100
const LONGEST_RETRY_MS = 2_000

/**
 * Follows the lake's log until the signal aborts, and stores the events of matching functions. While
 * the lake is unreachable, it retries.
 */
export async function followChanges(options: FollowOptions): Promise<void> {
  const {log, signal} = options
  let failures = 0
  while (!signal.aborted) {
    try {
      await readPage(options)
      if (failures > 0) log('the lake is back')
      failures = 0
    } catch (error) {
      if (signal.aborted) return
      if (failures === 0) {
        log(`waiting for the lake: ${redact(error instanceof Error ? error.message : 'unknown')}`)
      }
      const wait = Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS)
      failures += 1
      await sleep(wait, undefined, {signal}).catch(() => {})
    }
  }
}

async function readPage(options: FollowOptions): Promise<void> {
  const {readLog, sink, functions, dataset, startAt, onAdded, log, signal} = options
  const cursor = sink.cursor(dataset)
  if (cursor === null) {
    const {last} = await readLog(Number.MAX_SAFE_INTEGER, 0, signal)
    sink.add([], dataset, startAt === 'now' ? last : 0)
    return readPage(options)
  }
  const {changes, through, last} = await readLog(cursor, LONG_POLL_MS, signal)
  if (last < cursor) {
    log('the lake was started over: pending events are forgotten')
    sink.reset(dataset)
    return readPage(options)
  }
  if (through <= cursor) return
  const events = await eventsFor(functions, changes)
  sink.add(events, dataset, through)
  if (events.length > 0) onAdded()
}

async function eventsFor(
  functions: readonly FunctionSpec[],
  changes: ChangePage['changes'],
): Promise<FunctionEvent[]> {
  const events: FunctionEvent[] = []
  for (const change of changes) {
    for (const {name, on} of functions) {
      const match = on.kind === 'document' ? await on.trigger.match(change) : null
      if (!match) continue
      const {documentId: document, seq, lineage = null} = change
      events.push({function: name, document, data: JSON.stringify(match.data), seq, lineage})
    }
  }
  return events
}
