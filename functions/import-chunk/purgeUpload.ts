import {commitDecision} from '../../core/changes/commitDecision.ts'
import {guardedPatch} from '../../core/changes/mutation.ts'
import {chunk} from '../../core/documents/chunk.ts'
import {uploadedChunkId} from '../../core/imports/uploadChunks.ts'
import {hasEnded} from '../../core/jobs/jobRecord.ts'
import type {JobChunk, LeadImport} from '../../core/sanity.types.generated.ts'
import {isSealedUpload} from '../../core/privacy/uploadErasure.ts'
import {isDocumentOfKind, parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {changeStore} from '../shared/changeStore.ts'
import {listAuthors} from '../shared/documentHistory.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {readCreatedWork} from '../shared/createdWork.ts'

/** Chunks that are removed in one transaction. */
const AT_ONCE = 100

/**
 * Removes the uploaded rows of an import that has ended, when its author asks for it before their time is
 * over. It removes chunks of that author only: the instruction may name any upload.
 *
 * @param id - id of a `leadImport`; for any other id there is nothing to do
 */
export async function purgeUpload(services: FunctionServices, id: string): Promise<void> {
  const {client, now} = services
  const parsed = parseIdOfKind(id, 'import')
  const created = parsed && (await readCreatedWork(client, id))
  if (!parsed || !created) return
  const {author, work} = created
  const store = changeStore(client, 'leads.import.purge', () =>
    client.getDocument<LeadImport>(id, {tag: 'leads.import.purge'}),
  )
  const job = await store.read()
  if (!job || !isDocumentOfKind(job, 'import') || !hasEnded(job)) return
  const ids =
    work?.kind === 'rows'
      ? work.chunks.map((_, index) => uploadedChunkId(parsed.site, work.upload, index))
      : []
  const site = (await services.registry.site(parsed.site)) ?? {key: parsed.site}
  const secret = services.secrets(site, 'privacy')
  for (const some of chunk(ids, AT_ONCE)) await removeOwn(services, some, author, secret)
  await commitDecision(store, (current) => ({
    mutations: current ? [guardedPatch(current, {set: {purgedAt: now()}})] : [],
  }))
}

async function removeOwn(
  {client}: FunctionServices,
  ids: readonly string[],
  author: string | null,
  secret: string,
): Promise<void> {
  const found = await client.getDocuments<JobChunk>([...ids], {tag: 'leads.import.purge'})
  const own = found.flatMap((document) =>
    document && document.createdBy === author ? [document] : [],
  )
  const first = own.find((each) => !isSealedUpload(secret, each))?._id
  // A grant asks the writer of a chunk to name themselves; hosted plans without roles do not. The history
  // of a chunk in which an erasure emptied rows begins with that.
  const authors = first === undefined ? [] : await listAuthors(client, first)
  if (authors === null || authors.some((each) => each !== author)) return
  await client.mutate(
    own.map(({_id}) => ({delete: {id: _id}})),
    {tag: 'leads.import.purge', visibility: 'async', returnDocuments: false},
  )
}
