import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {commitOnce, committer} from '../../../../core/changes/commitDecision.ts'
import {retry, retryAfterMs} from '../../../../core/changes/retry.ts'
import type {RowsToImport} from '../../../../core/imports/importPlan.ts'
import {
  uploadedChunk,
  type PreparedChunk,
  type Upload,
} from '../../../../core/imports/uploadChunks.ts'
import type {Problem} from '../../../../core/problems/problem.ts'
import {tenantDocumentId} from '../../../../core/tenancy/documentId.ts'
import {failureOf} from '../../../ui/failure.ts'

/** Chunks that are on their way at a time: the store answers one while the next is prepared. */
const AT_ONCE = 3

/** Pauses before further attempts, in milliseconds: a chunk is given up after about six minutes without an answer. */
const PAUSES_MS = [500, 1000, 2000, 5000, 10_000, ...Array<number>(10).fill(30_000)]

/** Longest pause that the store may ask for, in milliseconds. */
const LONGEST_PAUSE_MS = 120_000

/** What the instruction of an import says of an uploaded chunk. */
type UploadedChunk = RowsToImport['chunks'][number]

/** How far an upload is. */
export interface UploadProgress {
  rows: number
  chunks: number
  /** Why it waits, while the store does not answer; else `null`. */
  waitingFor: Problem | null
}

/** What {@link uploadRows} depends on. */
export interface UploadOptions {
  client: SanityClient
  upload: Upload
  /** Digests of chunks that an interrupted upload left in the store, by their index. */
  stored: ReadonlyMap<number, string>
  onProgress: (progress: UploadProgress) => void
  signal: AbortSignal
  /** Lets so many milliseconds pass, or rejects when the signal aborts. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>
  /** ISO 8601, UTC. */
  now: () => string
}

const storedChunksQuery = defineQuery(
  '*[_type == "jobChunk" && _id in path($path) && _id > $after] | order(_id)[0...1000]{_id, index, digest}',
)

/**
 * Reads which chunks of an interrupted upload the store has.
 *
 * @returns digests by the index of the chunk
 */
export async function storedChunks(
  client: SanityClient,
  {site, ulid}: Pick<Upload, 'site' | 'ulid'>,
  signal: AbortSignal,
): Promise<Map<number, string>> {
  const path = tenantDocumentId(site, 'chunk', 'page', ulid, '*')
  const digests = new Map<number, string>()
  for (let after = ''; ;) {
    const found = await client.fetch<{_id: string; index: number | null; digest: string | null}[]>(
      storedChunksQuery,
      {path, after},
      {perspective: 'raw', signal, tag: 'leads.import.stored'},
    )
    for (const {index, digest} of found) {
      if (index !== null && digest !== null) digests.set(index, digest)
    }
    const last = found.at(-1)
    if (!last) return digests
    after = last._id
  }
}

/**
 * Uploads chunks as they are prepared, some at a time. A chunk that the store has already is not sent
 * again; chunks of a longer file that was uploaded before stay until they expire. While the store is away
 * or busy, it waits and goes on.
 *
 * @returns what the instruction names of each chunk, in order
 * @throws the store's error when it refuses, or gives no answer for minutes; the reason of the signal
 */
export async function uploadRows(
  chunks: AsyncIterable<PreparedChunk>,
  options: UploadOptions,
): Promise<UploadedChunk[]> {
  const {stored, onProgress, signal} = options
  const progress: UploadProgress = {rows: 0, chunks: 0, waitingFor: null}
  const uploaded: UploadedChunk[] = []
  const sending = new Set<Promise<void>>()
  let failure: {error: unknown} | null = null

  const send = async (chunk: PreparedChunk): Promise<void> => {
    if (stored.get(chunk.index) !== chunk.digest) {
      await sendChunk(chunk, options, (waitingFor) => {
        progress.waitingFor = waitingFor
        onProgress({...progress})
      })
    }
    progress.rows += chunk.rows
    progress.chunks += 1
    onProgress({...progress})
  }

  for await (const chunk of chunks) {
    signal.throwIfAborted()
    const {file, rows, digest} = chunk
    uploaded[chunk.index] = {file, rows, digest}
    const sent = send(chunk)
      .catch((error: unknown) => {
        failure ??= {error}
      })
      .finally(() => sending.delete(sent))
    sending.add(sent)
    if (sending.size >= AT_ONCE) await Promise.race(sending)
    if (failure) break
  }
  await Promise.all(sending)
  throwFailure(failure)
  return uploaded
}

function throwFailure(failure: {error: unknown} | null): void {
  if (failure) throw failure.error
}

async function sendChunk(
  chunk: PreparedChunk,
  {client, upload, signal, pause, now}: UploadOptions,
  onWait: (problem: Problem | null) => void,
): Promise<void> {
  const store = committer(client, 'leads.import.upload', 'async')
  let hasWaited = false
  const send = async () => {
    signal.throwIfAborted()
    await commitOnce(store, [{createOrReplace: uploadedChunk(upload, chunk, now())}])
  }
  await retry(send, {
    pauses: PAUSES_MS,
    mayPass(error) {
      const {kind} = failureOf(error)
      return kind === 'offline' || kind === 'timeout' || kind === 'limited'
    },
    sleep(ms, error) {
      hasWaited = true
      onWait(failureOf(error).problems[0] ?? null)
      const asked = retryAfterMs(error, Date.now())
      return pause(asked === null ? ms : Math.min(asked, LONGEST_PAUSE_MS), signal)
    },
  })
  if (hasWaited) onWait(null)
}
