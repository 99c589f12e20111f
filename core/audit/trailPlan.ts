import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {ActivityRecord} from './auditOfActivity.ts'
import {auditedId, auditedType, type AuditedKind} from './auditedDocuments.ts'
import {entryTells} from './entryCoverage.ts'
import type {DocumentMutations, StoreTransaction} from './storeTransaction.ts'

/** Documents of one transaction that are told one by one; of more, one event tells them together. */
export const MAX_TOLD_CHANGES = 100

/** What has to be read of a transaction before it can be told in one chain. */
export type TransactionPlan =
  /** There is nothing to tell. */
  | {kind: 'skip'}
  /** A function wrote shares of a job: what they note of it is enough. */
  | {kind: 'shares'; shareIds: string[]}
  /** Its mutations. */
  | {kind: 'content'}

const FUNCTION_SHARE = /\.chunk\.job\./u
const PAGE_SHARE = /\.chunk\.page\./u

/** Kinds whose every change by a function comes with an entry of a timeline, or should. */
const PEOPLE: ReadonlySet<AuditedKind> = new Set(['lead', 'subscriber', 'suppression'])
/** Kinds that functions only delete for somebody. */
const DELETED_BY_FUNCTIONS: ReadonlySet<AuditedKind> = new Set([
  'activity',
  'bulk',
  'email',
  'export',
  'import',
  'refresh',
  'submission',
])
/** Kinds that functions write as a part of their work. */
const OWN_WORK: ReadonlySet<AuditedKind> = new Set(['chunk', 'pending', 'snapshot'])

/** The chains that tell of a transaction, and the documents that each is about. */
export function documentsByChain({documentIds}: StoreTransaction): Map<string, string[]> {
  const chains = new Map<string, string[]>()
  for (const id of new Set(documentIds)) {
    const audited = auditedId(id)
    if (!audited || audited.kind === 'pending') continue
    const known = chains.get(audited.chain)
    if (known) known.push(id)
    else chains.set(audited.chain, [id])
  }
  return chains
}

/**
 * What has to be read of a transaction to tell it in a chain.
 *
 * @param ids - its documents that belong to the chain
 * @param byProduct - whether a function or a server of the product made it
 */
export function planOf(ids: readonly string[], byProduct: boolean): TransactionPlan {
  if (ids.length === 0) return {kind: 'skip'}
  const shareIds = byProduct ? ids.filter((id) => FUNCTION_SHARE.test(id)) : []
  if (shareIds.length === 0) return {kind: 'content'}
  return ids.some((id) => parseTenantDocumentId(id)?.kind === 'activity')
    ? {kind: 'shares', shareIds}
    : {kind: 'skip'}
}

/** Ids of the entries that a transaction writes to timelines. */
export function entriesOf(documents: ReadonlyMap<string, DocumentMutations>): string[] {
  return [...documents.values()].flatMap(({id, created}) =>
    created !== null && parseTenantDocumentId(id)?.kind === 'activity' ? [id] : [],
  )
}

/** The share of a bulk act that a user's page writes in a transaction; `null` where there is none. */
export function pageShareOf(documents: ReadonlyMap<string, DocumentMutations>): string | null {
  const entries = entriesOf(documents)
  const [share] = [...documents.keys()].filter((id) => PAGE_SHARE.test(id))
  return share !== undefined && entries.length > 0 ? share : null
}

function isKept({created, patched, isDeleted}: DocumentMutations, kind: AuditedKind): boolean {
  const {kept} = auditedType(kind)
  return created === null && !isDeleted && [...patched].every((path) => kept.has(path))
}

function isToldByUser(change: DocumentMutations, kind: AuditedKind): boolean {
  const {id, created, isDeleted} = change
  switch (kind) {
    case 'activity':
      return created === null || isDeleted
    case 'bulk':
    case 'export':
    case 'import':
      // Beginnings and ends of jobs have events of their own, where it is their author who says so.
      return created === null || isDeleted
    case 'chunk':
      return FUNCTION_SHARE.test(id)
    default:
      return true
  }
}

function isToldOfProduct(
  {id, isDeleted}: DocumentMutations,
  kind: AuditedKind,
  entryKeys: ReadonlySet<string>,
): boolean {
  if (OWN_WORK.has(kind)) return false
  if (DELETED_BY_FUNCTIONS.has(kind)) return isDeleted
  return !PEOPLE.has(kind) || !entryKeys.has(parseTenantDocumentId(id)?.key ?? '')
}

/** The leads of a transaction of which an entry tells all that was done to them. */
export function toldByEntries(
  documents: ReadonlyMap<string, DocumentMutations>,
  entries: readonly ActivityRecord[],
): Set<string> {
  return new Set(
    entries.flatMap((entry) => {
      const change = documents.get(entry.leadId ?? '')
      return change && entryTells(entry, change) ? [change.id] : []
    }),
  )
}

/**
 * The documents of a transaction whose difference is told, because no entry of a timeline tells it in
 * the product's own words: all that a user changed, and of what a function did what has no entry. Of
 * a share of a bulk act the leads are left out of which an entry tells everything.
 *
 * @param ids - documents of the transaction that belong to the chain
 * @param documents - what its mutations do to them
 * @param entries - entries of timelines that it created
 * @param meddledIds - jobs that a user wrote to whose job it is not, or of which functions tell the end:
 *   everything that was done to them is told
 */
export function changesToTell(
  ids: readonly string[],
  documents: ReadonlyMap<string, DocumentMutations>,
  entries: readonly ActivityRecord[],
  byProduct: boolean,
  meddledIds: ReadonlySet<string> = new Set(),
): string[] {
  const entryKeys = new Set(
    entries.flatMap(({_id}) => parseTenantDocumentId(_id)?.key.split('.')[0] ?? []),
  )
  const byShare = pageShareOf(documents) === null ? null : toldByEntries(documents, entries)
  return ids.filter((id) => {
    const kind = auditedId(id)?.kind
    if (kind === undefined || kind === 'pending') return false
    const change = documents.get(id)
    // The history names the document and does not say what became of it: a purge does that.
    if (!change) return !byProduct || kind !== 'chunk'
    if (meddledIds.has(id)) return true
    if (isKept(change, kind)) return false
    return byProduct
      ? isToldOfProduct(change, kind, entryKeys)
      : isToldByUser(change, kind) && byShare?.has(id) !== true
  })
}
