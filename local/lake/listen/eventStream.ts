const ENCODER = new TextEncoder()

export interface StreamEvent {
  event: string
  /** One line of JSON. */
  data: string
  id?: string
  /** Whether it replaces an unsent event of its kind. */
  replaces?: boolean
}

/** How much a stream may queue for a slow reader. */
export interface StreamLimits {
  /** Bytes beyond what the network already took. */
  maxQueued: number
}

/** About how many bytes go to the network at a time, so that its own buffer stays small as well. */
export const CHUNK_BYTES = 65_536

/** An event as it goes over the wire. */
export function eventText({event, data, id}: StreamEvent): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`
}

/**
 * One response of server-sent events. Events queue until the reader takes them. A reader that leaves
 * more than the limit unread loses its connection and reconnects, which is cheaper for both than late
 * events, and limits the server's memory.
 */
export class EventStream {
  readonly body: ReadableStream<Uint8Array>
  readonly #limits: StreamLimits
  readonly #onClose: Set<() => void> = new Set()
  #queue: Uint8Array[] = []
  #queued = 0
  /** Whether the newest event in the queue may be replaced. */
  #replaceable = false
  #closed = false
  #wake: (() => void) | null = null

  constructor(limits: StreamLimits) {
    this.#limits = limits
    this.body = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          while (this.#queue.length === 0 && !this.#closed) {
            await new Promise<void>((resolve) => {
              this.#wake = resolve
            })
          }
          const next = this.#take()
          if (next) controller.enqueue(next)
          else controller.close()
        },
        cancel: () => {
          this.#drop()
        },
      },
      {highWaterMark: 0},
    )
  }

  get closed(): boolean {
    return this.#closed
  }

  /** The HTTP response that carries the stream. */
  response(): Response {
    return new Response(this.body, {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-cache, no-transform',
        'X-Accel-Buffering': 'no',
      },
    })
  }

  /** Queues an event. @returns `false` when the stream is closed, or was closed by this event */
  send(event: StreamEvent): boolean {
    const {replaces = false} = event
    if (replaces && this.#replaceable) this.#queued -= this.#queue.pop()?.length ?? 0
    this.#replaceable = replaces
    return this.#push(ENCODER.encode(eventText(event)))
  }

  /**
   * Queues events that are encoded already: the same bytes may go to many streams.
   *
   * @returns `false` when the stream is closed, or was closed by these events
   */
  sendEncoded(events: Uint8Array): boolean {
    this.#replaceable = false
    return this.#push(events)
  }

  /** Queues a comment, so that proxies and clients don't consider the connection dead. */
  keepAlive(): boolean {
    return this.#queue.length > 0 || this.#push(ENCODER.encode(':\n\n'))
  }

  /** Ends the response after what is queued. */
  end(): void {
    if (this.#closed) return
    this.#closed = true
    this.#notify()
  }

  /** Calls back once, when the stream ends for any reason. */
  onClose(listener: () => void): void {
    if (this.#closed) listener()
    else this.#onClose.add(listener)
  }

  #push(bytes: Uint8Array): boolean {
    if (this.#closed) return false
    if (this.#queued + bytes.length > this.#limits.maxQueued && this.#queue.length > 0) {
      this.#drop()
      return false
    }
    this.#queue.push(bytes)
    this.#queued += bytes.length
    this.#wake?.()
    return true
  }

  /** At most a chunk, or one event that is larger. */
  #take(): Uint8Array | null {
    let length = 0
    let count = 0
    for (const bytes of this.#queue) {
      if (count > 0 && length + bytes.length > CHUNK_BYTES) break
      length += bytes.length
      count += 1
    }
    this.#queued -= length
    const taken = this.#queue.splice(0, count)
    if (this.#queue.length === 0) this.#replaceable = false
    return taken.length > 1 ? Buffer.concat(taken) : (taken[0] ?? null)
  }

  #drop(): void {
    if (this.#closed) return
    this.#queue = []
    this.#queued = 0
    this.#closed = true
    this.#notify()
  }

  #notify(): void {
    this.#wake?.()
    for (const listener of this.#onClose) listener()
    this.#onClose.clear()
  }
}
