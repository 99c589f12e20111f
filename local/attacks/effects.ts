import type {AuditEvent} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {StoreTransaction} from '../../core/audit/storeTransaction.ts'
import {verifyTrail, verifyChunks} from '../../functions/shared/verifyTrail.ts'
import {creationOf} from '../../functions/shared/documentHistory.ts'
import {listTransactions, MAX_LISTED} from '../../functions/shared/storeHistory.ts'
import {readChain} from '../api/testing/testServices.ts'
import type {TestStack} from '../api/testing/testStack.ts'
import {HOME, OTHER} from './callers.ts'
import {unmailable} from './people.ts'
import {changedIds, contentOf, type Snapshot} from './snapshot.ts'

/** Ids of users who act for the product. */
const ROBOTS: ReadonlySet<string | null> = new Set(['functions', 'api'])

/** What functions keep up by themselves, whatever anybody does: how far trails are, and what they tell. */
const BOOKKEEPING =
  /^(?:[a-z]+\.(?:audit\.\d{12}|head\.trail|pending\.trail)|network\..*|test\.settled)$/u

/** Kinds that functions change for what users of a site wrote; all others they have no reason to. */
const WRITTEN_BY_FUNCTIONS: ReadonlySet<string> = new Set([
  'activity',
  'bulk',
  'chunk',
  'email',
  'export',
  'import',
  'lead',
  'refresh',
  'rule',
  'segment',
  'view',
])

/** Jobs, of which the trail tells the ends, and their shares. */
const TOLD_BY_ENDS: ReadonlySet<string> = new Set(['bulk', 'chunk', 'export', 'import', 'refresh'])

/**
 * A segment without what counting it keeps up to date, the number itself apart, and a rule without its
 * revision, which functions raise when superadmins change it.
 */
function withoutUpkeep(text: string): string {
  return text
    .replaceAll(/\["history",\[.*?\]\](?=[,\]])/gu, '')
    .replaceAll(/"at":"[^"]*"/gu, '')
    .replaceAll(/\["revision",\d+\],?/gu, '')
}

/** Documents of the other site that are not what they were, apart from the bookkeeping. */
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

/** All transactions since a moment, oldest first. */
export async function transactionsSince(
  {client}: TestStack,
  fromTime: string,
): Promise<StoreTransaction[]> {
  const all = new Map<string, StoreTransaction>()
  let range: {fromTime: string} | {fromTransaction: string} = {fromTime}
  for (;;) {
    const listed = await listTransactions(client, range)
    for (const each of listed) all.set(each.id, each)
    const last = listed.at(-1)
    if (!last || listed.length < MAX_LISTED) return [...all.values()]
    range = {fromTransaction: last.id}
  }
}

/** What functions wrote that nobody's work is for them to write. */
export function excessOfFunctions(transactions: readonly StoreTransaction[]): string[] {
  const written = transactions
    .filter(({author}) => ROBOTS.has(author))
    .flatMap(({documentIds}) => documentIds)
    .filter((id) => !BOOKKEEPING.test(id))
  return [...new Set(written)].filter((id) => {
    const parsed = parseTenantDocumentId(id)
    const isUpkeep = parsed?.site === OTHER && (parsed.kind === 'segment' || parsed.kind === 'rule')
    const isWork = parsed?.site === HOME && WRITTEN_BY_FUNCTIONS.has(parsed.kind)
    return !isUpkeep && !isWork
  })
}

/** Mails that went to somebody who must not get any, or that are not the site's own. */
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

/** Who created the job that an event is about. */
async function jobAuthor({client}: TestStack, {target}: AuditEvent): Promise<string | null> {
  return target.type === 'bulkChange' || target.type === 'leadExport'
    ? ((await creationOf(client, target.id))?.author ?? null)
    : null
}

/** Events that name somebody who, by the store's history, did not do it. */
export async function wrongActors(
  stack: TestStack,
  chain: string,
  transactions: readonly StoreTransaction[],
): Promise<string[]> {
  const authors = new Map(transactions.map(({id, author}) => [id, author] as const))
  const events = await readChain(stack.client, chain)
  const wrong: string[] = []
  for (const event of events) {
    const {seq, action, actor, transaction = ''} = event
    if (!authors.has(transaction)) continue
    const author = authors.get(transaction) ?? null
    const isRobot = ROBOTS.has(author)
    const isTrue = isRobot
      ? actor.kind !== 'user' || actor.id === (await jobAuthor(stack, event))
      : actor.kind === 'user' && actor.id === author
    if (!isTrue) {
      wrong.push(`${chain} ${seq} ${action}: ${actor.kind} ${actor.id}, and it was ${author}`)
    }
  }
  return wrong
}

/** Transactions of a site's users of which the trail of the site tells nothing. */
export async function untold(
  {client}: TestStack,
  chain: string,
  transactions: readonly StoreTransaction[],
): Promise<string[]> {
  const told = new Set((await readChain(client, chain)).map(({transaction}) => transaction))
  return transactions
    .filter(({author, documentIds}) => {
      const ids = documentIds.filter((id) => {
        const parsed = parseTenantDocumentId(id)
        return parsed?.site === chain && !BOOKKEEPING.test(id) && !TOLD_BY_ENDS.has(parsed.kind)
      })
      return !ROBOTS.has(author) && author !== 'superadmin' && ids.length > 0
    })
    .filter(({id}) => !told.has(id))
    .map(({id, author, documentIds}) => `${id} by ${author}: ${documentIds.slice(0, 3).join(', ')}`)
}

/** What is wrong with the trails: broken chains, and shares whose entries are not what was written. */
export async function brokenTrails({client}: TestStack): Promise<string[]> {
  const faults: string[] = []
  for (const chain of [HOME, OTHER, 'network']) {
    const verdict = await verifyTrail(client, chain)
    if (!verdict.ok) faults.push(`${chain}: ${verdict.message}`)
  }
  for (const site of [HOME, OTHER]) faults.push(...(await verifyChunks(client, site)))
  return faults
}

/** Segments of the attacked site whose number of everybody is not that of the site's leads. */
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

/** Leads that show a subscription which the subscriber under their key does not have. */
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
