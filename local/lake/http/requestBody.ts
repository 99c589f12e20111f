import {isUtf8} from 'node:buffer'
import type {HonoRequest, MiddlewareHandler} from 'hono'
import type {z} from 'zod'
import {badRequest, LakeError} from '../lakeError.ts'
import {isFields, type Fields} from '../store/storedDocument.ts'

/** Largest body of a write, in bytes: https://www.sanity.io/docs/content-lake/technical-limits */
const MAX_BODY_BYTES = 4_000_000

/** The rest of a body that is too large is read, up to this many bytes and milliseconds. */
const MAX_DISCARDED_BYTES = 64_000_000
const MAX_DISCARDED_MS = 10_000

type ByteReader = ReadableStreamDefaultReader<Uint8Array>

/**
 * Deepest nesting of JSON in a request. Hosted documents have 20 levels at most; recursion over some
 * thousands of levels exhausts the stack.
 */
export const MAX_NESTING = 500

/** Refuses larger bodies with 413 and the hosted API's text. */
export const limitedBody = limitBody(
  MAX_BODY_BYTES,
  `Request body exceeds limit of ${MAX_BODY_BYTES} bytes`,
)

/**
 * Refuses larger bodies with 413 so that clients receive the response. A body can't be longer than
 * its declared length; only bodies without one are counted while they arrive.
 *
 * @param message - of the response
 */
export function limitBody(maxBytes: number, message: string): MiddlewareHandler {
  return async (context, next) => {
    const tooLarge = () => LakeError.http(413, 'Payload Too Large', message)
    const {raw} = context.req
    const length = context.req.header('Content-Length')
    const isCounted = length === undefined || context.req.header('Transfer-Encoding') !== undefined
    if (!isCounted) {
      if (Number(length) <= maxBytes) return next()
      if (Number(length) <= MAX_DISCARDED_BYTES && raw.body) await discard(raw.body.getReader())
      throw tooLarge()
    }
    if (!raw.body) return next()
    const reader = raw.body.getReader()
    const body = await readUpTo(reader, maxBytes)
    if (!body) {
      await discard(reader)
      throw tooLarge()
    }
    context.req.raw = new Request(raw, {method: raw.method, body: Uint8Array.from(body)})
    return next()
  }
}

/**
 * Reads a body to its end and discards it. Closing a connection while data still arrives resets it,
 * and the client, which usually reads only after it has sent everything, may lose the response.
 */
async function discard(reader: ByteReader): Promise<void> {
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), MAX_DISCARDED_MS)
  try {
    let read = 0
    while (read <= MAX_DISCARDED_BYTES) {
      const {done, value} = await reader.read()
      if (done) return
      read += value.length
    }
  } catch {
    // The client is gone.
  } finally {
    clearTimeout(timer)
  }
}

/** @returns the body, or `null` when it is larger */
async function readUpTo(reader: ByteReader, maxBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const {done, value} = await reader.read()
    if (done) return Buffer.concat(chunks)
    size += value.length
    if (size > maxBytes) return null
    chunks.push(value)
  }
}

/** @throws LakeError 400 when the body is not a JSON object */
export async function objectBody(request: HonoRequest): Promise<Fields> {
  const value = await readJson(request)
  if (!isFields(value)) {
    throw badRequest('Invalid request payload: a JSON object is expected')
  }
  return value
}

/**
 * The JSON body of a request, checked against a schema.
 *
 * @throws LakeError 400 that says what is wrong with it
 */
export async function jsonBody<T>(request: HonoRequest, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await readJson(request))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue && issue.path.length > 0 ? `"${issue.path.join('.')}": ` : ''
  throw badRequest(`${where}${issue?.message ?? 'Invalid request body'}`)
}

/** The JSON body of a request, see {@link parseJson}. */
async function readJson(request: HonoRequest): Promise<unknown> {
  return parseJson(await readText(request))
}

/**
 * The body of a request as text, without a byte order mark before it.
 *
 * @throws LakeError 400 when it is not UTF-8
 */
export async function readText(request: HonoRequest): Promise<string> {
  const bytes = Buffer.from(await request.arrayBuffer())
  if (!isUtf8(bytes)) throw badRequest('Invalid request payload: it is not valid UTF-8')
  const text = bytes.toString('utf8')
  return text.startsWith('\u{FEFF}') ? text.slice(1) : text
}

/**
 * Parses JSON of a request.
 *
 * @param what - names it in the error
 * @throws LakeError 400 when it is not JSON, or nested more deeply than {@link MAX_NESTING}
 */
export function parseJson(text: string, what = 'request payload'): unknown {
  // Before parsing: the parser accepts nesting that later recursion can't handle.
  if (nestingOf(text, MAX_NESTING) > MAX_NESTING) {
    throw badRequest(
      `Invalid ${what}: it is nested more deeply than ${MAX_NESTING} levels, which is the maximum`,
    )
  }
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest(`Invalid ${what} JSON format`)
  }
}

const QUOTE = 34
const BACKSLASH = 92
const OPENING = new Set([91, 123])
const CLOSING = new Set([93, 125])

/** The deepest nesting of arrays and objects in a JSON text; stops counting beyond a limit. */
export function nestingOf(text: string, limit: number): number {
  let depth = 0
  let deepest = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === QUOTE) {
      index += 1
      for (let inner = text.charCodeAt(index); index < text.length && inner !== QUOTE;) {
        index += inner === BACKSLASH ? 2 : 1
        inner = text.charCodeAt(index)
      }
    } else if (OPENING.has(code)) {
      depth += 1
      if (depth > deepest) deepest = depth
      if (deepest > limit) return deepest
    } else if (CLOSING.has(code)) depth -= 1
  }
  return deepest
}
