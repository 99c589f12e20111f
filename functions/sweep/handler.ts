import {commitDecision} from '../../core/changes/commitDecision.ts'
import {expireConfirmation} from '../../core/changes/expireConfirmation.ts'
import {parseIdOfKind} from '../../core/tenancy/documentId.ts'
import {handlePrivacyRequest} from '../handle-privacy-request/handler.ts'
import {handleSubmission} from '../process-submission/handler.ts'
import {hasTrailWork, recordTrail} from '../record-trail/handler.ts'
import {sendMessage} from '../send-mail/handler.ts'
import {changeStore} from '../shared/changeStore.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {readPerson} from '../shared/personDocuments.ts'
import {endExport, removeShare, removeSnapshot, takeUpJob} from './jobTasks.ts'
import {
  NEXT_PAGE,
  PAGE,
  WAITING_QUERY,
  waitingParams,
  type Waiting,
  type WaitingWork,
  type WorkName,
} from './waiting.ts'

/** After so long a sweep leaves the rest to the next one, in milliseconds. */
const BUDGET_MS = 40_000
const AT_ONCE = 6
/** How long a sweep works on one privacy request, in milliseconds. */
const REQUEST_BUDGET_MS = 15_000
const ACTOR = {kind: 'function' as const, id: 'sweep'}

/** Ends a sign-up that nobody confirmed in time. */
async function expire(services: FunctionServices, id: string): Promise<void> {
  const {client, now} = services
  const parsed = parseIdOfKind(id, 'subscriber')
  if (!parsed) return
  const site = (await services.registry.site(parsed.site)) ?? {key: parsed.site}
  const keySecret = services.secrets(site, 'person-key')
  const store = changeStore(client, 'leads.sweep.expire', () =>
    readPerson(client, parsed.site, parsed.key, 'leads.sweep.read'),
  )
  await commitDecision(store, (person) =>
    expireConfirmation({site: parsed.site, ...person, keySecret, now: now(), actor: ACTOR}),
  )
}

/** Goes on with a privacy request for a moment; what is left of it then is another call's. */
function handleRequest(services: FunctionServices, id: string): Promise<unknown> {
  return handlePrivacyRequest(services, id, () => performance.now(), REQUEST_BUDGET_MS)
}

/** What is done about what waits, in this order. */
const TASKS: readonly {
  name: WorkName
  work: (services: FunctionServices, id: string) => Promise<unknown>
}[] = [
  {name: 'submissions', work: handleSubmission},
  {name: 'messages', work: sendMessage},
  {name: 'confirmations', work: expire},
  {name: 'jobs', work: takeUpJob},
  {name: 'exports', work: endExport},
  {name: 'refreshes', work: takeUpJob},
  {name: 'shares', work: removeShare},
  {name: 'snapshots', work: removeSnapshot},
  {name: 'requests', work: handleRequest},
]

/** What a sweep did: how many of each kind, events of the audit trail, and attempts that failed. */
export type SweepResult = Record<WorkName, number> & {events: number; failures: number}

/**
 * Does what was left undone: submissions that no function processed within a minute, messages that
 * wait or whose sender died, sign-ups that nobody confirmed, jobs that nobody works on and what was
 * kept for undoing them, privacy requests, and the audit trail. Looks for all of it in one query. Goes from the oldest to
 * the newest, page by page, so that one that fails again and again does not keep the others waiting.
 *
 * @param holder - id of this call, new for each
 * @param elapsed - milliseconds of a clock that only goes forward
 */
export async function sweep(
  services: FunctionServices,
  holder: string,
  elapsed: () => number,
): Promise<SweepResult> {
  const {client, now} = services
  const started = elapsed()
  const isOver = (): boolean => elapsed() - started > BUDGET_MS
  const result: SweepResult = {
    submissions: 0,
    messages: 0,
    confirmations: 0,
    jobs: 0,
    exports: 0,
    refreshes: 0,
    shares: 0,
    snapshots: 0,
    requests: 0,
    events: 0,
    failures: 0,
  }
  const params = waitingParams(now())
  const waiting = await client.fetch<WaitingWork>(WAITING_QUERY, params, {
    tag: 'leads.sweep.waiting',
  })

  for (const {name, work} of TASKS) {
    let page: readonly Waiting[] = waiting[name]
    while (page.length > 0) {
      const queue = page.values()
      const worker = async (): Promise<void> => {
        for (const {_id} of queue) {
          try {
            await work(services, _id)
            result[name] += 1
          } catch {
            result.failures += 1
          }
        }
      }
      await Promise.all(Array.from({length: AT_ONCE}, worker))
      const last = page.at(-1)
      if (page.length < PAGE || !last || isOver()) break
      page = await client.fetch<Waiting[]>(
        NEXT_PAGE[name],
        {...params, afterTime: last.at, afterId: last._id},
        {tag: 'leads.sweep.page'},
      )
    }
  }
  try {
    if (await hasTrailWork(services, waiting.trail)) {
      result.events = (await recordTrail(services, holder, elapsed)).events
    }
  } catch {
    result.failures += 1
  }
  return result
}
