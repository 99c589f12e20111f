import type {SanityClient} from '@sanity/client'
import {newImport, parseImportId} from '../../../core/imports/importJob.ts'
import {MAPPING_VERSION, type ColumnTarget} from '../../../core/imports/importMapping.ts'
import type {ImportIntent, RowsToImport} from '../../../core/imports/importPlan.ts'
import {
  ChunkBuilder,
  uploadedChunk,
  type PreparedChunk,
} from '../../../core/imports/uploadChunks.ts'
import {formatUploadedRows, type UploadedRow} from '../../../core/imports/uploadedChunk.ts'
import {deterministicUlid} from '../../../core/people/ulid.ts'
import {clientAs} from './testServices.ts'

const tag = {tag: 'leads.test.import'}

/** Columns of the files of tests, by their headings. */
const TARGETS: Readonly<Record<string, ColumnTarget>> = {
  email: {kind: 'field', field: 'email'},
  name: {kind: 'field', field: 'name'},
  company: {kind: 'field', field: 'company'},
  newsletter: {
    kind: 'subscription',
    values: Object.fromEntries(
      (['none', 'pending', 'subscribed', 'unsubscribed', 'bounced', 'complained'] as const).map(
        (each) => [each, each] as const,
      ),
    ),
  },
  tags: {kind: 'tags', separator: ','},
  phone: {kind: 'field', field: 'phone'},
  number: {kind: 'custom', name: 'Customer number', type: 'text'},
  confirmed: {kind: 'evidence', part: 'confirmedAt'},
}

/** A file of a test: its columns, and rows of cells. */
export interface TestFile {
  name?: string
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}

/** What a test says beside the file. */
export type Choices = Partial<
  Pick<
    RowsToImport,
    | 'add'
    | 'check'
    | 'choices'
    | 'consent'
    | 'lists'
    | 'match'
    | 'notify'
    | 'mode'
    | 'sendConfirmation'
    | 'upload'
    | 'chunks'
  >
>

let made = 0

/** A new ULID each time. */
export function nextUlid(): string {
  made += 1
  return deterministicUlid(Date.now(), `import-${made}`)
}

/** Puts rows into chunks of so many. */
export function chunksOf(rows: readonly (readonly string[])[], size?: number): PreparedChunk[] {
  const uploaded = rows.map((cells, index): UploadedRow => ({line: index + 2, cells: [...cells]}))
  if (size !== undefined) {
    return Array.from({length: Math.ceil(uploaded.length / size)}, (_, index) => {
      const some = uploaded.slice(index * size, (index + 1) * size)
      const text = formatUploadedRows({first: index * size, file: 0, rows: some})
      return {index, file: 0, rows: some.length, ...text}
    })
  }
  const builder = new ChunkBuilder()
  const full = uploaded.flatMap((row) => builder.add(0, row) ?? [])
  const last = builder.flush()
  return last ? [...full, last] : full
}

/** The statement of consent in tests. */
export const STATED = {
  text: 'Send me the newsletter once a month.',
  at: '2026-01-02T00:00:00.000Z',
  where: 'https://artameta.example/newsletter',
}

/** The instruction to import a file whose chunks were uploaded. */
export function intentOf(
  file: Pick<TestFile, 'name' | 'columns'>,
  chunks: readonly PreparedChunk[],
  choices: Choices = {},
): ImportIntent {
  return {
    version: 1,
    work: {
      kind: 'rows',
      mode: 'write',
      upload: nextUlid(),
      files: [
        {
          name: file.name ?? 'people.csv',
          vendor: null,
          mapping: {
            version: MAPPING_VERSION,
            columns: file.columns.map((heading) => ({
              heading,
              target: TARGETS[heading] ?? {kind: 'ignore'},
            })),
          },
          subscription: null,
          timeZone: 'UTC',
        },
      ],
      chunks: chunks.map(({file: index, rows, digest}) => ({file: index, rows, digest})),
      choices: {existing: 'fill', fields: {}, rows: {}},
      consent: null,
      add: {tags: [], lists: [], campaigns: []},
      lists: {},
      sendConfirmation: false,
      notify: null,
      ...choices,
    },
  }
}

/** Uploads chunks as a user. */
export async function upload(
  client: SanityClient,
  ulid: string,
  createdBy: string,
  chunks: readonly PreparedChunk[],
): Promise<void> {
  const now = new Date().toISOString()
  for (const each of chunks) {
    const document = uploadedChunk({site: 'artameta', ulid, createdBy}, each, now)
    await client.createOrReplace(document, tag)
  }
}

/** Uploads a file, and asks for its import, as a user of artameta. */
export async function askImport(
  stack: {lake: {url: string}},
  file: TestFile,
  choices: Choices = {},
  {user = 'artameta-editor', size}: {user?: string; size?: number} = {},
): Promise<string> {
  const client = clientAs(stack, user)
  const chunks = chunksOf(file.rows, size)
  const ulid = choices.upload ?? nextUlid()
  await upload(client, ulid, user, chunks)
  const intent = intentOf(file, chunks, {upload: ulid, ...choices})
  const job = newImport({site: 'artameta', ulid: nextUlid(), intent, createdBy: user})
  await client.create(job, tag)
  return job._id
}

/** Asks to undo an import, as an administrator. */
export async function askUndo(
  stack: {lake: {url: string}},
  importId: string,
  user = 'artameta-admin',
): Promise<string> {
  const intent: ImportIntent = {version: 1, work: {kind: 'undo', importId}}
  const site = parseImportId(importId)?.site ?? ''
  const job = newImport({site, ulid: nextUlid(), intent, createdBy: user})
  await clientAs(stack, user).create(job, tag)
  return job._id
}
