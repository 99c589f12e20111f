import type {TransactionFacts} from '../../core/audit/auditOfTransaction.ts'
import {commitDecision} from '../../core/changes/commitDecision.ts'
import {guardOf, type Guard} from '../../core/changes/guardsOf.ts'
import type {CustomerSyncRule} from '../../core/sanity.types.generated.ts'
import {restoreRule, type RevisionChange} from '../../core/shopify/ruleChange.ts'
import {isDocumentOfKind} from '../../core/tenancy/documentId.ts'
import {fileAddedLead} from '../file-lead/handler.ts'
import {guardAuthor} from '../guard-authors/handler.ts'
import {guardTexts} from '../guard-consent-texts/handler.ts'
import {mirrorLeads} from '../mirror-subscription/handler.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {changeStore} from '../shared/changeStore.ts'
import {readChanges} from '../shared/documentHistory.ts'
import {LeaseLostError} from './heldLease.ts'

/** Documents whose change may have broken a rule, by the rule, with the transactions that changed them. */
type GuardedDocuments = Record<Guard, Map<string, TransactionFacts[]>>

/**
 * Restores what changes of users may have broken. Other functions do that within a second or two; but
 * the service drops calls above a rate, and calls of a chain that its writer called too often. The trail
 * skips no transaction, so it restores in any case.
 *
 * @param keepAlive - called again and again meanwhile
 * @returns how many documents were restored, and what could not be, for the operator of the functions
 */
export async function restoreGuarded(
  services: FunctionServices,
  facts: readonly TransactionFacts[],
  keepAlive: () => Promise<void>,
): Promise<{restored: number; problems: string[]}> {
  const {subscription, filing, author, consentTexts, rule} = guardedDocuments(facts)
  const problems: string[] = []
  let restored = 0
  const attempt = async (what: string, work: () => Promise<number>): Promise<void> => {
    try {
      await keepAlive()
      restored += await work()
    } catch (error) {
      if (error instanceof LeaseLostError) throw error
      problems.push(`${what} could not be restored. ${error instanceof Error ? error.message : ''}`)
    }
  }
  if (subscription.size > 0) {
    await attempt('The newsletter state of leads', () =>
      mirrorLeads(services, [...subscription.keys()], keepAlive),
    )
  }
  for (const id of filing.keys()) {
    await attempt(`The lead ${id}`, async () =>
      (await fileAddedLead(services, id)) === 'filed' ? 1 : 0,
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
  return {restored, problems}
}

function guardedDocuments(facts: readonly TransactionFacts[]): GuardedDocuments {
  const ids: GuardedDocuments = {
    subscription: new Map(),
    filing: new Map(),
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
  const found: RevisionChange[] = []
  for (const {changes, transaction} of facts) {
    const known = changes.find((change) => change.id === id)
    // The facts of a transaction of many documents hold no changes.
    found.push(...(known ? [known] : (await readChanges(client, [id], transaction.id)).changes))
  }
  const store = changeStore(client, 'leads.trail.rule', () =>
    client.getDocument<CustomerSyncRule>(id, {tag: 'leads.trail.guards'}),
  )
  const {mutations} = await commitDecision(store, (rule) => ({
    mutations: rule && isDocumentOfKind(rule, 'rule') ? restoreRule(rule, found) : [],
  }))
  return mutations.length
}

async function restoreTexts(services: FunctionServices, id: string): Promise<number> {
  const site = await services.client.getDocument(id, {tag: 'leads.trail.guards'})
  // With the newest revision alone, the guard looks up older ones in the history.
  const result = site && (await guardTexts(services, {_id: id, before: site, after: site}))
  return result === 'restored' ? 1 : 0
}
