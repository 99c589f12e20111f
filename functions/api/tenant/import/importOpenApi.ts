import {z} from 'zod'
import {IMPORT_LABELS} from '../../../../core/imports/importLabels.ts'
import {answerOf, json, query, refusals, schema} from '../../openApiParts.ts'
import {MAX_IMPORT_BYTES} from './bodyBytes.ts'
import {OPTIONS_HEADER} from './importFile.ts'
import {ImportOptions} from './importOptions.ts'

const security = [{sanityToken: []}]

function header(name: string, description: string) {
  return {name, in: 'header', required: false, description, schema: {type: 'string'}}
}

const importId = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of the import, <site>.import.<ulid>.',
  schema: {type: 'string'},
}

const NOT_FOUND = {
  '404': {description: 'There is no such import, or the token does not reach it'},
}

/** Asking for an import of leads, with the rights of the token. */
export function requestImport() {
  const Asked = z.object({
    id: z.string(),
    site: z.string(),
    dryRun: z.boolean(),
    state: z.string(),
    url: z.string(),
    rows: z.int().meta({description: 'Rows that were uploaded.'}),
    file: z.looseObject({name: z.string(), vendor: z.string().nullable(), encoding: z.string()}),
    mapping: z
      .record(z.string(), z.looseObject({}))
      .meta({description: 'What each column is for, as the option `mapping` takes it.'}),
    guesses: z.array(z.object({column: z.string(), confidence: z.number(), reason: z.string()})),
  })
  const options = schema(ImportOptions, 'input')
  const rows = {schema: {type: 'string'}}
  return {
    post: {
      summary: 'Import a file of leads',
      description:
        'For editors and administrators of the site. The rows are uploaded while the file arrives; a function ' +
        `then imports them, and GET on its address follows it. At most ${MAX_IMPORT_BYTES / 1024 / 1024} MB, ` +
        'unpacked; "Content-Encoding: gzip" is taken. A request that breaks off imports nothing.',
      security,
      parameters: [
        header('X-Site', 'Key of the site, where the token reaches several.'),
        header('Idempotency-Key', 'The same key with the same file gives the same import.'),
        header(OPTIONS_HEADER, 'JSON of the options, where the body is the file itself.'),
      ],
      requestBody: {
        required: true,
        content: {
          'text/csv': rows,
          'text/tab-separated-values': rows,
          'application/x-ndjson': rows,
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file'],
              properties: {
                options: {...options, description: 'JSON; before the file.'},
                file: {type: 'string', format: 'binary'},
              },
            },
          },
        },
      },
      responses: {
        '202': json('It will be imported', answerOf(Asked)),
        '408': {description: 'Nothing more of the body arrived for 30 s'},
        ...refusals('400', '401', '403', '413', '415', '422', '429', '503'),
      },
    },
  }
}

const State = z.object({
  id: z.string(),
  site: z.string(),
  title: z.string(),
  kind: z.enum(['dryRun', 'import', 'undo']),
  state: z.enum(['queued', 'running', 'succeeded', 'partly', 'failed', 'cancelled']),
  totals: z.object({
    total: z.int(),
    done: z.int(),
    succeeded: z.int(),
    unchanged: z.int(),
    skipped: z.int(),
    failed: z.int(),
  }),
  counts: z
    .partialRecord(z.enum(IMPORT_LABELS), z.int())
    .meta({description: 'How many rows, by what became of them.'}),
  reconciliation: z
    .array(
      z.object({
        state: z.string().meta({description: 'total, or a state of the subscription.'}),
        source: z.int().nullable().meta({description: 'As sourceTotals states it.'}),
        files: z.int().meta({description: 'Rows that say so.'}),
        stored: z.int().meta({description: 'People who are stored so.'}),
        fromSource: z.int().nullable().meta({description: 'Rows less people of the source.'}),
        differences: z.array(z.object({cause: z.string(), count: z.int()})).meta({
          description: 'Why other people are stored so than rows say. They add up.',
        }),
      }),
    )
    .nullable()
    .meta({description: 'Once it has ended: the people of the source, of the file and stored.'}),
  waitingFor: z.string().nullable(),
  reason: z.string().nullable().meta({
    description: 'Why it failed as a whole, such as the limit of the site’s plan.',
  }),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  errors: z.string().nullable().meta({description: 'Address of the rows to correct.'}),
})

/** The state of an import. */
export function importState() {
  return {
    get: {
      summary: 'How far an import is, and what became of its rows',
      security,
      parameters: [importId],
      responses: {
        '200': json('Its state', answerOf(State)),
        ...NOT_FOUND,
        ...refusals('401', '429', '503'),
      },
    },
  }
}

/** The rows of an import to correct. */
export function importErrors() {
  return {
    get: {
      summary: 'The rows that were not imported, or not whole, with the reason',
      description: 'Corrected, the file can be imported again. Rows are kept for seven days.',
      security,
      parameters: [importId, query('file', 'Number of the file, from 0.', false)],
      responses: {
        '200': {
          description:
            'CSV (UTF-8 with byte order mark): the columns as they were sent, and the reason',
          content: {'text/csv': {schema: {type: 'string'}}},
        },
        ...NOT_FOUND,
        '409': {description: 'The import is under way'},
        '410': {description: 'The rows were removed'},
        ...refusals('401', '422', '429', '503'),
      },
    },
  }
}

/** A change of an import. */
export function changeImport(summary: string) {
  return {
    post: {
      summary,
      description: 'For who asked for it, and administrators of the site. What is imported stays.',
      security,
      parameters: [importId],
      responses: {
        '202': json('Its state', answerOf(State)),
        ...NOT_FOUND,
        '409': {description: 'The import has ended, or cannot go on'},
        ...refusals('401', '403', '429', '503'),
      },
    },
  }
}
