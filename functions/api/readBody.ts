import {describeProblem, problem, type Problem} from '../../core/problems/problem.ts'
import {shapeBody} from '../../core/intake/bodyShape.ts'

/** Largest body that intake reads, in bytes. */
export const MAX_BODY_BYTES = 64 * 1024

/** A body that cannot be taken, with the HTTP status to answer. */
export class BodyError extends Error {
  override readonly name = 'BodyError'
  readonly httpStatus: 400 | 408 | 413 | 415 | 422
  readonly problem: Problem
  readonly field: string | undefined

  constructor(httpStatus: 400 | 408 | 413 | 415 | 422, why: Problem, field?: string) {
    super(describeProblem(why))
    this.httpStatus = httpStatus
    this.problem = why
    this.field = field
  }
}

/** A body, and whether it came from an HTML form. */
export interface ParsedBody {
  value: Record<string, unknown>
  fromForm: boolean
}

function tooLarge(most: number): BodyError {
  return new BodyError(413, problem('body.too-large', {limit: most}))
}

async function readStream(
  stream: ReadableStream<Uint8Array>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > most) throw tooLarge(most)
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

/**
 * Reads a body that is small enough, and stops at the first byte too many.
 *
 * @throws BodyError when it is too large
 */
export async function readBytes(
  request: Request,
  most = MAX_BODY_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  const declared = request.headers.get('content-length')
  if (declared === null) return request.body ? readStream(request.body, most) : new Uint8Array()
  if (!/^\d{1,15}$/.test(declared) || Number(declared) > most) throw tooLarge(most)
  const bytes = new Uint8Array(await request.arrayBuffer())
  if (bytes.byteLength > most) throw tooLarge(most)
  return bytes
}

function shaped(value: unknown): Record<string, unknown> {
  const result = shapeBody(value)
  if (!result.ok) throw new BodyError(400, result.problem)
  return result.body
}

const STRICT_UTF8 = new TextDecoder('utf-8', {fatal: true})

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(STRICT_UTF8.decode(bytes))
  } catch {
    throw new BodyError(400, problem('body.not-json'))
  }
  return shaped(value)
}

/** Entries of an HTML form as a body: a name that occurs again becomes a list. */
function formBody(entries: Iterable<[string, unknown]>): Record<string, unknown> {
  const values = new Map<string, string[]>()
  for (const [name, value] of entries) {
    if (typeof value !== 'string') {
      // Browsers send an empty file for a file input that was left alone.
      if (value instanceof File && value.size === 0) continue
      throw new BodyError(422, problem('body.files'), name)
    }
    const list = values.get(name)
    if (list) list.push(value)
    else values.set(name, [value])
  }
  return shaped(
    Object.fromEntries(
      [...values].map(([name, list]) => [name, list.length === 1 ? list[0] : list]),
    ),
  )
}

async function parseMultipart(bytes: Uint8Array<ArrayBuffer>, type: string) {
  try {
    return await new Response(bytes, {headers: {'content-type': type}}).formData()
  } catch {
    throw new BodyError(400, problem('body.not-multipart'))
  }
}

/**
 * Reads and parses a body: JSON, or what an HTML form sends.
 *
 * @throws BodyError when it is too large, malformed, of another type, or holds files
 */
export async function readBody(request: Request): Promise<ParsedBody> {
  const type = request.headers.get('content-type') ?? ''
  const mediaType = type.split(';', 1)[0]?.trim().toLowerCase()
  switch (mediaType) {
    case 'application/json':
      return {value: parseJson(await readBytes(request)), fromForm: false}
    case 'application/x-www-form-urlencoded': {
      const text = new TextDecoder().decode(await readBytes(request))
      return {value: formBody(new URLSearchParams(text)), fromForm: true}
    }
    case 'multipart/form-data': {
      const form = await parseMultipart(await readBytes(request), type)
      return {value: formBody(form.entries()), fromForm: true}
    }
    default:
      throw new BodyError(415, problem('body.type'))
  }
}
