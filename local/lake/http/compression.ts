import {once} from 'node:events'
import {constants, createGzip, gzip} from 'node:zlib'
import {promisify} from 'node:util'
import type {Context} from 'hono'

/** Shorter answers are sent as they are: packing them takes longer than it saves. */
export const LARGE = 32_768

/** The quickest: what is packed here is text, of which little is left anyway. */
const OPTIONS = {level: constants.Z_BEST_SPEED}

const pack = promisify(gzip)

/** Whether a client takes answers that are packed with gzip, by its `Accept-Encoding` (RFC 9110). */
export function acceptsGzip(header: string | undefined): boolean {
  const weights = new Map<string, number>()
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
    const weight = parameters.find((text) => text.startsWith('q='))
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)))
  }
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0
}

function isWanted(context: Context): boolean {
  return acceptsGzip(context.req.header('Accept-Encoding'))
}

/** Headers of an answer that is packed for some. */
function headersOf(headers: Record<string, string>, isPacked: boolean): Record<string, string> {
  return {
    ...headers,
    Vary: 'Accept-Encoding',
    ...(isPacked ? {'Content-Encoding': 'gzip'} : {}),
  }
}

/**
 * An answer with a text, packed where it is large and the client takes that. Packing is done by other
 * threads.
 */
export async function textResponse(
  context: Context,
  text: string,
  headers: Record<string, string>,
): Promise<Response> {
  if (text.length < LARGE) return context.body(text, 200, headers)
  if (!isWanted(context)) return context.body(text, 200, headersOf(headers, false))
  const packed = await pack(text, OPTIONS)
  return context.body(Uint8Array.from(packed), 200, headersOf(headers, true))
}

/** The same for a value as JSON. */
export function jsonResponse(context: Context, value: unknown): Promise<Response> {
  return textResponse(context, JSON.stringify(value), {'Content-Type': 'application/json'})
}

/** Packs a stream, only as fast as the reader takes it. */
function packedStream(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const packer = createGzip(OPTIONS)
  const reader = body.getReader()
  const leaving = new AbortController()
  const feed = async () => {
    for (;;) {
      const {done, value} = await reader.read()
      if (done) break
      if (!packer.write(value)) await once(packer, 'drain', {signal: leaving.signal})
    }
    packer.end()
  }
  feed().catch((error: unknown) => {
    packer.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  const chunks: AsyncIterator<Uint8Array> = packer[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel(reason) {
      leaving.abort()
      packer.destroy()
      await reader.cancel(reason)
    },
  })
}

/** An answer with a stream that is known to be large, packed where the client takes that. */
export function streamResponse(
  context: Context,
  body: ReadableStream<Uint8Array>,
  headers: Record<string, string>,
): Response {
  if (!isWanted(context)) return context.body(body, 200, headersOf(headers, false))
  return context.body(packedStream(body), 200, headersOf(headers, true))
}
