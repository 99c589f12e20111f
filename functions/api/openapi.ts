import {z} from 'zod'
import {HONEYPOT_FIELD, MAX_FIELDS} from '../../core/intake/intakeBody.ts'
import {PRIVACY_TOPICS} from '../../core/privacy/privacyTopics.ts'
import {SYNC_STATES} from '../../core/shopify/syncStatus.ts'
import {ActionBody} from './customerSync/actionRoute.ts'
import {MAX_BODY_BYTES} from './readBody.ts'
import {ExportBody} from './tenant/exportBody.ts'

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
const Webhook = z.looseObject({
  shop_domain: z.string(),
  customer: z.looseObject({email: z.string().nullish()}).optional(),
})
const LinkState = z.object({state: z.string()})

const REFUSALS: Record<string, string> = {
  '400': 'The body is malformed',
  '401': 'Send a token of the Sanity project as the bearer token; a webhook has to be signed',
  '403': 'The site does not take forms from this origin, or the token may not do that',
  '405': 'Another method is needed; see Allow',
  '413': `The body is larger than ${MAX_BODY_BYTES} bytes, or a webhook than 512 KB`,
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

const SyncedSite = z.looseObject({
  site: z.string(),
  state: z.enum(SYNC_STATES),
  fault: z.string().nullable(),
  problem: z.string(),
  rule: z.string().nullable().meta({description: 'The rule in one line.'}),
  hasDrifted: z.boolean(),
})
const SyncedSites = z.object({
  paused: z.boolean(),
  sites: z.array(SyncedSite),
  next: z.string().nullable().meta({description: '`after` of the next page.'}),
})
const SiteResults = z.object({
  sites: z.array(z.looseObject({site: z.string(), result: z.string()})),
})

/** The customer sync, for callers with a token of the Sanity project. */
function customerSync() {
  const security = [{sanityToken: []}]
  return {
    get: {
      summary: 'How the customer sync of the sites stands that the token reaches',
      description:
        'One site answers `not_configured`, `degraded` or `empty` where that is how it stands. Figures are ' +
        'those of redacted snapshots.',
      security,
      parameters: [
        query('site', 'Key of one site.', false),
        query('job', 'Id of a refresh, to see how far it is.', false),
        query('after', 'Key of the last site of the page before.', false),
      ],
      responses: {
        '200': json('How it stands', answerOf(z.union([SyncedSites, SyncedSite]))),
        ...refusals('401', '403', '422', '429', '503'),
      },
    },
    post: {
      summary: 'Preview or apply a policy, refresh, pause, resume',
      description:
        'With the rights of the token, as in the Studio. Each site has a result of its own.',
      security,
      requestBody: {
        required: true,
        content: {'application/json': {schema: schema(ActionBody)}},
      },
      responses: {
        '200': json('What became of each site', answerOf(SiteResults)),
        ...refusals('400', '401', '403', '422', '429', '503'),
      },
    },
  }
}

const exportId = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the export, <site>.export.<ulid>.',
  schema: {type: 'string'},
}

/** Asking for an export of leads, with the rights of the token. */
function requestExport() {
  const Asked = z.object({id: z.string(), site: z.string(), state: z.string(), url: z.string()})
  return {
    post: {
      summary: 'Ask for an export of leads',
      description:
        'For administrators of the site. A function prepares it; GET on its address follows it.',
      security: [{sanityToken: []}],
      parameters: [
        {
          name: 'X-Site',
          in: 'header',
          required: false,
          description: 'Key of the site, where the token reaches several.',
          schema: {type: 'string'},
        },
      ],
      requestBody: {
        required: true,
        content: {'application/json': {schema: schema(ExportBody)}},
      },
      responses: {
        '202': json('It will be prepared', answerOf(Asked)),
        ...refusals('400', '401', '403', '413', '415', '422', '429', '503'),
      },
    },
  }
}

/** The state of an export. */
function exportState() {
  const State = z.object({
    id: z.string(),
    site: z.string(),
    state: z.enum(['waiting', 'page', 'ready', 'expired', 'failed', 'cancelled']),
    format: z.string().nullable(),
    rows: z.int().nullable(),
    asOf: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime().nullable(),
    downloads: z.int(),
    reason: z.string().nullable(),
    download: z
      .object({url: z.string(), expiresAt: z.iso.datetime()})
      .nullable()
      .meta({description: 'A link to the file that works for minutes, once it is ready.'}),
  })
  return {
    get: {
      summary: 'What has become of an export, and a link to its file',
      security: [{sanityToken: []}],
      parameters: [
        exportId,
        query('ticket', 'In place of a token: what a page of the Studio wrote into it.', false),
      ],
      responses: {
        '200': json('Its state', answerOf(State)),
        '303': {description: 'With a ticket: the address of the file'},
        '404': {description: 'There is no such export, or the token does not reach it'},
        '410': {description: 'With a ticket: the export was deleted, is not ready, or has expired'},
        ...refusals('401', '403', '429', '503'),
      },
    },
  }
}

/** The file of an export. */
function exportFile() {
  const text = {schema: {type: 'string'}}
  return {
    get: {
      summary: 'The file of an export, made while it is sent',
      description:
        'Each lead as it is when it is read; leads that were created after the export was asked for are left ' +
        'out. An answer that breaks off is not the whole file.',
      parameters: [exportId, query('token', 'As the link has it.')],
      responses: {
        '200': {
          description: 'CSV (UTF-8 with byte order mark), or NDJSON',
          content: {'text/csv': text, 'application/x-ndjson': text},
        },
        '410': {description: 'The export was deleted, was changed, or has expired'},
        ...refusals('403', '429', '503'),
      },
    },
  }
}

/** Compliance webhooks, which Shopify sends. */
function shopifyWebhooks() {
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: {type: 'string'},
  })
  return {
    post: {
      summary: 'Shopify’s compliance webhooks: a customer’s data, their erasure, a store’s erasure',
      description:
        'Answered once the request is stored, with the key of the person only; a function then carries it ' +
        'out. Other topics are taken and ignored.',
      parameters: [
        header('X-Shopify-Topic', PRIVACY_TOPICS.join(', ')),
        header('X-Shopify-Shop-Domain', 'The store, which the body has to name as well.'),
        header(
          'X-Shopify-Hmac-Sha256',
          'HMAC-SHA256 of the raw body under the app’s secret, base64.',
        ),
        header('X-Shopify-Webhook-Id', 'Makes it safe to send the same webhook again.'),
      ],
      requestBody: {required: true, content: {'application/json': {schema: schema(Webhook)}}},
      responses: {
        '200': json('Stored, or of no concern here', answerOf(z.object({handled: z.boolean()}))),
        ...refusals('401', '413', '422', '429', '503'),
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
    components: {securitySchemes: {sanityToken: {type: 'http', scheme: 'bearer'}}},
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
      '/api/admin/shopify/customer-sync': customerSync(),
      '/api/v1/tenant/leads/export': requestExport(),
      '/api/v1/tenant/leads/export/{id}': exportState(),
      '/api/v1/tenant/leads/export/{id}/file': exportFile(),
      '/api/shopify/webhooks': shopifyWebhooks(),
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
