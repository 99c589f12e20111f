import type {HonoRequest} from 'hono'
import {readJson} from '../http/jsonText.ts'
import {limitBody} from '../http/limitedBody.ts'
import {LakeError} from '../lakeError.ts'
import {isFields, type Fields} from '../mutations/parseMutation.ts'

/** Largest body of a write, in bytes: https://www.sanity.io/docs/content-lake/technical-limits */
export const MAX_BODY_BYTES = 4_000_000

/** Refuses larger bodies with 413 and the hosted API's text. */
export const limitedBody = limitBody(
  MAX_BODY_BYTES,
  `Request body exceeds limit of ${MAX_BODY_BYTES} bytes`,
)

/** @throws LakeError 400 when the body is not a JSON object */
export async function objectBody(request: HonoRequest): Promise<Fields> {
  const value = await readJson(request)
  if (!isFields(value)) {
    throw LakeError.http(400, 'Bad Request', 'Invalid request payload: a JSON object is expected')
  }
  return value
}
