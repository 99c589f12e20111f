import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {ActivityRecord} from './auditOfActivity.ts'
import {auditedId, auditedType, type AuditedKind} from './auditedDocuments.ts'
import type {DocumentMutations, StoreTransaction} from './storeTransaction.ts'

/** Documents of one transaction that are told one by one; of more, one event tells them together. */
export const MAX_TOLD_CHANGES = 100

/** What has to be read of a transaction before it can be told in one chain. */
export type TransactionPlan =
  /** There is nothing to tell. */
  | {kind: 'skip'}
  /** A function wrote chunks of a job: what they note of it is enough. */
  | {kind: 'chunks'; chunkIds: string[]}
  /** Its mutations. */
  | {kind: 'content'}

const FUNCTION_CHUNK = /\.chunk\.job\./u
const PAGE_CHUNK = /\.chunk\.page\./u

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
  const chunkIds = byProduct ? ids.filter((id) => FUNCTION_CHUNK.test(id)) : []
  if (chunkIds.length === 0) return {kind: 'content'}
  return ids.some((id) => parseTenantDocumentId(id)?.kind === 'activity')
    ? {kind: 'chunks', chunkIds}
    : {kind: 'skip'}
}

/** Ids of the entries that a transaction writes to timelines. */
export function entriesOf(documents: ReadonlyMap<string, DocumentMutations>): string[] {
  return [...documents.values()].flatMap(({id, created}) =>
    created !== null && parseTenantDocumentId(id)?.kind === 'activity' ? [id] : [],
  )
}

/** The chunk of a bulk act that a user's page writes in a transaction; `null` where there is none. */
export function pageChunkOf(documents: ReadonlyMap<string, DocumentMutations>): string | null {
  const entries = entriesOf(documents)
  const [chunk] = [...documents.keys()].filter((id) => PAGE_CHUNK.test(id))
  return chunk !== undefined && entries.length > 0 ? chunk : null
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
      return FUNCTION_CHUNK.test(id)
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
 * a chunk of a bulk act the leads are left out of which an entry tells everything.
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
  const byChunk = pageChunkOf(documents) === null ? null : toldByEntries(documents, entries)
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
      : isToldByUser(change, kind) && byChunk?.has(id) !== true
  })
}

/** What every change of a lead writes along, without an entry saying so. */
const WRITTEN_ALONG: ReadonlySet<string> = new Set(['lastActivityAt'])

function detailsOf(entry: ActivityRecord): Map<string, string> {
  return new Map(
    (entry.details ?? []).flatMap(({name, value}) =>
      typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [],
    ),
  )
}

/** The value that an entry says an attribute has now; `undefined` when it does not speak of it. */
function claimedValue(
  entry: ActivityRecord,
  details: ReadonlyMap<string, string>,
  attribute: string,
): string | undefined {
  if (entry.kind === 'status') return attribute === 'status' ? (details.get('to') ?? '') : undefined
  if (!details.has(`${attribute}.from`) && !details.has(`${attribute}.to`)) return undefined
  return details.get(`${attribute}.to`) ?? ''
}

/** Whether a written value is the one that an entry claims; lists are told by what was added. */
function isValue(attribute: string, value: unknown, claim: string): boolean {
  if (value === null) return claim === ''
  if (typeof value === 'string' || typeof value === 'number') return String(value) === claim
  if (!Array.isArray(value)) return false
  if (attribute === 'tags') return value.join(', ') === claim
  return claim === '' || value.includes(claim)
}

/** Whether all custom fields that a patch writes are told: those that an entry names have its values. */
function areCustomFields(value: unknown, details: ReadonlyMap<string, string>): boolean {
  if (!Array.isArray(value)) return false
  const written = new Map(
    value.flatMap((field: unknown) =>
      typeof field === 'object' &&
      field !== null &&
      'name' in field &&
      typeof field.name === 'string' &&
      'value' in field
        ? [[field.name, field.value] as const]
        : [],
    ),
  )
  const named = [...details.keys()].flatMap((name) => {
    const end = name.endsWith('.from') ? 5 : name.endsWith('.to') ? 3 : 0
    return end === 0 ? [] : [name.slice(0, -end)]
  })
  return (
    named.length > 0 &&
    named.every((name) => (written.get(name) ?? '') === (details.get(`${name}.to`) ?? ''))
  )
}

/**
 * Whether an entry of a timeline tells all that a transaction did to a lead: each attribute that was
 * written is one that it names, with the value that it names. Entries are written by those who make
 * the change, so an entry alone proves nothing; one that agrees with the mutations does.
 */
export function entryTells(entry: ActivityRecord, change: DocumentMutations): boolean {
  const details = detailsOf(entry)
  if (entry.leadId !== change.id) return false
  if (change.isDeleted) return entry.kind === 'field' && details.get('change') === 'deleted'
  if (change.created) return entry.kind === 'field' && details.get('change') === 'restored'
  return [...change.patched].every((attribute) => {
    if (WRITTEN_ALONG.has(attribute)) return true
    if (!Object.hasOwn(change.set, attribute)) return false
    const value = change.set[attribute]
    if (attribute === 'customFields') return areCustomFields(value, details)
    const claim = claimedValue(entry, details, attribute)
    return claim !== undefined && isValue(attribute, value, claim)
  })
}
