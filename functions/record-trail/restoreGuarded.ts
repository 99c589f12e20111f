import type {TransactionFacts} from '../../core/audit/auditOfTransaction.ts'
import {guardOf, type Guard} from '../../core/changes/guardsOf.ts'
import {restoreRule, type RevisionChange} from '../../core/shopify/ruleChange.ts'
import {commitDecision} from '../../core/changes/commitDecision.ts'
import type {CustomerSyncRule} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind} from '../../core/tenancy/documentId.ts'
import {guardAuthor} from '../guard-authors/handler.ts'
import {guardTexts} from '../guard-consent-texts/handler.ts'
import {putAllRight} from '../mirror-subscription/handler.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {changeStore} from '../shared/changeStore.ts'
import {readChanges} from '../shared/storeHistory.ts'
import {LeaseLostError} from './trailLeaseHolder.ts'

/** Ids of documents by the rule that changes of theirs may have broken, with the changes. */
type Guarded = Record<Guard, Map<string, TransactionFacts[]>>

function guardedIds(facts: readonly TransactionFacts[]): Guarded {
  const ids: Guarded = {
    subscription: new Map(),
    author: new Map(),
    consentTexts: new Map(),
    rule: new Map(),
  }
  for (const each of facts) {
    const {byProduct, recordedIds, documents} = each
    if (byProduct) continue
    for (const id of new Set([...recordedIds, ...documents.keys()])) {
      const guard = guardOf(id, documents.get(id) ?? null)
      if (guard) ids[guard].set(id, [...(ids[guard].get(id) ?? []), each])
    }
  }
  return ids
}

/** @param facts - of the transactions that changed the rule */
async function restoreSyncRule(
  {client}: FunctionServices,
  id: string,
  facts: readonly TransactionFacts[],
): Promise<number> {
  const made: RevisionChange[] = []
  for (const {changes, transaction} of facts) {
    const known = changes.find((change) => change.id === id)
    // Of a transaction of many documents the changes were not read.
    made.push(...(known ? [known] : (await readChanges(client, [id], transaction.id)).changes))
  }
  const store = changeStore(client, 'leads.trail.rule', () =>
    client.getDocument<CustomerSyncRule>(id, {tag: 'leads.trail.guards'}),
  )
  const {mutations} = await commitDecision(store, (rule) => ({
    mutations: rule && isDocumentOfKind(rule, 'rule') ? restoreRule(rule, made) : [],
  }))
  return mutations.length
}

async function restoreTexts(services: FunctionServices, id: string): Promise<number> {
  const site = await services.client.getDocument(id, {tag: 'leads.trail.guards'})
  // As if it was told of the newest revision: what lies before that is looked up in the history.
  const result = site && (await guardTexts(services, {_id: id, before: site, after: site}))
  return result === 'restored' ? 1 : 0
}

/**
 * Restores the rules that the changes of somebody else than the product may have broken. Functions of
 * their own do that within a second or two; but a service drops calls above a rate, and calls of a
 * chain that its writer called too long. The trail passes nothing over, so what it reads is restored
 * in any case.
 *
 * @param keepAlive - called again and again meanwhile
 * @returns how many documents were restored, and what could not be, for whoever operates the functions
 */
export async function restoreGuarded(
  services: FunctionServices,
  facts: readonly TransactionFacts[],
  keepAlive: () => Promise<void>,
): Promise<{restored: number; faults: string[]}> {
  const {subscription, author, consentTexts, rule} = guardedIds(facts)
  const faults: string[] = []
  let restored = 0
  const attempt = async (what: string, work: () => Promise<number>): Promise<void> => {
    try {
      await keepAlive()
      restored += await work()
    } catch (error) {
      if (error instanceof LeaseLostError) throw error
      faults.push(`${what} could not be restored. ${error instanceof Error ? error.message : ''}`)
    }
  }
  if (subscription.size > 0) {
    await attempt('The newsletter state of leads', () =>
      putAllRight(services, [...subscription.keys()], keepAlive),
    )
  }
  for (const id of author.keys()) {
    await attempt(`The author of ${id}`, async () =>
      (await guardAuthor(services, id)) === 'restored' ? 1 : 0,
    )
  }
  for (const id of consentTexts.keys()) {
    await attempt(`The consent texts of ${id}`, () => restoreTexts(services, id))
  }
  for (const [id, changing] of rule) {
    await attempt(`The rule ${id}`, () => restoreSyncRule(services, id, changing))
  }
  return {restored, faults}
}
