import {z} from 'zod'
import {HONEYPOT_FIELD, MAX_FIELDS} from '../../core/intake/intakeBody.ts'
import {MAX_BODY_BYTES} from './readBody.ts'

const Diagnostic = z.object({
  code: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  message: z.string(),
  action: z.string().optional(),
})

function answerOf(data: z.ZodType) {
  return z.object({
    status: z.enum(['ok', 'empty', 'degraded']),
    data,
    diagnostics: z.array(Diagnostic),
    requestId: z.string(),
  })
}

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
    errors: z.array(z.object({field: z.string(), reason: z.string()})).optional(),
  })
  .meta({description: 'The envelope with the members of RFC 9457.'})

const intakeMembers = {
  site: z.string().optional().meta({description: 'Key of the site; else it follows from Origin.'}),
  form: z
    .string()
    .optional()
    .meta({description: 'Id of the form; else the site’s first of its kind.'}),
  fields: z.record(z.string(), z.unknown()).optional(),
  page: z.url().optional().meta({description: 'Address of the page that held the form.'}),
  token: z.string().optional().meta({
    description:
      'Render token; required where the form says so. Good for 24 hours, any number of times.',
  }),
  locale: z.string().optional(),
  timeZone: z.string().optional(),
  [HONEYPOT_FIELD]: z
    .string()
    .optional()
    .meta({description: 'Hidden from people; leave it empty.'}),
}
const Newsletter = z.looseObject({email: z.string(), consent: z.boolean(), ...intakeMembers})
const Lead = z.looseObject({
  email: z.string(),
  name: z.string().optional(),
  message: z.string().optional(),
  consent: z.boolean().optional(),
  ...intakeMembers,
})
const LinkState = z.object({state: z.string()})

const REFUSALS: Record<string, string> = {
  '400': 'The body is malformed',
  '403': 'The site does not take forms from this origin',
  '405': 'Another method is needed; see Allow',
  '413': `The body is larger than ${MAX_BODY_BYTES} bytes`,
  '415': 'The body is of a type that is not taken',
  '422': 'Something is wrong with the fields; "errors" says what',
  '429': 'Too many requests; see Retry-After',
  '503': 'The store does not answer; see Retry-After',
}

function schema(type: z.ZodType): object {
  const {$schema: _, ...rest} = z.toJSONSchema(type)
  return rest
}

function json(description: string, type: z.ZodType) {
  return {description, content: {'application/json': {schema: schema(type)}}}
}

function refusals(...codes: string[]) {
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

function query(name: string, description: string, required = true) {
  return {name, in: 'query', required, description, schema: {type: 'string'}}
}

function intake(summary: string, body: z.ZodType) {
  const content = schema(body)
  return {
    post: {
      summary,
      description:
        `At most ${MAX_FIELDS} further members are kept as fields of the form. HTML forms may post ` +
        'here too; a browser then gets a page, or goes to the address in the field "redirect".',
      parameters: [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'Makes it safe to send the same request again.',
          schema: {type: 'string', maxLength: 255},
        },
      ],
      requestBody: {
        required: true,
        content: {
          'application/json': {schema: content},
          'application/x-www-form-urlencoded': {schema: content},
          'multipart/form-data': {schema: content},
        },
      },
      responses: {
        '202': json('Stored durably', answerOf(z.object({submissionId: z.string()}))),
        ...refusals('400', '403', '413', '415', '422', '429', '503'),
      },
    },
  }
}

function link(what: string) {
  const token = query('token', 'As it stands in the link.')
  return {
    get: {
      summary: `The page behind ${what}; changes nothing`,
      parameters: [token],
      responses: {
        '200': json('How things stand', answerOf(LinkState)),
        ...refusals('422', '429', '503'),
      },
    },
    post: {
      summary: `The button behind ${what}`,
      parameters: [{...token, required: false}],
      responses: {
        '200': json('What became of it', answerOf(LinkState)),
        ...refusals('422', '429', '503'),
      },
    },
  }
}

/** The OpenAPI 3.1 description of the public endpoints. */
export function openApiDocument(serverUrl: string | undefined): object {
  const Token = z.object({
    token: z.string(),
    expiresAt: z.iso.datetime(),
    form: z.object({id: z.string(), version: z.int()}),
  })
  return {
    openapi: '3.1.0',
    info: {title: 'Leads: public endpoints', version: '1'},
    ...(serverUrl ? {servers: [{url: serverUrl}]} : {}),
    paths: {
      '/api/newsletter': intake('Sign up for a site’s newsletter', Newsletter),
      '/api/leads': intake('Send a lead form', Lead),
      '/api/newsletter/confirm': link('the link of a confirmation mail'),
      '/api/newsletter/unsubscribe': link('an unsubscribe link, RFC 8058 one-click included'),
      '/api/forms/token': {
        get: {
          summary: 'A render token for a form on a static page',
          parameters: [query('site', 'Key of the site.', false), query('form', 'Id of the form.')],
          responses: {
            '200': json('A token', answerOf(Token)),
            ...refusals('403', '422', '429', '503'),
          },
        },
      },
      '/api/health': {
        get: {
          summary: 'Whether the store answers and the server is configured',
          responses: {
            '200': json('All is well', answerOf(z.object({store: z.string()}))),
            ...refusals('503'),
          },
        },
      },
    },
  }
}
