import type {SanityClient} from '@sanity/client'
import type {ActivityRecord} from '../../core/audit/auditOfActivity.ts'
import type {AuditedJob} from '../../core/audit/auditOfJob.ts'
import type {FunctionChunk} from '../../core/audit/auditOfTransaction.ts'
import {digestOfDocuments} from '../../core/audit/chunkDigest.ts'
import type {
  DocumentMutations,
  StoreDocument,
  StoreTransaction,
} from '../../core/audit/storeTransaction.ts'
import {createdActivityIds, type TransactionPlan} from '../../core/audit/trailPlan.ts'
import {isAuditedJob} from '../../core/jobs/jobKinds.ts'
import {hasEnded} from '../../core/jobs/jobRecord.ts'
import type {JobChunk} from '../../core/sanity.types.generated.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {
  creationOf,
  documentsAt,
  readChanges,
  type DocumentOrigin,
} from '../shared/documentHistory.ts'
import {readDocuments} from '../shared/readDocuments.ts'

/** A transaction as it concerns one chain. */
export interface TransactionPart {
  transaction: StoreTransaction
  chain: string
  /** Its documents that belong to the chain. */
  ids: readonly string[]
  byProduct: boolean
  plan: TransactionPlan
}

type Documents = ReadonlyMap<string, DocumentMutations>

/** Finds out who created documents, and asks the history once for each. */
export interface CreationReader {
  /**
   * The creation of a document as it was when a transaction wrote it. A later creation, after a
   * deletion, is that of another document.
   */
  of(id: string, transaction: StoreTransaction): Promise<DocumentOrigin | null>
}

export function createCreationReader(client: SanityClient): CreationReader {
  const newest = new Map<string, Promise<DocumentOrigin | null>>()
  return {
    async of(id, transaction) {
      const asked = newest.get(id) ?? creationOf(client, id)
      newest.set(id, asked)
      const creation = await asked
      const isLater = creation && Date.parse(creation.at) > Date.parse(transaction.at)
      return isLater ? creationOf(client, id, transaction.id) : creation
    },
  }
}

/**
 * The jobs that a transaction began or ended, and those that it tampered with: a user changed a job of
 * somebody else, or ended one that functions carry out.
 */
export async function readJobs(
  client: SanityClient,
  creations: CreationReader,
  {transaction, ids, byProduct}: TransactionPart,
  documents: Documents,
): Promise<{jobs: AuditedJob[]; tamperedJobIds: Set<string>}> {
  const jobs: AuditedJob[] = []
  const tamperedJobIds = new Set<string>()
  for (const id of ids) {
    const kind = parseTenantDocumentId(id)?.kind
    const change = documents.get(id)
    if (!isAuditedJob(kind, 'end') || !change || change.isDeleted) continue
    const creation = await creations.of(id, transaction)
    const author = creation?.author ?? null
    const isOthers = !byProduct && author !== transaction.author
    if (isOthers) tamperedJobIds.add(id)
    const isStart = isAuditedJob(kind, 'start') && change.created !== null
    const isEnd = hasEnded({state: change.set['state'] ?? change.created?.['state']})
    // What users write there proves nothing.
    const isDownload = byProduct && kind === 'export' && change.set['downloadedBy'] !== undefined
    if (isOthers || (!isStart && !isEnd && !isDownload)) continue
    const {changes} = await readChanges(client, [id], transaction.id)
    const after = changes[0]?.after
    if (!after) continue
    // Users begin such jobs; only functions end them.
    if (!byProduct && isEnd && after['way'] === 'function') {
      tamperedJobIds.add(id)
      continue
    }
    const intent = await readIntent(client, id, creation, after, transaction)
    const job = {...after, _id: id, ...(typeof intent === 'string' ? {intent} : {})}
    if (isStart) jobs.push({kind, moment: 'start', job, author})
    if (isEnd) jobs.push({kind, moment: 'end', job, author})
    if (isDownload) jobs.push({kind, moment: 'download', job, author})
  }
  return {jobs, tamperedJobIds}
}

/** The intent that the document of a job had when it was created. */
async function readIntent(
  client: SanityClient,
  id: string,
  creation: DocumentOrigin | null,
  after: StoreDocument,
  transaction: StoreTransaction,
): Promise<unknown> {
  if (!creation || creation.id === transaction.id) return after['intent']
  return (await documentsAt(client, [id], creation.id)).get(id)?.['intent']
}

/**
 * The chunks that functions wrote, by what the documents of the chunks note.
 *
 * @returns `null` for a part of which a document is gone or notes nothing
 */
export async function readChunks(
  client: SanityClient,
  creations: CreationReader,
  parts: readonly TransactionPart[],
): Promise<Map<TransactionPart, FunctionChunk[] | null>> {
  const wanted = parts.flatMap(({plan}) => (plan.kind === 'chunks' ? plan.chunkIds : []))
  const stored = await readDocuments<JobChunk>(client, wanted, 'leads.trail.shares')
  const read = new Map<TransactionPart, FunctionChunk[] | null>()
  for (const part of parts) {
    const {plan, transaction} = part
    if (plan.kind !== 'chunks') continue
    const chunks: FunctionChunk[] = []
    for (const id of plan.chunkIds) {
      const document = stored.get(id)
      const write = document?.writes?.find((each) => each.transaction === transaction.id)
      if (document && write) {
        const {jobId} = document
        const author = (await creations.of(jobId, transaction))?.author ?? null
        chunks.push({id, jobId, write, author})
      }
    }
    read.set(part, chunks.length === plan.chunkIds.length ? chunks : null)
  }
  return read
}

/**
 * The chunk of a transaction whose document is gone, derived from the activities.
 *
 * @param documents - content of the transaction, where the history has it
 */
export async function deriveChunks(
  creations: CreationReader,
  {transaction, ids, plan}: TransactionPart,
  documents: Documents | undefined,
): Promise<FunctionChunk[]> {
  const [id] = plan.kind === 'chunks' ? plan.chunkIds : []
  if (id === undefined || !documents) return []
  const own = new Set(ids)
  const activities = createdActivityIds(documents).flatMap((each): ActivityRecord[] => {
    const created = own.has(each) ? documents.get(each)?.created : null
    return created ? [{...created, _id: each}] : []
  })
  const jobId = activities.map((activity) => activity.jobId).find(Boolean)
  const write = {
    transaction: transaction.id,
    entries: activities.length,
    digest: digestOfDocuments(activities),
  }
  const creation = jobId ? await creations.of(jobId, transaction) : null
  return [{id, jobId: jobId ?? id, write, author: creation?.author ?? null}]
}
