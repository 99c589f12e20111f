/** A server-sent event as it came over the wire. */
export interface ReceivedEvent {
  event: string
  id: string | null
  data: unknown
}

/** Reads the events of a response one by one; for tests. */
export interface EventReader {
  /** The next event; `null` when the stream ended. */
  next(): Promise<ReceivedEvent | null>
  /** Events up to and including the first that is so. */
  until(found: (event: ReceivedEvent) => boolean): Promise<ReceivedEvent[]>
  close(): Promise<void>
}

function parseEvent(block: string): ReceivedEvent | null {
  const fields = new Map<string, string>()
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).trimStart())
  }
  const data = fields.get('data')
  if (data === undefined) return null
  const parsed: unknown = JSON.parse(data)
  return {event: fields.get('event') ?? 'message', id: fields.get('id') ?? null, data: parsed}
}

/** Reads a response of server-sent events. @throws Error when it is none */
export function readEvents(response: Response): EventReader {
  const {body} = response
  if (!body || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    throw new Error(`not a stream of events: ${response.status}`)
  }
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let buffer = ''
  async function next(): Promise<ReceivedEvent | null> {
    for (;;) {
      const end = buffer.indexOf('\n\n')
      if (end >= 0) {
        const block = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        const event = parseEvent(block)
        if (event) return event
        continue
      }
      const {done, value} = await reader.read()
      if (done) return null
      buffer += value
    }
  }
  return {
    next,
    async until(found) {
      const events: ReceivedEvent[] = []
      for (;;) {
        const event = await next()
        if (!event) throw new Error('the stream ended first')
        events.push(event)
        if (found(event)) return events
      }
    },
    close: () => reader.cancel(),
  }
}
