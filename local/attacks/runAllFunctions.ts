import {randomUUID} from 'node:crypto'
import {countAfter} from '../../functions/count-lists/handler.ts'
import {fileAddedLead} from '../../functions/file-lead/handler.ts'
import {guardAuthor} from '../../functions/guard-authors/handler.ts'
import {guardTexts} from '../../functions/guard-consent-texts/handler.ts'
import {mirrorLead} from '../../functions/mirror-subscription/handler.ts'
import {importRows} from '../../functions/import-chunk/handler.ts'
import {handlePrivacyRequest} from '../../functions/handle-privacy-request/handler.ts'
import {handleSubmission} from '../../functions/process-submission/handler.ts'
import {takePending} from '../../functions/record-trail/handler.ts'
import {refreshLists} from '../../functions/refresh-lists/handler.ts'
import {refreshSegments} from '../../functions/refresh-segments/handler.ts'
import {runBulkChange} from '../../functions/run-bulk-change/handler.ts'
import {runExport} from '../../functions/run-export/handler.ts'
import {sendMessage} from '../../functions/send-mail/handler.ts'
import type {FunctionServices} from '../../functions/shared/functionServices.ts'
import {sweep} from '../../functions/sweep/handler.ts'
import {functionServicesOf, recordTrails} from '../api/testing/testServices.ts'
import type {TestStack} from '../api/testing/testStack.ts'

/** How far the clock of the sweep is ahead, in milliseconds, so that everything is due. */
const AHEAD_MS = 20 * 60_000
/** How long a job may take in one call, in milliseconds. */
const JOB_MS = 5_000
const AT_ONCE = 6

type Handler = (services: FunctionServices, id: string) => Promise<unknown>

/** Every function that is called for a document. */
const HANDLERS: readonly Handler[] = [
  handleSubmission,
  sendMessage,
  (services, id) => runBulkChange(services, id, () => performance.now(), JOB_MS),
  (services, id) => importRows(services, id, () => performance.now(), JOB_MS),
  (services, id) => runExport(services, id, randomUUID(), () => performance.now()),
  mirrorLead,
  fileAddedLead,
  takePending,
  guardAuthor,
  (services, id) => countAfter(services, id, () => performance.now()),
  (services, id) => handlePrivacyRequest(services, id, () => performance.now(), JOB_MS),
  (services, _id) => guardTexts(services, {_id}),
]

async function callAll(services: FunctionServices, ids: readonly string[]): Promise<number> {
  let failures = 0
  const queue = ids.values()
  const worker = async (): Promise<void> => {
    for (const id of queue) {
      for (const handler of HANDLERS) {
        // Errors do not count; only effects do.
        await handler(services, id).catch(() => (failures += 1))
      }
    }
  }
  await Promise.all(Array.from({length: AT_ONCE}, worker))
  return failures
}

/**
 * Runs every function: calls each for each document, as if all events went to all functions; then the
 * scheduled functions, with a clock that is ahead, and the trail.
 *
 * @returns how many calls of handlers failed
 */
export async function runAllFunctions(stack: TestStack, ids: readonly string[]): Promise<number> {
  const variables = {LEADS_SMTP_URL: stack.mail.smtpUrl, LEADS_PUBLIC_API_URL: 'http://api.test'}
  const failures = await callAll(functionServicesOf(stack, {variables}), ids)
  const later = functionServicesOf(stack, {variables, aheadMs: AHEAD_MS})
  for (let turn = 0; turn < 2; turn += 1) {
    await stack.settled()
    await sweep(later, randomUUID(), () => performance.now())
    await refreshLists(later, () => performance.now())
    await refreshSegments(later, () => performance.now())
  }
  await recordTrails(stack, later)
  await stack.settled()
  return failures
}
