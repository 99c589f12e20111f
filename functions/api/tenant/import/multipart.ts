import {problem} from '../../../../core/problems/problem.ts'
import {BodyError} from '../../readBody.ts'

/** A part of a form. */
export interface Part {
  name: string
  /** `null` for a part that is no file. */
  fileName: string | null
  /** Media type in lower case, with its parameters; empty where it says none. */
  type: string
  /** What is not read of it is passed over. */
  bytes: AsyncGenerator<Uint8Array>
}

/** Longest headers of a part, in bytes. */
const MAX_PART_HEADERS = 8 * 1024

const CR = 13
const LF = 10
const DASH = 45
const NOTHING = new Uint8Array()

function cut(): BodyError {
  return new BodyError(400, problem('body.ends-early'))
}

/** The boundary that a content type names; `null` where it names none that there can be. */
export function boundaryOf(contentType: string): string | null {
  const match = /;\s*boundary=(?:"(?<quoted>[^"]{1,70})"|(?<plain>[^\s;"]{1,70}))/iu.exec(
    contentType,
  )
  return match?.groups?.['quoted'] ?? match?.groups?.['plain'] ?? null
}

/** Bytes that are read on until something is found; at most what is looked for stays in memory. */
class ByteBuffer {
  readonly #source: AsyncIterator<Uint8Array>
  #bytes: Uint8Array = NOTHING

  constructor(source: AsyncIterable<Uint8Array>, start: Uint8Array) {
    this.#source = source[Symbol.asyncIterator]()
    this.#bytes = start
  }

  get length(): number {
    return this.#bytes.length
  }

  /** Adds more bytes; `false` at the end. */
  async more(): Promise<boolean> {
    const {done, value} = await this.#source.next()
    if (done === true) return false
    const joined = new Uint8Array(this.#bytes.length + value.length)
    joined.set(this.#bytes)
    joined.set(value, this.#bytes.length)
    this.#bytes = joined
    return true
  }

  /** Position of a sequence; -1 where it is not there. */
  find(sequence: Uint8Array): number {
    const bytes = this.#bytes
    const first = sequence[0] ?? 0
    const last = bytes.length - sequence.length
    for (
      let at = bytes.indexOf(first);
      at !== -1 && at <= last;
      at = bytes.indexOf(first, at + 1)
    ) {
      let length = 1
      while (length < sequence.length && bytes[at + length] === sequence[length]) length += 1
      if (length === sequence.length) return at
    }
    return -1
  }

  take(count: number): Uint8Array {
    const taken = this.#bytes.subarray(0, count)
    this.#bytes = this.#bytes.subarray(count)
    return taken
  }

  skip(count: number): void {
    this.#bytes = this.#bytes.subarray(count)
  }

  async close(): Promise<void> {
    await this.#source.return?.()
  }
}

const encoder = new TextEncoder()
const END_OF_HEADERS = encoder.encode('\r\n\r\n')

/**
 * Reads a form of several parts (RFC 7578) while it arrives; memory holds no part. Each part has to be read
 * before the next one is asked for.
 *
 * @throws BodyError for what is no such form, or ends too early
 */
export async function* readParts(
  bytes: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<Part> {
  const delimiter = encoder.encode(`\r\n--${boundary}`)
  // The first delimiter may be at the very beginning, without a line break.
  const buffer = new ByteBuffer(bytes, new Uint8Array([CR, LF]))
  try {
    for await (const _ of partBytes(buffer, delimiter)) continue
    while (await isPartNext(buffer)) {
      const part: Part = {...(await readHeaders(buffer)), bytes: partBytes(buffer, delimiter)}
      yield part
      for await (const _ of part.bytes) continue
    }
  } finally {
    await buffer.close()
  }
}

/** What stands before the next delimiter; the delimiter itself is taken too. */
async function* partBytes(buffer: ByteBuffer, delimiter: Uint8Array): AsyncGenerator<Uint8Array> {
  for (;;) {
    const at = buffer.find(delimiter)
    if (at !== -1) {
      if (at > 0) yield buffer.take(at)
      buffer.skip(delimiter.length)
      return
    }
    const sure = buffer.length - delimiter.length + 1
    if (sure > 0) yield buffer.take(sure)
    if (!(await buffer.more())) throw cut()
  }
}

/** Whether a delimiter is followed by a part, and not by the end of the form. */
async function isPartNext(buffer: ByteBuffer): Promise<boolean> {
  for (;;) {
    while (buffer.length < 2) if (!(await buffer.more())) throw cut()
    const [first, second] = buffer.take(2)
    if (first === CR && second === LF) return true
    if (first === DASH && second === DASH) return false
    if (first !== 32 && first !== 9) {
      throw new BodyError(400, problem('body.not-multipart'))
    }
  }
}

async function readHeaders(buffer: ByteBuffer): Promise<Omit<Part, 'bytes'>> {
  let at = buffer.find(END_OF_HEADERS)
  while (at === -1) {
    if (buffer.length > MAX_PART_HEADERS) {
      throw new BodyError(400, problem('body.part-headers'))
    }
    if (!(await buffer.more())) throw cut()
    at = buffer.find(END_OF_HEADERS)
  }
  const text = new TextDecoder().decode(buffer.take(at))
  buffer.skip(END_OF_HEADERS.length)
  const headers = new Map(
    text.split('\r\n').map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  const disposition = headers.get('content-disposition') ?? ''
  const name = parameter(disposition, 'name')
  if (!/^form-data\b/iu.test(disposition) || name === null) {
    throw new BodyError(400, problem('body.part-name'))
  }
  return {
    name,
    fileName: parameter(disposition, 'filename'),
    type: (headers.get('content-type') ?? '').toLowerCase(),
  }
}

/** A parameter of a header; browsers and curl write quotes in it as `%22` or `\"`. */
function parameter(header: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}=(?:"((?:\\\\"|[^"])*)"|([^\\s;]+))`, 'iu').exec(header)
  const value = match?.[1] ?? match?.[2]
  return value === undefined ? null : value.replaceAll('\\"', '"').replaceAll('%22', '"')
}
