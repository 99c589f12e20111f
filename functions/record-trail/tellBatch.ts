import {NETWORK_CHAIN} from '../../core/audit/auditedDocuments.ts'
import type {DraftEvent} from '../../core/audit/appendEvents.ts'
import {
  auditOfTransaction,
  auditOfUnreadable,
  type TransactionFacts,
} from '../../core/audit/auditOfTransaction.ts'
import type {RedactionContext} from '../../core/audit/redactedAudience.ts'
import type {StoreTransaction} from '../../core/audit/storeTransaction.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {NotConfiguredError} from '../shared/storeErrors.ts'

/** A chain cannot be written for now; the others can. */
export class ChainFault extends Error {
  override readonly name = 'ChainFault'
  readonly chain: string

  constructor(chain: string, message: string) {
    super(message)
    this.chain = chain
  }
}

/**
 * What telling needs of a chain.
 *
 * @throws ChainFault when its secret is not set
 */
export async function contextOf(
  services: FunctionServices,
  chain: string,
): Promise<RedactionContext> {
  const site = chain === NETWORK_CHAIN ? undefined : await services.registry.site(chain)
  try {
    return {site: site ?? {forms: []}, secret: services.secrets(site ?? {key: chain}, 'audit')}
  } catch (error) {
    if (error instanceof NotConfiguredError) throw new ChainFault(chain, error.message)
    throw error
  }
}

function tell(facts: TransactionFacts, context: RedactionContext): DraftEvent[] {
  try {
    return auditOfTransaction(facts, context)
  } catch {
    // What cannot be told in detail is told all the same, and keeps nothing behind it waiting.
    const draft = auditOfUnreadable(facts, facts.documents.size, context.secret)
    return [{draft, activityIds: []}]
  }
}

/** A chain that cannot be told from a transaction on, or whose events the store refuses. */
export interface ChainRefusal {
  chain: string
  transaction: StoreTransaction
  /** For whoever operates the functions. */
  reason: string
}

/** What a batch of transactions gives each chain, and the chains that could not be told. */
export interface Told {
  entries: Map<string, DraftEvent[]>
  /** The first transaction that each chain tells. */
  first: Map<string, StoreTransaction>
  faults: ChainRefusal[]
}

/** Makes events of what was read; a chain that cannot be told keeps no other from it. */
export async function tellBatch(
  services: FunctionServices,
  facts: readonly TransactionFacts[],
): Promise<Told> {
  const told: Told = {entries: new Map(), first: new Map(), faults: []}
  const contexts = new Map<string, RedactionContext>()
  for (const each of facts) {
    const {chain, transaction} = each
    if (told.faults.some((fault) => fault.chain === chain)) continue
    try {
      const context = contexts.get(chain) ?? (await contextOf(services, chain))
      contexts.set(chain, context)
      const entries = tell(each, context)
      if (entries.length === 0) continue
      const known = told.entries.get(chain)
      if (known) known.push(...entries)
      else told.entries.set(chain, entries)
      if (!told.first.has(chain)) told.first.set(chain, transaction)
    } catch (error) {
      if (!(error instanceof ChainFault)) throw error
      told.faults.push({chain, transaction, reason: error.message})
    }
  }
  return told
}
