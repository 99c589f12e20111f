import {setTimeout as sleep} from 'node:timers/promises'
import type {FunctionSpec} from './blueprint.ts'
import type {ChangeFeed, ChangePage} from './changeFeed.ts'
import type {EventSink, FunctionEvent} from './functionEvent.ts'
import {redact} from './redact.ts'

const LONG_POLL_MS = 20_000
const FIRST_RETRY_MS = 100
const LONGEST_RETRY_MS = 2_000

/** What following needs. */
export interface FollowOptions {
  feed: ChangeFeed
  sink: EventSink
  functions: readonly FunctionSpec[]
  dataset: string
  /** Where to start when nothing was read before: like a function that was deployed just now, or at the log's first change. */
  startAt: 'now' | 'beginning'
  /** Called when events were stored. */
  onAdded: () => void
  log: (line: string) => void
  signal: AbortSignal
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

/** Reads one page of the log and stores what it triggers; answers how many changes there were. */
export async function readChanges(options: FollowOptions, waitMs: number): Promise<number> {
  const {feed, sink, functions, dataset, startAt, onAdded, log, signal} = options
  const cursor = sink.cursor(dataset)
  if (cursor === null) {
    const {last} = await feed.after(Number.MAX_SAFE_INTEGER, 0, signal)
    sink.add([], dataset, startAt === 'now' ? last : 0)
    return readChanges(options, waitMs)
  }
  const {changes, through, last} = await feed.after(cursor, waitMs, signal)
  if (last < cursor) {
    log('the lake was started over: pending events are forgotten')
    sink.reset(dataset)
    return readChanges(options, waitMs)
  }
  if (through <= cursor) return 0
  const events = await eventsFor(functions, changes)
  sink.add(events, dataset, through)
  if (events.length > 0) onAdded()
  return changes.length
}

/** Follows the lake's log until the signal aborts. While the lake is away it tries again and again. */
export async function followChanges(options: FollowOptions): Promise<void> {
  const {log, signal} = options
  let failures = 0
  while (!signal.aborted) {
    try {
      await readChanges(options, LONG_POLL_MS)
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
