import type {SanityClient} from '@sanity/client'
import {auditEventId} from '../../../core/audit/appendEvents.ts'
import {proofHeader, proofLine} from '../../../core/audit/auditProof.ts'
import {
  beginCheck,
  checkPage,
  type BrokenChain,
  type ChainCheck,
} from '../../../core/audit/chainVerification.ts'
import {GENESIS_HASH, type ChainHead} from '../../../core/audit/hashChain.ts'
import {problem} from '../../../core/problems/problem.ts'
import {ProblemError} from '../../../core/problems/problemError.ts'
import {fetchChainPage, type StoredEvent} from '../data/auditRequests.ts'
import {readChain} from '../data/readChain.ts'

const TAG = 'leads.audit.export'

/** Numbers of the first and the last event. */
export interface EventRange {
  first: number
  last: number
}

/** A file of events with their proof. */
export interface ProofFile {
  name: string
  contents: Blob
  count: number
  last: ChainHead
  /** Why the file does not verify: the chain itself is broken. */
  fault: BrokenChain | null
}

/** There are no events in a range. */
export class EmptyRangeError extends ProblemError {
  override readonly name = 'EmptyRangeError'
}

export interface ExportOptions {
  /** ISO 8601, UTC. */
  now: string
  signal: AbortSignal
  onProgress: (done: number) => void
}

function textOf(event: StoredEvent | undefined, name: 'hash' | 'previousHash'): string | null {
  const value = event?.[name]
  return typeof value === 'string' ? value : null
}

function numberOf(event: StoredEvent | undefined): number {
  const seq = event?.['seq']
  return typeof seq === 'number' ? seq : 0
}

/**
 * Creates a file of a range of a chain: the first line describes the range and how to verify it, each
 * other line is an event with its hash. Rejects when the signal aborts.
 *
 * @throws EmptyRangeError when the range has no events
 * @throws UnprovableEventError when an event has no hash
 */
export async function exportProof(
  client: SanityClient,
  chain: string,
  {first, last}: EventRange,
  {now, signal, onProgress}: ExportOptions,
): Promise<ProofFile> {
  const options = {tag: TAG, signal}
  const through = auditEventId(chain, last)
  const start = auditEventId(chain, first - 1)
  // The first event of the range continues the hash of the one before it.
  const earlier = auditEventId(chain, Math.max(0, first - 2))
  const [before] =
    first > 1 ? await fetchChainPage(client, chain, {after: earlier, through: start}, options) : []
  const parts: Blob[] = []
  let hashBefore = first > 1 ? textOf(before, 'hash') : GENESIS_HASH
  let count = 0
  let fault: BrokenChain | null = null
  let from = first
  let newest: StoredEvent | undefined
  let check: ChainCheck | null = null
  for await (const page of readChain(client, chain, {after: start, through}, first, options)) {
    if (!check) {
      from = numberOf(page[0])
      hashBefore ??= textOf(page[0], 'previousHash') ?? GENESIS_HASH
      check = beginCheck([], from > 1 ? {seq: from - 1, hash: hashBefore} : null)
    }
    const checked: ReturnType<typeof checkPage> | null = fault ? null : checkPage(check, page)
    if (checked?.ok === false) fault = checked
    else if (checked) ({check} = checked)
    parts.push(new Blob(page.map((event) => `${proofLine(event)}\n`)))
    count += page.length
    newest = page.at(-1)
    onProgress(count)
  }
  const hash = textOf(newest, 'hash')
  if (newest === undefined || hash === null) {
    throw new EmptyRangeError([problem('audit.range-empty', {first, last, chain})])
  }
  const end = {seq: numberOf(newest), hash}
  const {projectId, dataset} = client.config()
  const header = proofHeader({
    store: `${projectId ?? ''}/${dataset ?? ''}`,
    chain,
    from,
    count,
    hashBefore: hashBefore ?? GENESIS_HASH,
    last: end,
    exportedAt: now,
  })
  return {
    name: `audit-${chain}-${from}-${end.seq}.jsonl`,
    contents: new Blob([`${header}\n`, ...parts], {type: 'application/jsonl'}),
    count,
    last: end,
    fault,
  }
}
