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
import {refreshSnapshot} from '../../functions/refresh-snapshot/handler.ts'
import {runBulkChange} from '../../functions/run-bulk-change/handler.ts'
import {runExport} from '../../functions/run-export/handler.ts'
import {keepRefreshes} from '../../functions/schedule-refreshes/handler.ts'
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

/** No store is asked: what a refresh counts is tried elsewhere. */
const NO_STORE = {
  fetch: () => Promise.reject(new Error('There is no store.')),
  sleep: () => Promise.resolve(),
  budgetMs: JOB_MS,
}

/** Every function that is called for a document, by its name in `sanity.blueprint.ts`. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  'process-submission': handleSubmission,
  'send-mail': sendMessage,
  'mirror-subscription': mirrorLead,
  'record-trail': takePending,
  'guard-consent-texts': (services, _id) => guardTexts(services, {_id}),
  'guard-authors': guardAuthor,
  'run-bulk-change': (services, id) => runBulkChange(services, id, () => performance.now(), JOB_MS),
  'import-chunk': (services, id) => importRows(services, id, () => performance.now(), JOB_MS),
  'run-export': (services, id) => runExport(services, id, randomUUID(), () => performance.now()),
  'file-lead': fileAddedLead,
  'refresh-snapshot': (services, id) =>
    refreshSnapshot(services, id, () => performance.now(), NO_STORE),
  'count-lists': (services, id) => countAfter(services, id, () => performance.now()),
  'handle-privacy-request': (services, id) =>
    handlePrivacyRequest(services, id, () => performance.now(), JOB_MS),
}

/** Every scheduled function, by its name in `sanity.blueprint.ts`. */
export const SCHEDULED: Readonly<Record<string, (services: FunctionServices) => Promise<unknown>>> =
  {
    sweep: (services) => sweep(services, randomUUID(), () => performance.now()),
    'refresh-lists': (services) => refreshLists(services, () => performance.now()),
    'refresh-segments': (services) => refreshSegments(services, () => performance.now()),
    'schedule-refreshes': keepRefreshes,
  }

async function callAll(services: FunctionServices, ids: readonly string[]): Promise<number> {
  let failures = 0
  const queue = ids.values()
  const worker = async (): Promise<void> => {
    for (const id of queue) {
      for (const handler of Object.values(HANDLERS)) {
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
    for (const work of Object.values(SCHEDULED)) await work(later)
  }
  await recordTrails(stack, later)
  await stack.settled()
  return failures
}
