import {z} from 'zod'
import {MAX_BODY_BYTES} from './readBody.ts'

const Diagnostic = z.object({
  code: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  message: z.string(),
  action: z.string().optional(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** The envelope of an answer with data. */
export function answerOf(data: z.ZodType) {
  return z.object({
    status: z.enum(['ok', 'empty', 'degraded']),
    data,
    diagnostics: z.array(Diagnostic),
    requestId: z.string(),
  })
}

const FieldError = z.object({
  field: z.string(),
  code: z.string().meta({
    description:
      'Which text the reason is, such as address.missing: for pages in other languages. It does not change.',
  }),
  reason: z.string().meta({description: 'An English sentence.'}),
  values: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .meta({description: 'Values in the reason by their names, such as the limit of a length.'}),
})

const Problem = z
  .object({
    status: z.enum([
      'degraded',
      'not_configured',
      'unauthenticated',
      'forbidden',
      'invalid',
      'limited',
    ]),
    data: z.null(),
    diagnostics: z.array(Diagnostic),
    requestId: z.string(),
    type: z.string(),
    title: z.string(),
    detail: z.string(),
    httpStatus: z.int(),
    code: z.string().optional().meta({
      description: 'Which text the detail is, for pages in other languages. It does not change.',
    }),
    errors: z.array(FieldError).optional(),
  })
  .meta({description: 'The envelope with the members of RFC 9457.'})

const REFUSALS: Record<string, string> = {
  '400': 'The body is malformed, or broke off',
  '401': 'Send a token of the Sanity project as the bearer token; a webhook has to be signed',
  '403': 'The site does not take forms from this origin, or the token may not do that',
  '405': 'Another method is needed; see Allow',
  '413': `The body is larger than ${MAX_BODY_BYTES} bytes, or a webhook than 512 KB`,
  '415': 'The body is of a type that is not taken',
  '422': 'Something is wrong with the fields; "errors" says what',
  '429': 'Too many requests; see Retry-After',
  '503': 'The store does not answer; see Retry-After',
}

/**
 * A type as JSON schema.
 *
 * @param io - `input` for what is sent, where members with a default may be left out
 */
export function schema(type: z.ZodType, io: 'input' | 'output' = 'output'): object {
  const {$schema: _, ...rest} = z.toJSONSchema(type, {io})
  return rest
}

/** An answer with JSON. */
export function json(description: string, type: z.ZodType) {
  return {description, content: {'application/json': {schema: schema(type)}}}
}

/** The answers of requests that are refused, by their statuses. */
export function refusals(...codes: string[]) {
  return Object.fromEntries(
    codes.map((code) => [
      code,
      {
        description: REFUSALS[code] ?? '',
        content: {'application/problem+json': {schema: schema(Problem)}},
      },
    ]),
  )
}

/** A parameter of the address. */
export function query(name: string, description: string, required = true) {
  return {name, in: 'query', required, description, schema: {type: 'string'}}
}
