import type {HonoRequest} from 'hono'
import type {z} from 'zod'
import {readJson} from '../http/jsonText.ts'
import {LakeError} from '../lakeError.ts'

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
  throw LakeError.http(400, 'Bad Request', `${where}${issue?.message ?? 'Invalid request body'}`)
}
