import {failSubmission} from '../../core/changes/failSubmission.ts'
import type {Mutation} from '../../core/changes/mutation.ts'
import {processSubmission} from '../../core/changes/processSubmission.ts'
import {submissionPerson} from '../../core/changes/submissionPerson.ts'
import type {SubmissionRecord} from '../../core/documents/people.ts'
import type {LeadSubmission} from '../../core/sanity.types.generated.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {commitDecision} from './commitDecision.ts'
import type {FunctionServices} from './functionServices.ts'
import {readPerson} from './personDocuments.ts'
import {isConflict, isTransient, NotConfiguredError} from './storeErrors.ts'

const ACTOR = {kind: 'function' as const, id: 'process-submission'}
const READ_TAG = 'leads.process.read'
const NOBODY = {lead: null, subscriber: null, suppression: null}

/** What became of a submission. */
export type SubmissionResult = 'written' | 'nothing-to-do' | 'failed'

async function decide(services: FunctionServices, id: string): Promise<{mutations: Mutation[]}> {
  const {client, registry, secrets, now} = services
  const nothing = {mutations: []}
  const submission: SubmissionRecord | undefined = await client.getDocument<LeadSubmission>(id, {
    tag: READ_TAG,
  })
  if (!submission || submission.processedAt) return nothing
  const key = parseTenantDocumentId(id)?.site ?? ''
  const site = await registry.site(key)
  if (!site) {
    return {mutations: failSubmission(submission, 'Its site is not in the registry.', now())}
  }
  const keySecret = secrets(site, 'person-key')
  const who = submissionPerson(submission, key, keySecret)
  const person = who.ok ? await readPerson(client, key, who.person.personKey, READ_TAG) : NOBODY
  return processSubmission({submission, site, ...person, keySecret, now: now(), actor: ACTOR})
}

/**
 * Processes a submission: decides in core, writes in one transaction. Doing it again changes
 * nothing. A failure that lies in the submission or its site is recorded there, and the sweep tries
 * again; one that lies in the store or the configuration is thrown.
 *
 * @param id - id of the submission
 */
export async function handleSubmission(
  services: FunctionServices,
  id: string,
): Promise<SubmissionResult> {
  const {client, now} = services
  try {
    const {mutations} = await commitDecision(client, 'leads.process.write', () =>
      decide(services, id),
    )
    return mutations.length > 0 ? 'written' : 'nothing-to-do'
  } catch (error) {
    if (isTransient(error) || isConflict(error) || error instanceof NotConfiguredError) throw error
    const message = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'
    await commitDecision(client, 'leads.process.fail', async () => {
      const submission = await client.getDocument<LeadSubmission>(id, {tag: READ_TAG})
      return {mutations: submission ? failSubmission(submission, message, now()) : []}
    })
    return 'failed'
  }
}
