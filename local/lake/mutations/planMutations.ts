import type {Caller} from '../access/lakeCaller.ts'
import {LakeError} from '../lakeError.ts'
import type {LakeServices} from '../lakeServices.ts'
import {isFields, type Fields} from '../store/storedDocument.ts'
import {transactionFailed, MutationFailure} from './mutationErrors.ts'
import {parseMutation, type Selection} from './parseMutation.ts'
import type {PlannedMutation, TransactionPlan} from './transaction.ts'

/** Most documents that one mutation may select: https://www.sanity.io/docs/http-reference/mutation */
const MAX_SELECTED = 10_000

/** Thrown inside a transaction when a selected document has changed since the query ran. */
class StaleSelection extends Error {
  override readonly name = 'StaleSelection'
}

/** A document that a query found, at the revision it found it at. */
interface Selected {
  id: string
  /** Absent when the query's projection left it out. */
  rev?: string
}

/** A request's mutation, with the selected documents if it selects by query. */
type Step = {mutation: unknown} | {operand: Fields; kind: 'delete' | 'patch'; selected: Selected[]}

export interface SentMutations {
  dataset: string
  caller: Caller
  mutations: readonly unknown[]
  /** Whether queries find release versions. */
  versions: boolean
}

/**
 * Turns a request's mutations into a plan. Queries run first, with the caller's grants. Inside the
 * transaction each found document must still have the revision that the query saw, except with a
 * query lag. A query may also return ids of other documents: one that the caller can't read is not
 * selected, whether it exists or not.
 *
 * @returns the mutations themselves when none selects by query
 * @throws LakeError of the query; the plan itself throws {@link StaleSelection}
 */
export async function planMutations(
  lake: LakeServices,
  {dataset, caller, mutations, versions}: SentMutations,
): Promise<readonly unknown[] | TransactionPlan> {
  const selections = mutations.map(selectionOf)
  if (selections.every((selection) => selection === null)) return mutations
  const steps: Step[] = []
  for (const [index, mutation] of mutations.entries()) {
    const selection = selections[index]
    if (!selection) {
      steps.push({mutation})
      continue
    }
    const {query, params} = selection
    const now = lake.now()
    const request = {dataset, caller, query, params, perspective: 'raw', versions, now}
    const {result} = await lake.queries.run(request)
    steps.push({...selection, selected: selectedBy(result, index)})
  }
  return function* plan(read): Iterable<PlannedMutation> {
    for (const [index, step] of steps.entries()) {
      if ('mutation' in step) {
        yield {index, mutation: step.mutation}
        continue
      }
      for (const {id, rev} of step.selected) {
        const current = read(id)
        if (!current || !lake.access.can(caller, 'read', current)) continue
        // With a query lag, queries find older revisions, and the mutation changes the newest.
        if (rev !== undefined && rev !== current._rev && lake.queryLagMs === 0) {
          // An earlier mutation of this transaction may have changed it since.
          const isAsFound = lake.store.getDocument(dataset, id)?._rev === rev
          if (!isAsFound) throw new StaleSelection()
        }
        yield {index, mutation: {[step.kind]: {...step.operand, id}}}
      }
    }
  }
}

function selectionOf(
  mutation: unknown,
): (Selection & {operand: Fields; kind: 'delete' | 'patch'}) | null {
  if (!isFields(mutation)) return null
  const kind = isFields(mutation['delete']) ? 'delete' : 'patch'
  const value = mutation[kind]
  if (!isFields(value) || typeof value['query'] !== 'string') return null
  try {
    parseMutation(mutation)
  } catch (error) {
    // The transaction reports the error, with the position.
    if (error instanceof MutationFailure) return null
    throw error
  }
  const {query: _query, params, ...operand} = value
  return {kind, operand, query: value['query'], params: isFields(params) ? params : {}}
}

function selectedBy(result: unknown, index: number): Selected[] {
  const found = Array.isArray(result) ? result : [result]
  const selected: Selected[] = []
  for (const entry of found) {
    if (typeof entry === 'string') selected.push({id: entry})
    else if (isFields(entry) && typeof entry['_id'] === 'string') {
      const {_id, _rev} = entry
      selected.push(typeof _rev === 'string' ? {id: _id, rev: _rev} : {id: _id})
    }
  }
  if (selected.length > MAX_SELECTED) {
    const description = `The query selects ${selected.length} documents; one mutation may change at most ${MAX_SELECTED}`
    throw transactionFailed(400, [{error: {type: 'tooManyDocumentsError', description}, index}])
  }
  return [...new Map(selected.map((document) => [document.id, document])).values()]
}

/**
 * Runs a commit, and retries it with a new plan when its selection was stale.
 *
 * @throws LakeError 409 when the selected documents change faster than they can be selected
 */
export async function withFreshSelection<T>(commit: () => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    try {
      return await commit()
    } catch (error) {
      if (!(error instanceof StaleSelection)) throw error
    }
  }
  throw LakeError.data(
    409,
    'mutationError',
    'The mutation(s) failed: the documents that the query selects keep changing; try again',
  )
}
