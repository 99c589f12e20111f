import {
  commitDecision,
  commitMutations,
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
import {committer, RETRY} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'

/** Another call works on the request. */
export class ElsewhereError extends Error {
  override readonly name = 'ElsewhereError'
}

/** One call's work on a request: everything that it writes goes with how far it is, or not at all. */
export interface RequestRun {
  services: FunctionServices
  site: string
  /** Whether what is found is erased; otherwise it is counted. */
  erases: boolean
  matcher: PersonMatcher
  personKey: string
  progress: SearchProgress
  isOver: () => boolean
  /**
   * Reads, decides and writes, together with the progress that the decision comes to.
   *
   * @throws ElsewhereError when another call has gone on with the request
   */
  commit: (decide: () => Promise<Step>) => Promise<void>
  /** Writes how far it is, and what else becomes of the request. */
  note: (progress: SearchProgress | null, operations?: PatchOperations) => Promise<void>
}

/** What a part of the work writes, and how far the request is then. */
export interface Step {
  mutations: Mutation[]
  progress: SearchProgress
}

/** What the end of the work says of the request. */
export function endOf(
  {found}: SearchProgress,
  state: Extract<PrivacyState, 'held' | 'done'>,
  now: string,
): PatchOperations {
  // Once nothing of the person is left, nothing has to say who it was.
  const unset = ['progress', 'nextAt', ...(state === 'done' ? ['personKey'] : [])]
  return {set: {state, finishedAt: now, held: found}, unset}
}

/** Begins a call's work on a request; it holds until another call begins its own. */
export function createRun(
  services: FunctionServices,
  request: PrivacyRequestRecord,
  parts: {site: string; keySecret: string; isOver: () => boolean},
): RequestRun {
  const {client} = services
  const {site, keySecret, isOver} = parts
  const personKey = request.personKey ?? ''
  let revision = request._rev ?? ''

  const writer = committer(client, 'leads.privacy.write')
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
    personKey,
    progress: progressOf(request),
    isOver,
    async commit(decide) {
      const retry = {
        attempts: RETRY.attempts,
        // Somebody changed a document that was about to be erased: it is read and decided anew.
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
    async note(progress, operations = {}) {
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
