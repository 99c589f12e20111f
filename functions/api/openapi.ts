import {z} from 'zod'
import {HONEYPOT_FIELD, MAX_FIELDS} from '../../core/intake/intakeBody.ts'
import {PRIVACY_TOPICS} from '../../core/privacy/privacyTopics.ts'
import {SYNC_STATES} from '../../core/shopify/syncStatus.ts'
import {ActionBody} from './customerSync/actionRoute.ts'
import {answerOf, json, query, refusals, schema} from './openApiParts.ts'
import {exportFile, exportState, requestExport} from './tenant/exportOpenApi.ts'
import {
  changeImport,
  importErrors,
  importState,
  requestImport,
} from './tenant/import/importOpenApi.ts'

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
      '/api/v1/tenant/leads/import': requestImport(),
      '/api/v1/tenant/leads/import/{id}': importState(),
      '/api/v1/tenant/leads/import/{id}/errors': importErrors(),
      '/api/v1/tenant/leads/import/{id}/cancel': changeImport('Stop an import'),
      '/api/v1/tenant/leads/import/{id}/resume': changeImport(
        'Go on with an import that was stopped, or failed',
      ),
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
