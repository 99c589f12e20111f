import {recordOf} from '../../core/leads/recordOf.ts'
import {hasTrailWork, recordTrail} from '../record-trail/handler.ts'
import type {FunctionServices} from '../shared/functionServices.ts'
import {WORK} from './tasks.ts'
import {
  nextPageQuery,
  PAGE,
  WAITING_QUERY,
  WORK_NAMES,
  waitingParams,
  type Waiting,
  type WaitingWork,
  type WorkName,
} from './waiting.ts'

/** Time after which a sweep leaves the rest to the next one, in milliseconds. */
const BUDGET_MS = 40_000
/** Documents that are worked on at a time. */
const AT_ONCE = 6

/** What a sweep did: documents of each list, events of the audit trail, and attempts that failed. */
export type SweepResult = Record<WorkName, number> & {events: number; failures: number}

/**
 * Does what other functions left undone: submissions that none processed within a minute, messages that
 * wait or whose sender died, unconfirmed sign-ups, jobs that nobody works on, expired chunks and
 * snapshots, privacy requests, and the audit trail. One query finds all of it. It works from the oldest to
 * the newest, page by page, so that a document that fails again and again holds up no other.
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
  const result: SweepResult = {...recordOf(WORK_NAMES, () => 0), events: 0, failures: 0}
  const params = waitingParams(now())
  const waiting = await client.fetch<WaitingWork>(WAITING_QUERY, params, {
    tag: 'leads.sweep.waiting',
  })

  for (const name of WORK_NAMES) {
    let page: readonly Waiting[] = waiting[name]
    while (page.length > 0) {
      const queue = page.values()
      const worker = async (): Promise<void> => {
        for (const {_id} of queue) {
          try {
            await WORK[name](services, _id)
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
        nextPageQuery(name),
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
