import {isUtf8} from 'node:buffer'
import type {HonoRequest} from 'hono'
import {LakeError} from '../lakeError.ts'

/**
 * Deepest nesting of JSON that a request may carry. Hosted documents have 20 levels at most; beyond
 * some thousands, what walks through a value runs out of stack.
 */
export const MAX_NESTING = 500

const QUOTE = 34
const BACKSLASH = 92
const OPENING = new Set([91, 123])
const CLOSING = new Set([93, 125])

/** How deeply lists and objects of a JSON text are nested at most; stops counting beyond a limit. */
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

/**
 * Reads JSON that somebody sent.
 *
 * @param what - what it is, for the error
 * @throws LakeError 400 when it is not JSON, or nested more deeply than {@link MAX_NESTING}
 */
export function parseJson(text: string, what = 'request payload'): unknown {
  // Before it is parsed: what a parser can read may be too deep for whatever looks at it.
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

/**
 * The body of a request as text, without a byte order mark before it.
 *
 * @throws LakeError 400 when it is not UTF-8: what it meant would be lost
 */
export async function readText(request: HonoRequest): Promise<string> {
  const bytes = Buffer.from(await request.arrayBuffer())
  if (!isUtf8(bytes)) throw badRequest('Invalid request payload: it is not valid UTF-8')
  const text = bytes.toString('utf8')
  return text.startsWith('\u{FEFF}') ? text.slice(1) : text
}

/** The JSON body of a request, see {@link parseJson}. */
export async function readJson(request: HonoRequest): Promise<unknown> {
  return parseJson(await readText(request))
}

function badRequest(message: string): LakeError {
  return LakeError.http(400, 'Bad Request', message)
}
