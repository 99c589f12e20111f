import {
  commitDecision,
  commitMutations,
  committer,
  type Transaction,
} from '../../core/changes/commitDecision.ts'
import {guardedPatch, type Mutation, type PatchOperations} from '../../core/changes/mutation.ts'
import {personMatcher, type PersonMatcher} from '../../core/privacy/erasure.ts'
import {
  progressOf,
  type PrivacyRequestRecord,
  type SearchProgress,
} from '../../core/privacy/privacyRequest.ts'
import type {PrivacyState} from '../../core/privacy/privacyTopics.ts'
import {RETRY} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'

/** Another call works on the request. */
export class ElsewhereError extends Error {
  override readonly name = 'ElsewhereError'
}

/** One call's work on a request. Everything that it writes is in one transaction with the progress. */
export interface RequestRun {
  services: FunctionServices
  site: string
  /** Whether what is found is erased; otherwise it is counted. */
  erases: boolean
  matcher: PersonMatcher
  /** `siteSecret(master, site, 'privacy')` */
  sealSecret: string
  /** Empty where the customer has no address, and for a whole store. */
  personKey: string
  progress: SearchProgress
  /** Whether the time of the call is over. */
  isOver: () => boolean
  /**
   * Reads, decides and writes, together with the progress after the decision. A conflict starts it again.
   *
   * @throws ElsewhereError when another call went on with the request
   */
  commit: (decide: () => Promise<Step>) => Promise<void>
  /**
   * Writes the progress and other attributes of the request.
   *
   * @throws ElsewhereError when another call went on with the request
   */
  save: (progress: SearchProgress | null, operations?: PatchOperations) => Promise<void>
}

/** What a step writes, and the progress after it. */
export interface Step {
  mutations: Mutation[]
  progress: SearchProgress
}

/** The patch of a request whose search ended. */
export function endPatch(
  {found}: SearchProgress,
  state: Extract<PrivacyState, 'held' | 'done'>,
  now: string,
): PatchOperations {
  // Once nothing of the person is left, nothing has to say who it was.
  const unset = ['progress', 'nextAt', ...(state === 'done' ? ['personKey'] : [])]
  return {set: {state, finishedAt: now, held: found}, unset}
}

/** Creates a call's work on a request. It may write until another call begins its own. */
export function createRun(
  services: FunctionServices,
  request: PrivacyRequestRecord,
  parts: {site: string; keySecret: string; sealSecret: string; isOver: () => boolean},
): RequestRun {
  const {client} = services
  const {site, keySecret, sealSecret, isOver} = parts
  const personKey = request.personKey ?? ''
  let revision = request._rev ?? ''

  const writer = committer(client, 'leads.privacy.write', 'async')
  const commit = async (mutations: Mutation[]): Promise<Transaction> => {
    const transaction = await writer.commit(mutations)
    if (transaction.kind === 'written') revision = transaction.id
    return transaction
  }
  const patch = (operations: PatchOperations): Mutation =>
    guardedPatch({_id: request._id, _rev: revision}, operations)
  const isMine = async (): Promise<boolean> => {
    const tag = {tag: 'leads.privacy.mine'}
    return (await client.getDocument(request._id, tag))?._rev === revision
  }

  const run: RequestRun = {
    services,
    site,
    erases: request.topic !== 'customers/data_request',
    matcher: personMatcher(keySecret, personKey),
    sealSecret,
    personKey,
    progress: progressOf(request),
    isOver,
    async commit(decide) {
      const retry = {
        attempts: RETRY.attempts,
        // Only a change of a document that was about to be erased is worth another attempt.
        async pause(attempt: number) {
          if (!(await isMine())) throw new ElsewhereError('Another call works on it.')
          await RETRY.pause(attempt)
        },
      }
      const {progress} = await commitDecision({read: decide, commit, retry}, (step) => ({
        mutations: [patch({set: {progress: JSON.stringify(step.progress)}}), ...step.mutations],
        progress: step.progress,
      }))
      run.progress = progress
    },
    async save(progress, operations = {}) {
      const set = {
        ...(progress ? {progress: JSON.stringify(progress)} : {}),
        ...operations.set,
      }
      const {kind} = await commitMutations({commit}, [patch({...operations, set})])
      if (kind === 'conflict') throw new ElsewhereError('Another call works on it.')
      if (progress) run.progress = progress
    },
  }
  return run
}
