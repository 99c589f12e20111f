import {listsOfJob, type EndedJob} from '../../core/changes/lists/listCounts.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {countLists, type CountResult} from './countLists.ts'

/** Time after which a call leaves the rest to `refresh-lists`, in milliseconds. */
const BUDGET_MS = 90_000

const NOTHING: CountResult = {counted: 0, failures: 0}

/**
 * Counts the members of a new list, or of the lists whose members a job may have changed.
 *
 * @param id - of a list, or of a bulk change or an import that has ended; of any other nothing is read
 * @param elapsed - milliseconds of a clock that only goes forward
 * @throws whatever reading throws
 */
export async function countAfter(
  services: FunctionServices,
  id: string,
  elapsed: () => number,
): Promise<CountResult> {
  const {client, now} = services
  const started = elapsed()
  const hasTime = (): boolean => elapsed() - started < BUDGET_MS
  const parsed = parseTenantDocumentId(id)
  if (!parsed) return NOTHING
  const {site, kind} = parsed
  if (kind === 'list') return countLists(services, {site, ids: [id], before: now()}, hasTime)
  if (kind !== 'bulk' && kind !== 'import') return NOTHING
  const job = await client.getDocument<EndedJob & {_type: string}>(id, {tag: 'leads.lists.job'})
  const lists = job ? listsOfJob(job) : {kind: 'none' as const}
  if (lists.kind === 'none') return NOTHING
  const ids = lists.kind === 'all' ? null : lists.ids
  return countLists(services, {site, ids, before: now()}, hasTime)
}
