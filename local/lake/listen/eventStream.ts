const ENCODER = new TextEncoder()

/** A server-sent event. */
export interface StreamEvent {
  event: string
  /** One line of JSON. */
  data: string
  id?: string
  /** It says all that an unsent one of its kind says, and takes its place. */
  replaces?: boolean
}

/** How much a stream may hold for a reader that does not keep up. */
export interface StreamLimits {
  /** Characters queued beyond what the network already took. */
  maxQueued: number
}

/**
 * One response of server-sent events. Events queue until the reader takes them; a reader that
 * leaves more than the limit unread loses its connection, and reconnects: that is cheaper for
 * both than sending it everything late, and nothing it can do makes the server's memory grow.
 */
export class EventStream {
  readonly body: ReadableStream<Uint8Array>
  readonly #limits: StreamLimits
  readonly #onClose: Set<() => void> = new Set()
  #queue: string[] = []
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
          if (this.#queue.length > 0) controller.enqueue(ENCODER.encode(this.#take()))
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

  /** Queues an event. @returns `false` when the stream is closed, or was closed by this event */
  send({event, data, id, replaces = false}: StreamEvent): boolean {
    if (replaces && this.#replaceable) this.#queued -= this.#queue.pop()?.length ?? 0
    this.#replaceable = replaces
    return this.#push(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`)
  }

  /** Queues a comment, which keeps proxies and clients from taking the connection for dead. */
  keepAlive(): boolean {
    return this.#queue.length > 0 || this.#push(':\n\n')
  }

  /** Lets the reader have what is queued, then ends the response. */
  end(): void {
    if (this.#closed) return
    this.#closed = true
    this.#notify()
  }

  /** Calls back once, when the stream ends for whatever reason. */
  onClose(listener: () => void): void {
    if (this.#closed) listener()
    else this.#onClose.add(listener)
  }

  #push(text: string): boolean {
    if (this.#closed) return false
    if (this.#queued + text.length > this.#limits.maxQueued && this.#queue.length > 0) {
      this.#drop()
      return false
    }
    this.#queue.push(text)
    this.#queued += text.length
    this.#wake?.()
    return true
  }

  /** At most 64 kB or one event, so that the network's own buffer stays small as well. */
  #take(): string {
    let length = 0
    let count = 0
    for (const text of this.#queue) {
      if (count > 0 && length + text.length > 65_536) break
      length += text.length
      count += 1
    }
    this.#queued -= length
    const text = this.#queue.splice(0, count).join('')
    if (this.#queue.length === 0) this.#replaceable = false
    return text
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
