import type {HonoRequest, MiddlewareHandler} from 'hono'
import {bodyLimit} from 'hono/body-limit'
import {readJson} from '../http/jsonText.ts'
import {LakeError} from '../lakeError.ts'
import {isFields, type Fields} from '../mutations/parseMutation.ts'

/** Largest body of a write, in bytes: https://www.sanity.io/docs/content-lake/technical-limits */
export const MAX_BODY_BYTES = 4_000_000

function tooLarge(): never {
  throw LakeError.http(
    413,
    'Payload Too Large',
    `Request body exceeds limit of ${MAX_BODY_BYTES} bytes`,
  )
}

const countedBody = bodyLimit({maxSize: MAX_BODY_BYTES, onError: tooLarge})

/**
 * Refuses larger bodies with 413 and the hosted API's text, without reading them to the end. A body
 * whose length is declared cannot be longer than that: only the others are counted as they come,
 * which takes a stream.
 */
export const limitedBody: MiddlewareHandler = async (context, next) => {
  const declared = context.req.header('Content-Length')
  if (declared === undefined || context.req.header('Transfer-Encoding') !== undefined) {
    return countedBody(context, next)
  }
  if (!(Number(declared) <= MAX_BODY_BYTES)) tooLarge()
  return next()
}

/** @throws LakeError 400 when the body is not a JSON object */
export async function objectBody(request: HonoRequest): Promise<Fields> {
  const value = await readJson(request)
  if (!isFields(value)) {
    throw LakeError.http(400, 'Bad Request', 'Invalid request payload: a JSON object is expected')
  }
  return value
}
