import {once} from 'node:events'
import {setImmediate} from 'node:timers/promises'
import {promisify} from 'node:util'
import {constants, createGzip, gzip} from 'node:zlib'
import type {Context} from 'hono'

/** Shorter texts are sent uncompressed: compressing them takes longer than it saves. */
const LARGE = 32_768

/** The fastest level: text compresses well anyway. */
const OPTIONS = {level: constants.Z_BEST_SPEED}

const compress = promisify(gzip)
const ENCODER = new TextEncoder()

/**
 * A response with a text, compressed in another thread where the text is large and the client accepts
 * gzip.
 */
export async function textResponse(
  context: Context,
  text: string,
  headers: Record<string, string>,
): Promise<Response> {
  if (text.length < LARGE) return context.body(text, 200, headers)
  if (!wantsGzip(context)) return context.body(text, 200, headersOf(headers, false))
  const compressed = await compress(text, OPTIONS)
  return context.body(Uint8Array.from(compressed), 200, headersOf(headers, true))
}

/** {@link textResponse} for a value as JSON. */
export function jsonResponse(context: Context, value: unknown): Promise<Response> {
  return textResponse(context, JSON.stringify(value), {'Content-Type': 'application/json'})
}

/**
 * A response of texts that are produced one after the other. A short one is sent as a whole; a long
 * one is a stream, which produces texts only as fast as the reader takes them.
 *
 * @param texts - producing each must be a bounded piece of work
 * @param onEnd - called once, when everything was read or the reader is gone
 */
export async function streamTexts(
  context: Context,
  texts: Iterator<string>,
  headers: Record<string, string>,
  onEnd: () => void = () => undefined,
): Promise<Response> {
  const isGone = () => context.req.raw.signal.aborted
  let head = ''
  let isWhole = false
  try {
    while (!isWhole && head.length < LARGE) {
      const text = await nextText(texts, isGone)
      if (text === null) isWhole = true
      else head += text
    }
  } catch (error) {
    onEnd()
    throw error
  }
  if (!isWhole) return streamResponse(context, bodyOf(head, texts, onEnd), headers)
  onEnd()
  return textResponse(context, head, headers)
}

/**
 * The next text that is not empty. After an empty one, other requests get their turn.
 *
 * @returns `null` at the end, or when the reader is gone
 */
async function nextText(texts: Iterator<string>, isGone: () => boolean): Promise<string | null> {
  for (;;) {
    const next = texts.next()
    if (next.done) return null
    if (next.value !== '') return next.value
    await setImmediate()
    if (isGone()) return null
  }
}

/** A body of texts, produced as fast as the reader takes them. */
function bodyOf(
  head: string,
  texts: Iterator<string>,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  let isGone = false
  let first: string | null = head
  return new ReadableStream({
    async pull(controller) {
      const text = first ?? (await nextText(texts, () => isGone))
      first = null
      if (isGone) return
      if (text !== null) {
        controller.enqueue(ENCODER.encode(text))
        return
      }
      onEnd()
      controller.close()
    },
    cancel() {
      isGone = true
      onEnd()
    },
  })
}

/** A response with a large stream, compressed where the client accepts gzip. */
function streamResponse(
  context: Context,
  body: ReadableStream<Uint8Array>,
  headers: Record<string, string>,
): Response {
  if (!wantsGzip(context)) return context.body(body, 200, headersOf(headers, false))
  return context.body(compressedStream(body), 200, headersOf(headers, true))
}

/** Compresses a stream as fast as the reader takes it. */
function compressedStream(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const compressor = createGzip(OPTIONS)
  const reader = body.getReader()
  const leaving = new AbortController()
  const feed = async () => {
    for (;;) {
      const {done, value} = await reader.read()
      if (done) break
      if (!compressor.write(value)) await once(compressor, 'drain', {signal: leaving.signal})
    }
    compressor.end()
  }
  feed().catch((error: unknown) => {
    compressor.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  const chunks: AsyncIterator<Uint8Array> = compressor[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel(reason) {
      leaving.abort()
      compressor.destroy()
      await reader.cancel(reason)
    },
  })
}

/** Whether an `Accept-Encoding` header accepts gzip (RFC 9110). */
export function acceptsGzip(header: string | undefined): boolean {
  const weights = new Map<string, number>()
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
    const weight = parameters.find((text) => text.startsWith('q='))
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)))
  }
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0
}

function wantsGzip(context: Context): boolean {
  return acceptsGzip(context.req.header('Accept-Encoding'))
}

/** Headers of a response that is compressed for some clients. */
function headersOf(headers: Record<string, string>, isCompressed: boolean): Record<string, string> {
  return {
    ...headers,
    Vary: 'Accept-Encoding',
    ...(isCompressed ? {'Content-Encoding': 'gzip'} : {}),
  }
}
