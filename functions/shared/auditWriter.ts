import {defineQuery} from 'groq'
import type {ActivityRecord} from '../../core/audit/auditOfActivity.ts'
import {
  recordActivities,
  type ChainTail,
  type RecordingDecision,
} from '../../core/audit/recordActivities.ts'
import {recordOnce, type OnceEntry} from '../../core/audit/recordOnce.ts'
import type {AuditEvent, AuditReceipt, LeadActivity} from '../../core/sanity.types.generated.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {idsFromTail, readTail, tailFrom} from './auditTail.ts'
import {commitDecision} from './commitDecision.ts'
import type {FunctionServices} from './functionServices.ts'
import {isConflict, isTransient, NotConfiguredError} from './storeErrors.ts'

/** Activities that are recorded in one transaction, at most: their ids have to fit into one URL. */
const MAX_BATCH = 40
/** When so many wait at once there are likely more, whose functions have not been called yet. */
const BACKLOG = 4
/** How many ids of recorded activities are remembered. */
const MAX_REMEMBERED = 10_000

const WAITING_QUERY = defineQuery(`*[
  _type == "leadActivity" && site == $site && auditSeq == null
] | order(_createdAt asc, _id asc)[0...40]._id`)

/** What became of an activity, or of something that is recorded once. */
export type RecordingResult = 'written' | 'nothing-to-do'

/** Writes the audit trail. */
export interface AuditWriter {
  /**
   * Records an activity in its site's chain, unless the trail has it already.
   *
   * @param activityId - of an activity; for any other id, and for one that is gone, there is nothing
   *   to do
   * @throws whatever reading, deciding or writing throws; then nothing was written of it
   */
  record(activityId: string): Promise<RecordingResult>
  /**
   * Records an event in its site's chain, unless there is its receipt.
   *
   * @throws whatever reading or writing throws; then nothing was written of it
   */
  recordOnce(site: string, entry: OnceEntry): Promise<RecordingResult>
  /** Whether this writer knows already that the trail has it, by an activity's or a receipt's id. */
  knows(id: string): boolean
}

interface Caller extends PromiseWithResolvers<RecordingResult> {
  /** The event to record; absent for an activity, of which it is made. */
  once?: OnceEntry | undefined
}
/** An activity or a receipt, and who waits for it: nobody, when it was only taken along. */
type Entry = [id: string, caller: Caller | undefined]

interface Waiting {
  ids: Map<string, Caller>
  busy: boolean
  tail: ChainTail | null
}

function isShared(error: unknown): boolean {
  return isTransient(error) || isConflict(error) || error instanceof NotConfiguredError
}

function createAuditWriter(services: FunctionServices): AuditWriter {
  const {client, registry, secrets, now} = services
  const lines = new Map<string, Waiting>()
  const remembered = new Set<string>()

  const remember = (id: string): void => {
    remembered.add(id)
    const [oldest] = remembered
    if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
  }

  /** Reads what is needed and decides; the known tail holds only as far as the store still has it. */
  const decide = async (
    site: string,
    entries: readonly Entry[],
    known: ChainTail | null,
  ): Promise<RecordingDecision> => {
    const newest = known ? idsFromTail(site, known) : []
    const documents = await client.getDocuments<AuditEvent | AuditReceipt | LeadActivity>(
      [...newest, ...entries.map(([id]) => id)],
      {tag: 'leads.audit.read'},
    )
    const activities = documents.filter((found): found is LeadActivity => {
      return found?._type === 'leadActivity'
    })
    const followed = known ? tailFrom(known, documents.slice(0, newest.length)) : null
    const receipts = new Set(
      documents.flatMap((found) => (found?._type === 'auditReceipt' ? [found._id] : [])),
    )
    const once = entries.flatMap(([id, caller]) =>
      caller?.once && !receipts.has(id) ? [caller.once] : [],
    )
    const waiting = activities.some(({auditSeq}: ActivityRecord) => auditSeq == null)
    if (!waiting && once.length === 0) return {mutations: [], tail: followed}
    const tail = followed ?? (await readTail(client, site))
    const secret = secrets((await registry.site(site)) ?? {key: site}, 'audit')
    const recorded = recordActivities({site, activities, tail, now: now(), secret})
    const more = recordOnce(site, once, recorded.tail)
    return {mutations: [...recorded.mutations, ...more.mutations], tail: more.tail}
  }

  const write = async (site: string, line: Waiting, entries: readonly Entry[]): Promise<void> => {
    const known = line.tail
    line.tail = null
    const {mutations, tail} = await commitDecision(client, 'leads.audit.write', () =>
      decide(site, entries, known),
    )
    line.tail = tail
    const written = new Set(
      mutations.flatMap((mutation) => {
        if ('patch' in mutation) return [mutation.patch.id]
        return 'create' in mutation ? [mutation.create._id] : []
      }),
    )
    for (const [id, caller] of entries) {
      // A receipt that was there already says that the trail has it; an activity may be gone.
      if (written.has(id) || caller?.once) remember(id)
      caller?.resolve(written.has(id) ? 'written' : 'nothing-to-do')
    }
  }

  /** One that cannot be recorded must not keep the others of its batch from it. */
  const writeOrSplit = async (
    site: string,
    line: Waiting,
    entries: readonly Entry[],
  ): Promise<void> => {
    try {
      await write(site, line, entries)
    } catch (error) {
      if (entries.length > 1 && !isShared(error)) {
        const called = entries.filter(([, caller]) => caller)
        for (const entry of called) await writeOrSplit(site, line, [entry])
      } else {
        for (const [, caller] of entries) caller?.reject(error)
      }
    }
  }

  const nextBatch = async (site: string, line: Waiting): Promise<Entry[]> => {
    const batch = new Map<string, Caller | undefined>([...line.ids].slice(0, MAX_BATCH))
    if (batch.size >= BACKLOG && batch.size < MAX_BATCH) {
      // Only saves transactions: without an answer the batch is smaller.
      const more = await client
        .fetch<string[]>(WAITING_QUERY, {site}, {tag: 'leads.audit.waiting'})
        .catch((): string[] => [])
      for (const id of more) {
        const own = parseTenantDocumentId(id)?.site === site && !remembered.has(id)
        if (own && batch.size < MAX_BATCH) batch.set(id, line.ids.get(id))
      }
    }
    for (const id of batch.keys()) line.ids.delete(id)
    return [...batch]
  }

  const drain = async (site: string, line: Waiting): Promise<void> => {
    line.busy = true
    while (line.ids.size > 0) {
      await writeOrSplit(site, line, await nextBatch(site, line))
    }
    line.busy = false
  }

  const enqueue = (site: string, id: string, once?: OnceEntry): Promise<RecordingResult> => {
    const line = lines.get(site) ?? {ids: new Map(), busy: false, tail: null}
    lines.set(site, line)
    const waiting = line.ids.get(id) ?? {...Promise.withResolvers<RecordingResult>(), once}
    line.ids.set(id, waiting)
    // Those that arrive in the same turn share a transaction.
    if (!line.busy) {
      line.busy = true
      setImmediate(() => void drain(site, line))
    }
    return waiting.promise
  }

  return {
    async record(activityId) {
      const id = parseTenantDocumentId(activityId)
      if (id?.kind !== 'activity' || remembered.has(activityId)) return 'nothing-to-do'
      return enqueue(id.site, activityId)
    },
    async recordOnce(site, entry) {
      if (remembered.has(entry.receiptId)) return 'nothing-to-do'
      return enqueue(site, entry.receiptId, entry)
    },
    knows: (id) => remembered.has(id),
  }
}

const writers = new WeakMap<FunctionServices, AuditWriter>()

/**
 * The writer of the audit trail for some services, the same one each time: it remembers where each
 * site's chain ends, and lets the activities of a site wait for each other, many in one transaction,
 * rather than fight for the chain's end. Writers of other processes may be at work at the same time.
 */
export function auditWriter(services: FunctionServices): AuditWriter {
  const known = writers.get(services)
  if (known) return known
  const writer = createAuditWriter(services)
  writers.set(services, writer)
  return writer
}
