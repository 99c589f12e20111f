import {z} from 'zod'
import {answerOf, json, query, refusals, schema} from '../openApiParts.ts'
import {ExportBody} from './exportBody.ts'

const exportId = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the export, <site>.export.<ulid>.',
  schema: {type: 'string'},
}

/** Asking for an export of leads, with the rights of the token. */
export function requestExport() {
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
        content: {'application/json': {schema: schema(ExportBody, 'input')}},
      },
      responses: {
        '202': json('It will be prepared', answerOf(Asked)),
        ...refusals('400', '401', '403', '413', '415', '422', '429', '503'),
      },
    },
  }
}

/** The state of an export. */
export function exportState() {
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
export function exportFile() {
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
