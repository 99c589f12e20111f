import type {TransactionFacts} from '../../core/audit/auditOfTransaction.ts'
import {guardOf, type Guard} from '../../core/changes/guardsOf.ts'
import {guardAuthor} from '../guard-authors/handler.ts'
import {guardTexts} from '../guard-consent-texts/handler.ts'
import {putAllRight} from '../mirror-subscription/handler.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {LeaseLostError} from './trailLeaseHolder.ts'

function guardedIds(facts: readonly TransactionFacts[]): Record<Guard, Set<string>> {
  const ids = {
    subscription: new Set<string>(),
    author: new Set<string>(),
    consentTexts: new Set<string>(),
  }
  for (const {byProduct, toldIds, documents} of facts) {
    if (byProduct) continue
    for (const id of new Set([...toldIds, ...documents.keys()])) {
      const guard = guardOf(id, documents.get(id) ?? null)
      if (guard) ids[guard].add(id)
    }
  }
  return ids
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
  const {subscription, author, consentTexts} = guardedIds(facts)
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
      putAllRight(services, [...subscription], keepAlive),
    )
  }
  for (const id of author) {
    await attempt(`The author of ${id}`, async () =>
      (await guardAuthor(services, id)) === 'restored' ? 1 : 0,
    )
  }
  for (const id of consentTexts) {
    await attempt(`The consent texts of ${id}`, () => restoreTexts(services, id))
  }
  return {restored, faults}
}
