import {JOB_KIND_NAMES} from '../../core/jobs/jobKinds.ts'
import {recordOf} from '../../core/leads/recordOf.ts'
import type {StoreTransaction} from '../../core/audit/storeTransaction.ts'
import {describeProblem} from '../../core/problems/problem.ts'
import type {AuditEvent} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {KINDS, type DocumentKind} from '../../core/tenancy/kinds.ts'
import {creationOf} from '../../functions/shared/documentHistory.ts'
import {transactionsSince} from '../../functions/shared/storeHistory.ts'
import {verifyChunks, verifyTrail} from '../../functions/shared/verifyTrail.ts'
import {readChain} from '../api/testing/testServices.ts'
import type {TestStack} from '../api/testing/testStack.ts'
import {LOCAL_DATASET} from '../ports.ts'
import {HOME, OTHER} from './callers.ts'
import type {AttackDocument} from './documents.ts'
import {unmailable} from './people.ts'

/** All documents of a dataset by their ids. */
export type Snapshot = ReadonlyMap<string, AttackDocument>

function isDocument(value: unknown): value is AttackDocument {
  return typeof value === 'object' && value !== null && '_id' in value && '_type' in value
}

/** Reads everything there is, as a superadmin sees it. */
export async function takeSnapshot(lakeUrl: string): Promise<Snapshot> {
  const response = await fetch(`${lakeUrl}/v2025-02-19/data/export/${LOCAL_DATASET}`, {
    headers: {authorization: 'Bearer local-superadmin'},
  })
  if (!response.ok) throw new Error(`The export was answered with ${response.status}.`)
  const documents = new Map<string, AttackDocument>()
  for (const line of (await response.text()).split('\n')) {
    const document: unknown = line === '' ? null : JSON.parse(line)
    if (isDocument(document)) documents.set(document._id, document)
  }
  return documents
}

/** Attributes that the store gives to every document. */
const SYSTEM: ReadonlySet<string> = new Set(['_rev', '_createdAt', '_updatedAt', '_system'])

/** What somebody wrote into a document, as one text. */
export function contentOf(document: AttackDocument | null | undefined): string {
  const entries = Object.entries(document ?? {}).filter(
    ([name, value]) => !SYSTEM.has(name) && value !== undefined,
  )
  return JSON.stringify(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

/** Ids of documents that came, went, or were written between two snapshots. */
export function changedIds(before: Snapshot, after: Snapshot): string[] {
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids].filter((id) => before.get(id)?.['_rev'] !== after.get(id)?.['_rev']).toSorted()
}

/** Ids of users who act for the product. */
const ROBOTS: ReadonlySet<string | null> = new Set(['functions', 'api'])

/** Documents that functions always write: the audit trails and their progress. */
const BOOKKEEPING =
  /^(?:[a-z]+\.(?:audit\.\d{12}|head\.trail|pending\.trail)|network\..*|test\.settled)$/u

/** What functions and the trail do with the documents of each kind. */
interface KindEffects {
  /** Whether functions may change or remove them at a site whose users wrote something. */
  isWritten: boolean
  /** Whether the trail records the end of a job, rather than each change by its author. */
  isAuditedAtEnd: boolean
}

/** Kinds whose counts and revisions functions keep at every site. */
const UPKEPT: ReadonlySet<string> = new Set(['list', 'rule', 'segment'])

const UNTOUCHED: KindEffects = {isWritten: false, isAuditedAtEnd: false}
const WRITTEN: KindEffects = {isWritten: true, isAuditedAtEnd: false}
const JOB: KindEffects = {isWritten: true, isAuditedAtEnd: true}

const EFFECTS: Readonly<Record<DocumentKind, KindEffects>> = {
  ...recordOf(JOB_KIND_NAMES, () => JOB),
  chunk: JOB,
  lead: WRITTEN,
  list: WRITTEN,
  activity: WRITTEN,
  email: WRITTEN,
  segment: WRITTEN,
  mapping: WRITTEN,
  view: WRITTEN,
  rule: WRITTEN,
  // Functions remove those of a site without a store.
  snapshot: WRITTEN,
  subscriber: UNTOUCHED,
  submission: UNTOUCHED,
  suppression: UNTOUCHED,
  field: UNTOUCHED,
  campaign: UNTOUCHED,
  privacy: UNTOUCHED,
  // Functions keep the statements of imports.
  consent: WRITTEN,
  audit: UNTOUCHED,
  head: UNTOUCHED,
  pending: UNTOUCHED,
}

/**
 * The content of a segment without the upkeep of its count, except the number, and of a rule without its
 * revision, which functions raise when superadmins change it.
 */
function withoutUpkeep(text: string): string {
  return text
    .replaceAll(/\["history",\[.*?\]\](?=[,\]])/gu, '')
    .replaceAll(/"at":"[^"]*"/gu, '')
    .replaceAll(/\["revision",\d+\],?/gu, '')
}

/** Changed documents of the other site, apart from the bookkeeping. */
export function foreignChanges(before: Snapshot, after: Snapshot): string[] {
  return changedIds(before, after)
    .filter((id) => id.startsWith(`${OTHER}.`) || id === `site.${OTHER}`)
    .filter((id) => !BOOKKEEPING.test(id))
    .filter((id) => {
      const [was, is] = [contentOf(before.get(id)), contentOf(after.get(id))]
      return withoutUpkeep(was) !== withoutUpkeep(is)
    })
    .map((id) => `${id}: ${contentOf(before.get(id))} -> ${contentOf(after.get(id))}`)
}

/** All transactions since a time (ISO 8601, UTC), oldest first. */
export async function listSince(
  {client}: TestStack,
  fromTime: string,
): Promise<StoreTransaction[]> {
  const all: StoreTransaction[] = []
  for await (const page of transactionsSince(client, fromTime)) all.push(...page)
  return all
}

/** Documents that functions wrote without a reason. */
export function excessiveWrites(transactions: readonly StoreTransaction[]): string[] {
  const written = transactions
    .filter(({author}) => ROBOTS.has(author))
    .flatMap(({documentIds}) => documentIds)
    .filter((id) => !BOOKKEEPING.test(id))
  return [...new Set(written)].filter((id) => {
    const parsed = parseTenantDocumentId(id)
    const isUpkeep = parsed?.site === OTHER && UPKEPT.has(parsed.kind)
    const isWork = parsed?.site === HOME && EFFECTS[parsed.kind].isWritten
    return !isUpkeep && !isWork
  })
}

/** Mails to people who must not get any, and mails that are not the site's own. */
export function wrongMails({mail}: TestStack): string[] {
  const forbidden = new Set(unmailable(HOME))
  return mail.mailbox.list().flatMap(({envelope, subject}) => {
    const {from, to} = envelope
    const isWrong =
      to.length !== 1 ||
      to.some((address) => forbidden.has(address.toLowerCase())) ||
      !from.endsWith('@artameta.example') ||
      subject.startsWith('Please confirm')
    return isWrong ? [`${from} -> ${to.join(', ')}: ${subject}`] : []
  })
}

const AUDITED_JOB_TYPES: ReadonlySet<string> = new Set(['bulkChange', 'leadExport', 'leadImport'])

/**
 * Ids of the documents for which a function did what an event tells: the job, or the lead that was filed. An
 * event names a job whose id is no ULID by a mark; it is then among the documents that the transaction wrote.
 */
function causesOf({action, target, diff}: AuditEvent, {documentIds}: StoreTransaction): string[] {
  if (AUDITED_JOB_TYPES.has(target.type)) {
    if (!target.id.startsWith('#')) return [target.id]
    return documentIds.filter((id) => {
      const kind = parseTenantDocumentId(id)?.kind
      return kind !== undefined && KINDS[kind].type === target.type
    })
  }
  const isFiling = action === 'lead.filed' || action === 'lead.merged'
  const filedFrom = isFiling ? diff.find(({path}) => path === 'filedFrom')?.after : undefined
  return filedFrom === undefined ? [] : [filedFrom]
}

/** Whether somebody created a document for which a function did what an event tells. */
async function isAuthorOfWork(
  {client}: TestStack,
  event: AuditEvent,
  transaction: StoreTransaction,
): Promise<boolean> {
  for (const id of causesOf(event, transaction)) {
    const creation = await creationOf(client, id, transaction.id)
    if (creation?.author === event.actor.id) return true
  }
  return false
}

/** Events whose actor is not the author in the store's history. */
export async function wrongActors(
  stack: TestStack,
  chain: string,
  transactions: readonly StoreTransaction[],
): Promise<string[]> {
  const known = new Map(transactions.map((transaction) => [transaction.id, transaction] as const))
  const events = await readChain(stack.client, chain)
  const wrong: string[] = []
  for (const event of events) {
    const {seq, action, actor} = event
    const transaction = known.get(event.transaction ?? '')
    if (!transaction) continue
    const {author} = transaction
    const isRobot = ROBOTS.has(author)
    const isTrue = isRobot
      ? actor.kind !== 'user' || (await isAuthorOfWork(stack, event, transaction))
      : actor.kind === 'user' && actor.id === author
    if (!isTrue) {
      wrong.push(`${chain} ${seq} ${action}: ${actor.kind} ${actor.id}, and it was ${author}`)
    }
  }
  return wrong
}

/** Transactions of a site's users that the site's trail does not record. */
export async function missingEvents(
  {client}: TestStack,
  chain: string,
  transactions: readonly StoreTransaction[],
): Promise<string[]> {
  const recorded = new Set((await readChain(client, chain)).map(({transaction}) => transaction))
  return transactions
    .filter(({author, documentIds}) => {
      const ids = documentIds.filter((id) => {
        const parsed = parseTenantDocumentId(id)
        return (
          parsed?.site === chain && !BOOKKEEPING.test(id) && !EFFECTS[parsed.kind].isAuditedAtEnd
        )
      })
      return !ROBOTS.has(author) && author !== 'superadmin' && ids.length > 0
    })
    .filter(({id}) => !recorded.has(id))
    .map(({id, author, documentIds}) => `${id} by ${author}: ${documentIds.slice(0, 3).join(', ')}`)
}

/** Faults of the trails: broken chains, and chunks whose entries are not what was written. */
export async function brokenTrails({client}: TestStack): Promise<string[]> {
  const faults: string[] = []
  for (const chain of [HOME, OTHER, 'network']) {
    const verdict = await verifyTrail(client, chain)
    if (!verdict.ok) faults.push(`${chain}: ${describeProblem(verdict.problem)}`)
  }
  for (const site of [HOME, OTHER]) faults.push(...(await verifyChunks(client, site)))
  return faults
}

/** Segments of everybody at the attacked site whose count is not the number of the site's leads. */
export function wrongCounts(after: Snapshot): string[] {
  const all = [...after.values()]
  const leads = all.filter(({_id, _type}) => _type === 'lead' && _id.startsWith(`${HOME}.lead.`))
  return all.flatMap(({_id, _type, definition, count}) => {
    if (_type !== 'segment' || typeof definition !== 'string') return []
    const isEverybody = definition.includes('"rules":[]')
    const value =
      typeof count === 'object' && count !== null && 'value' in count ? count.value : null
    if (!isEverybody || !_id.startsWith(`${HOME}.`) || value === null) return []
    return value === leads.length
      ? []
      : [`${_id} counts ${JSON.stringify(value)} of ${leads.length} leads`]
  })
}

/** Leads that show a subscription that the subscriber under their key does not have. */
export function wrongCopies(after: Snapshot): string[] {
  return [...after.values()].flatMap(({_id, _type, subscription}) => {
    if (_type !== 'lead' || subscription !== 'subscribed') return []
    const subscriber = after.get(_id.replace('.lead.', '.subscriber.'))
    return subscriber?.['status'] === 'subscribed' ? [] : [_id]
  })
}

/** Documents of a site that are not what their ids say. */
export function misfits(after: Snapshot): string[] {
  return [...after.values()].flatMap((document) => {
    const parsed = parseTenantDocumentId(document._id)
    return !parsed || isDocumentOfKind(document, parsed.kind) ? [] : [document._id]
  })
}
