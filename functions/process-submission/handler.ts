import {failSubmission} from '../../core/changes/failSubmission.ts'
import type {Mutation} from '../../core/changes/mutation.ts'
import {processSubmission} from '../../core/changes/processSubmission.ts'
import {submissionActivityIds} from '../../core/changes/submissionActivities.ts'
import {submissionPerson} from '../../core/changes/submissionPerson.ts'
import type {SubmissionRecord} from '../../core/documents/people.ts'
import type {LeadSubmission} from '../../core/sanity.types.generated.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {commitDecision} from '../shared/commitDecision.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {readPerson} from '../shared/personDocuments.ts'
import {recordEntries, writtenEntries} from '../shared/recordEntries.ts'
import {isConflict, isTransient, NotConfiguredError} from '../shared/storeErrors.ts'

const ACTOR = {kind: 'function' as const, id: 'process-submission'}
const READ_TAG = 'leads.process.read'
const NOBODY = {lead: null, subscriber: null, suppression: null}

/** What became of a submission. */
export type SubmissionResult = 'written' | 'nothing-to-do' | 'failed'

interface Decision {
  mutations: Mutation[]
  /** Ids of the timeline entries that an earlier attempt wrote, and may not have recorded. */
  earlier: string[]
}

async function decide(services: FunctionServices, id: string): Promise<Decision> {
  const {client, registry, secrets, now} = services
  const nothing = {mutations: [], earlier: []}
  const submission: SubmissionRecord | undefined = await client.getDocument<LeadSubmission>(id, {
    tag: READ_TAG,
  })
  if (!submission) return nothing
  if (submission.processedAt) return {...nothing, earlier: submissionActivityIds(submission)}
  const key = parseTenantDocumentId(id)?.site ?? ''
  const site = await registry.site(key)
  if (!site) {
    const mutations = failSubmission(submission, 'Its site is not in the registry.', now())
    return {...nothing, mutations}
  }
  const keySecret = secrets(site, 'person-key')
  const who = submissionPerson(submission, key, keySecret)
  const person = who.ok ? await readPerson(client, key, who.person.personKey, READ_TAG) : NOBODY
  const {mutations} = processSubmission({
    submission,
    site,
    ...person,
    keySecret,
    now: now(),
    actor: ACTOR,
  })
  return {...nothing, mutations}
}

async function processOnce(services: FunctionServices, id: string) {
  const {client, now} = services
  try {
    const {mutations, earlier} = await commitDecision(client, 'leads.process.write', () =>
      decide(services, id),
    )
    const result: SubmissionResult = mutations.length > 0 ? 'written' : 'nothing-to-do'
    return {result, entries: [...writtenEntries(mutations), ...earlier]}
  } catch (error) {
    if (isTransient(error) || isConflict(error) || error instanceof NotConfiguredError) throw error
    const message = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'
    await commitDecision(client, 'leads.process.fail', async () => {
      const submission = await client.getDocument<LeadSubmission>(id, {tag: READ_TAG})
      return {mutations: submission ? failSubmission(submission, message, now()) : []}
    })
    return {result: 'failed' as const, entries: []}
  }
}

/**
 * Processes a submission: decides in core, writes in one transaction, and records the timeline's new
 * entries in the audit trail. Doing it again changes nothing. A failure that lies in the submission
 * or its site is recorded there, and the sweep tries again; one that lies in the store or the
 * configuration is thrown.
 *
 * @param id - id of the submission
 */
export async function handleSubmission(
  services: FunctionServices,
  id: string,
): Promise<SubmissionResult> {
  const {result, entries} = await processOnce(services, id)
  await recordEntries(services, entries)
  return result
}
