import {withPendingTrail} from '../../core/audit/withPendingTrail.ts'
import {guardedPatch, type Mutation, type PatchOperations} from '../../core/changes/mutation.ts'
import {personMatcher, type PersonMatcher} from '../../core/privacy/erasure.ts'
import {
  progressOf,
  type PrivacyRequestRecord,
  type SearchProgress,
} from '../../core/privacy/privacyRequest.ts'
import type {PrivacyState} from '../../core/privacy/privacyTopics.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {isConflict} from '../shared/storeErrors.ts'

const MAX_ROUNDS = 8

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

  const write = async (mutations: Mutation[]): Promise<void> => {
    const {transactionId} = await client.mutate(withPendingTrail(mutations), {
      tag: 'leads.privacy.write',
      visibility: 'async',
      returnDocuments: false,
      autoGenerateArrayKeys: false,
    })
    revision = transactionId
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
      for (let round = 0; ; round += 1) {
        const {mutations, progress} = await decide()
        try {
          const set = {progress: JSON.stringify(progress)}
          await write([patch({set}), ...mutations])
          run.progress = progress
          return
        } catch (error) {
          if (!isConflict(error) || round + 1 >= MAX_ROUNDS) throw error
          // Somebody changed a document that was about to be erased: it is read and decided anew.
          if (!(await isMine())) throw new ElsewhereError('Another call works on it.')
        }
      }
    },
    async note(progress, operations = {}) {
      const set = {
        ...(progress ? {progress: JSON.stringify(progress)} : {}),
        ...operations.set,
      }
      try {
        await write([patch({...operations, set})])
      } catch (error) {
        if (isConflict(error)) throw new ElsewhereError('Another call works on it.')
        throw error
      }
      if (progress) run.progress = progress
    },
  }
  return run
}
