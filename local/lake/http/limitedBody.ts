import type {MiddlewareHandler} from 'hono'
import {LakeError} from '../lakeError.ts'

/** What is left of a body that is too large is read, up to so many bytes and milliseconds. */
const MAX_DISCARDED_BYTES = 64_000_000
const MAX_DISCARDED_MS = 10_000

type ByteReader = ReadableStreamDefaultReader<Uint8Array>

/**
 * Reads a body to its end and throws it away. Whoever closes a connection on which data still comes
 * in resets it, and the answer may be lost with that: most clients read it only after they have sent
 * everything.
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

/** @returns the body, or `null` when there is more of it */
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

/**
 * Refuses larger bodies with 413, in a way that clients get to see. A body whose length is declared
 * cannot be longer than that: only the others are counted as they come, which takes a stream.
 *
 * @param maxBytes - the longest body
 * @param message - what the refusal says
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
