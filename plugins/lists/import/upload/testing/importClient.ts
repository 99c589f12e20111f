import {readFile} from 'node:fs/promises'
import {basename} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {createClient} from '@sanity/client'
import {
  importIntent,
  namedLists,
  type ImportDraft,
} from '../../../../../core/imports/importDraft.ts'
import {importId, newImport} from '../../../../../core/imports/importJob.ts'
import {hasEnded} from '../../../../../core/jobs/jobRecord.ts'
import type {LeadImport} from '../../../../../core/sanity.types.generated.ts'
import {retry} from '../../../../../core/changes/retry.ts'
import {createImport} from '../../check/createImport.ts'
import {createLists, idsOfLists} from '../../check/createLists.ts'
import {createFileParser} from '../../parsing/createFileParser.ts'
import {pauseFor} from '../pauseFor.ts'
import {storedChunks, uploadRows} from '../uploadRows.ts'

/** What a person does on the page of an import. */
export interface ImportVisit {
  lakeUrl: string
  projectId: string
  dataset: string
  token: string
  site: string
  /** Id of the person. */
  user: string
  /** Path of the file. */
  file: string
  /** With one file, whose key is that of the first table that is opened. */
  draft: ImportDraft
  /** ULID of the upload, which the browser keeps, and of its check. */
  upload: string
  /** ULID of the import. */
  write: string
  /** ULIDs of lists that are created, by the keys of their names. */
  lists: [string, string][]
}

/**
 * Does what the page of an import does, with the same code and without drawing, until the import has ended:
 * for tests that kill it. What a person would try again it tries again.
 *
 *   node importClient.ts <an ImportVisit as JSON>
 */
const visit: ImportVisit = JSON.parse(process.argv[2] ?? '')
const {site, user, draft, upload, write} = visit
const client = createClient({
  projectId: visit.projectId,
  dataset: visit.dataset,
  apiHost: visit.lakeUrl,
  token: visit.token,
  useProjectHostname: false,
  useCdn: false,
  apiVersion: '2025-02-19',
  perspective: 'raw',
})
const {signal} = new AbortController()

/** Asks again, as a person does while the page says that the store is away. */
function insist<T>(work: () => Promise<T>): Promise<T> {
  const mayPass = (error: unknown): boolean => error instanceof Error && !('statusCode' in error)
  return retry(work, {pauses: Array<number>(200).fill(100), mayPass, sleep: (ms) => sleep(ms)})
}

async function end(id: string): Promise<void> {
  for (;;) {
    const job = await insist(() => client.getDocument<LeadImport>(id, {tag: 'leads.test.job'}))
    if (job && hasEnded(job)) return
    await sleep(50)
  }
}

process.stdout.write('ready {}\n')
const parser = createFileParser()
const {sheets} = await parser.open([new File([await readFile(visit.file)], basename(visit.file))])
const columns = {email: 0, key: null}
const toRead = sheets.map(({key}) => ({key, options: {}, columns}))
const target = {site, ulid: upload, createdBy: user}
const now = () => new Date().toISOString()
const chunks = await uploadRows(parser.chunks(toRead), {
  client,
  upload: target,
  stored: await insist(() => storedChunks(client, target, signal)),
  onProgress: () => undefined,
  signal,
  pause: pauseFor,
  now,
})
const files = {upload, chunks}
const lists = namedLists(draft, [])
const ids = idsOfLists(site, lists, new Map(visit.lists))
const order = {draft, files, lists: ids, now: now()}
const check = importIntent({...order, mode: 'check', check: null})
await end(
  await insist(() =>
    createImport(client, newImport({site, ulid: upload, intent: check, createdBy: user})),
  ),
)
const created = importId(site, write, 'rows')
await insist(() =>
  createLists(client, {site, lists, ids, draft, importId: created, createdBy: user}),
)
const intent = importIntent({...order, mode: 'write', check: upload})
await end(
  await insist(() => createImport(client, newImport({site, ulid: write, intent, createdBy: user}))),
)
