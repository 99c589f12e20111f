import {commitDecision} from '../../core/changes/commitDecision.ts'
import {failSubmission, beginAttempt} from '../../core/changes/submissionAttempts.ts'
import {processSubmission, type SubmissionCase} from '../../core/changes/processSubmission.ts'
import {submissionPerson} from '../../core/changes/submissionPerson.ts'
import type {SubmissionRecord} from '../../core/documents/people.ts'
import {problem, type Problem} from '../../core/problems/problem.ts'
import {ProblemError} from '../../core/problems/problemError.ts'
import type {LeadSubmission} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind, parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {NOBODY} from '../../core/documents/person.ts'
import {readPerson} from '../shared/personDocuments.ts'
import {isConflict, isTransient} from '../shared/storeErrors.ts'

const ACTOR = {kind: 'function' as const, id: 'process-submission'}
const READ_TAG = 'leads.process.read'

/**
 * What became of a submission: `wait` when its next attempt is not due yet, `refused` when the id is not
 * that of a submission or the document is not what its id says.
 */
export type SubmissionResult = 'written' | 'nothing-to-do' | 'failed' | 'wait' | 'refused'

/**
 * Processes a submission: core decides, one transaction writes. Doing it again changes nothing.
 *
 * The submission counts its attempts (`core/changes/submissionAttempts`). One that cannot be processed is
 * tried less and less often, in the end marked as failed, and never holds up others. When the reason is in
 * the submission, its site or the configuration, the submission says so.
 *
 * @param id - id of the submission; any other id is refused before anything is read
 * @throws errors of the store that may pass; another call then tries again
 */
export async function handleSubmission(
  services: FunctionServices,
  id: string,
): Promise<SubmissionResult> {
  const siteKey = parseIdOfKind(id, 'submission')?.site
  if (siteKey === undefined) return 'refused'
  const {state, submission, mutations: counted} = await beginSubmission(services, id)
  if (!submission || state === 'done') return 'nothing-to-do'
  if (state !== 'go') return state === 'given-up' ? 'failed' : state
  const isCounted = counted.length > 0
  // Counting the attempt has changed the document.
  let known: StoredSubmission = isCounted ? undefined : submission
  try {
    const store = changeStore(services.client, 'leads.process.write', async () => {
      const current = known ?? (await readSubmission(services, id))
      known = undefined
      return current ? readCase(services, current, siteKey) : null
    })
    const {mutations} = await commitDecision(store, (current) =>
      current ? processSubmission(current) : {mutations: []},
    )
    return mutations.length > 0 ? 'written' : 'nothing-to-do'
  } catch (error) {
    const mayPass = isTransient(error) || isConflict(error)
    if (!mayPass) await recordFailure(services, id, error)
    // The store may accept a note though it refused the work. If not, the attempt is counted anyway.
    else if (isCounted) await recordFailure(services, id, error).catch(() => {})
    if (mayPass) throw error
    return 'failed'
  }
}

type StoredSubmission = LeadSubmission | undefined

function readSubmission(services: FunctionServices, id: string): Promise<StoredSubmission> {
  return services.client.getDocument<LeadSubmission>(id, {tag: READ_TAG})
}

/** Reads a submission and counts the attempt that begins, unless it is the first. */
function beginSubmission(services: FunctionServices, id: string) {
  const store = changeStore(services.client, 'leads.process.begin', () =>
    readSubmission(services, id),
  )
  return commitDecision(store, (submission) => {
    if (!submission) return {state: 'done' as const, mutations: [], submission}
    if (!isDocumentOfKind(submission, 'submission')) {
      return {state: 'refused' as const, mutations: [], submission}
    }
    return {...beginAttempt(submission, services.now()), submission}
  })
}

/**
 * Reads the site and the person of a submission.
 *
 * @throws ProblemError where its site is not in the registry
 */
async function readCase(
  services: FunctionServices,
  submission: SubmissionRecord,
  siteKey: string,
): Promise<SubmissionCase> {
  const {client, registry, secrets, now} = services
  const site = await registry.site(siteKey)
  if (!site) throw new ProblemError([problem('submission.site-missing')])
  const keySecret = secrets(site, 'person-key')
  const who = submissionPerson(submission, siteKey, keySecret)
  const person = who.ok ? await readPerson(client, siteKey, who.person.personKey, READ_TAG) : NOBODY
  return {submission, site, ...person, keySecret, now: now(), actor: ACTOR}
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError && error.problems[0]) return error.problems[0]
  const message = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'
  return problem('submission.not-processed', {message})
}

async function recordFailure(services: FunctionServices, id: string, error: unknown) {
  const why = problemOf(error)
  const store = changeStore(services.client, 'leads.process.fail', () =>
    readSubmission(services, id),
  )
  await commitDecision(store, (submission) => ({
    mutations: submission ? failSubmission(submission, why, services.now()) : [],
  }))
}
