import {problem} from '../../../../core/problems/problem.ts'
import {BodyError} from '../../readBody.ts'

/** Largest file, unpacked, in bytes: a million people with 100 columns. Larger ones can be divided. */
export const MAX_IMPORT_BYTES = 1024 * 1024 * 1024

/** Longest wait for more of a body, in milliseconds. While the store is busy nothing is read, and no time counts. */
const IDLE_MS = 30_000

const TOO_LARGE = problem('import-file.too-large', {limit: MAX_IMPORT_BYTES / 1024 / 1024})

/** What the bytes of a body depend on beside the request. */
interface BodyLimits {
  most?: number
  idleMs?: number
}

/**
 * The bytes of a body as they arrive, unpacked; never held in memory whole. The sender is slowed down while
 * nobody takes them.
 *
 * @throws BodyError at once for a body that cannot be taken; while reading for one that is too large, breaks
 *   off, or is packed wrongly
 */
export function bodyBytes(
  request: Request,
  {most = MAX_IMPORT_BYTES, idleMs = IDLE_MS}: BodyLimits = {},
): AsyncGenerator<Uint8Array> {
  const encoding = (request.headers.get('content-encoding') ?? 'identity').trim().toLowerCase()
  if (encoding !== 'identity' && encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new BodyError(415, problem('body.packing'))
  }
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > most) throw new BodyError(413, TOO_LARGE)
  if (!request.body) throw new BodyError(400, problem('body.missing'))
  const arriving = arrivingBytes(request.body, idleMs)
  return limitedBytes(encoding === 'identity' ? arriving : unpackedBytes(arriving), most)
}

async function* arrivingBytes(
  body: ReadableStream<Uint8Array>,
  idleMs: number,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const {done, value} = await within(reader.read(), idleMs)
      if (done) return
      yield value
    }
  } catch (error) {
    if (error instanceof BodyError) throw error
    throw new BodyError(400, problem('body.broken-off'))
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

async function within<Value>(reading: Promise<Value>, ms: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    const why = problem('body.late', {seconds: ms / 1000})
    timer = setTimeout(() => reject(new BodyError(408, why)), ms)
  })
  try {
    return await Promise.race([reading, late])
  } finally {
    clearTimeout(timer)
  }
}

async function* unpackedBytes(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let failure: BodyError | null = null
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const {done, value} = await packed.next()
        if (done) controller.close()
        else controller.enqueue(new Uint8Array(value))
      } catch (error) {
        if (error instanceof BodyError) failure = error
        controller.error(error)
      }
    },
    cancel: async () => {
      await packed.return(undefined)
    },
  })
  const reader = source.pipeThrough(new DecompressionStream('gzip')).getReader()
  try {
    for (;;) {
      const {done, value} = await reader.read()
      if (done) return
      yield value
    }
  } catch {
    throw failure ?? new BodyError(400, problem('body.gzip'))
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

async function* limitedBytes(
  bytes: AsyncGenerator<Uint8Array>,
  most: number,
): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > most) throw new BodyError(413, TOO_LARGE)
    yield chunk
  }
}
