import type {SanityClient} from '@sanity/client'
import type {AuditedJob} from '../../core/audit/auditOfJob.ts'
import type {
  DocumentMutations,
  StoreDocument,
  StoreTransaction,
} from '../../core/audit/storeTransaction.ts'
import {isAuditedJob} from '../../core/jobs/jobKinds.ts'
import {hasEnded} from '../../core/jobs/jobRecord.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {creationOf, documentsAt, readChanges} from '../shared/storeHistory.ts'

type Creation = Awaited<ReturnType<typeof creationOf>>

/** Tells who created documents, and asks the history once for each. */
export interface CreationReader {
  /**
   * The creation of a document as it was when a transaction wrote to it: a later one, after a deletion,
   * is that of another document.
   */
  of(id: string, transaction: StoreTransaction): Promise<Creation>
}

export function createCreationReader(client: SanityClient): CreationReader {
  const newest = new Map<string, Promise<Creation>>()
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

/** What a job was asked for: what its document said when it was created. */
async function askedFor(
  client: SanityClient,
  id: string,
  creation: Creation,
  after: StoreDocument,
  transaction: StoreTransaction,
): Promise<unknown> {
  if (!creation || creation.id === transaction.id) return after['intent']
  return (await documentsAt(client, [id], creation.id)).get(id)?.['intent']
}

/** The documents of one site that a transaction wrote. */
interface Written {
  transaction: StoreTransaction
  ids: readonly string[]
  byProduct: boolean
}

/**
 * The jobs that a transaction began or ended, and those that a user wrote to who may not say that: jobs
 * of somebody else, and the ends of those that functions carry out.
 */
export async function readJobs(
  client: SanityClient,
  creations: CreationReader,
  {transaction, ids, byProduct}: Written,
  documents: ReadonlyMap<string, DocumentMutations>,
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
    if (isOthers || (!isStart && !isEnd)) continue
    const {changes} = await readChanges(client, [id], transaction.id)
    const after = changes[0]?.after
    if (!after) continue
    if (!byProduct && after['way'] === 'function') {
      tamperedJobIds.add(id)
      continue
    }
    const intent = await askedFor(client, id, creation, after, transaction)
    const job = {...after, _id: id, ...(typeof intent === 'string' ? {intent} : {})}
    if (kind === 'bulk') jobs.push({type: 'bulkChange', job, author})
    if (kind === 'refresh') jobs.push({type: 'snapshotRefresh', job, author})
    if (isStart) jobs.push({type: 'leadExport', moment: 'started', job, author})
    if (kind === 'export' && isEnd) jobs.push({type: 'leadExport', moment: 'finished', job, author})
  }
  return {jobs, tamperedJobIds}
}
