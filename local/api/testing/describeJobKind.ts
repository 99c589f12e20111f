import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {
  requestCancel,
  MAX_STALLS,
  resumeJob,
  takeOverJob,
} from '../../../core/jobs/jobTransitions.ts'
import {problem} from '../../../core/problems/problem.ts'
import {formatProblems, parseProblems} from '../../../core/problems/storedProblems.ts'
import {parseJobId, type JobRecord} from '../../../core/jobs/jobRecord.ts'
import {chunkId} from '../../../core/jobs/jobChunk.ts'
import {clientAs, functionServicesOf, servicesWithoutHistory} from './testServices.ts'
import {MODES, startTestStack, type TestStack} from './testStack.ts'
import type {FunctionServices} from '../../../functions/shared/functionServices.ts'
import {LANES, type JobResult} from '../../../functions/shared/jobs/runJob.ts'

/** A kind of job under test. */
export interface JobKindCase {
  name: string
  /** Creates `count` items and asks for the job, as a user; returns the job's id. */
  ask: (stack: TestStack, count: number) => Promise<string>
  /** `runJob` with the kind, in chunks of 20 items. */
  run: (
    services: FunctionServices,
    jobId: string,
    elapsed: () => number,
    budgetMs?: number,
  ) => Promise<JobResult>
  /** Ids of done items, by what the job leaves behind; an item that was done twice is there twice. */
  done: (stack: TestStack, jobId: string) => Promise<string[]>
  /** The item counts in documents that `finish` writes: one document, once the job has ended. */
  whole?: (stack: TestStack, jobId: string) => Promise<number[]>
}

/** Progress that editors may write into a job's document. */
const UNREADABLE: readonly object[] = [
  {totals: 'none'},
  {totals: {total: 1, succeeded: 'x', failed: 0, skipped: 0}},
  {totals: {total: 0, succeeded: -5, failed: 0, skipped: 0}},
  {unchanged: 'none'},
  {moreFailures: {}},
  {failures: 'none'},
  {failures: ['none', 7]},
  {startedAt: 'never'},
  {startedAt: '+200000-01-01T00:00:00.000Z'},
  {turn: 'next'},
  {checkpoint: {phase: 'applying'}},
  {checkpoint: '{"phase":"applying","shares":1e9}'},
  {checkpoint: '{"phase":"applying","shares":1.5}'},
  {checkpoint: '{"phase":"freezing","shares":0,"stalls":-9}'},
]

const ITEMS = 90
const CHUNKS = 5
/** Items of more chunks than are carried out at a time. */
const MANY = LANES * 20 + 30
const tag = {tag: 'leads.test.jobs'}

/**
 * The suite that every kind of job has to pass, in both modes: each item is done once whatever happens
 * meanwhile, and a job ends only when its numbers add up.
 */
export function describeJobKind({name, ask, run, done, whole}: JobKindCase): void {
  describe.each(MODES)(`a job of the kind ${name} ($mode)`, ({strict}) => {
    let stack: TestStack

    beforeAll(async () => {
      stack = await startTestStack({strict})
    })
    afterAll(() => stack.stop())

    async function job(id: string): Promise<JobRecord> {
      const found = await stack.client.getDocument<JobRecord & {_type: string; _rev: string}>(
        id,
        tag,
      )
      if (!found) throw new Error(`There is no ${id}.`)
      return found
    }

    function call(id: string, services = functionServicesOf(stack)): Promise<JobResult> {
      return run(services, id, () => 0)
    }

    /** Expects that the job succeeded, and did each of its items once. */
    async function expectDone(id: string, count = ITEMS): Promise<void> {
      const {state, totals, unchanged, waitingFor} = await job(id)
      expect({state, waitingFor: waitingFor ?? null}).toEqual({
        state: 'succeeded',
        waitingFor: null,
      })
      expect(totals).toMatchObject({total: count, failed: 0, skipped: 0})
      expect((totals?.succeeded ?? 0) + (unchanged ?? 0)).toBe(count)
      await stack.settled()
      const ids = await done(stack, id)
      expect(ids).toHaveLength(count)
      expect(new Set(ids).size).toBe(count)
      expect(whole ? await whole(stack, id) : [count]).toEqual([count])
    }

    test('does each item once, and nothing when it is called again', async () => {
      const id = await ask(stack, ITEMS)
      expect(await call(id)).toBe('finished')
      await expectDone(id)
      expect(await call(id)).toBe('nothing-to-do')
    })

    test('does each item once with six calls at once', async () => {
      const id = await ask(stack, ITEMS)
      const results = await Promise.all(Array.from({length: 6}, () => call(id)))
      await call(id)
      expect(results).not.toContain('failed')
      await expectDone(id)
    })

    test('is resumed wherever it was interrupted, by any call', async () => {
      const id = await ask(stack, ITEMS)
      for (let cut = 1; cut < 40; cut += 1) {
        const services = functionServicesOf(stack)
        const mutate = services.client.mutate.bind(services.client)
        let left = 1 + (cut % 3)
        vi.spyOn(services.client, 'mutate').mockImplementation(async (operations, options) => {
          left -= 1
          // Before the write, or after it, when the answer is lost.
          if (left === 0 && cut % 2 === 0) throw new Error('The process was killed.')
          const result = await mutate(operations, options)
          if (left === 0) throw new Error('The process was killed.')
          return result
        })
        const result = await call(id, services).catch(() => 'killed')
        if (result !== 'killed') break
      }
      await call(id)
      expect((await job(id)).state).toBe('succeeded')
      await expectDone(id)
    })

    test('is refused when the history does not say who asked for it', async () => {
      const [own, theirs] = [await ask(stack, 3), await ask(stack, 3)]
      const creations = [(await job(own))._rev ?? '', (await job(theirs))._rev ?? '']
      await stack.client.patch(theirs).set({title: 'Changed'}).commit(tag)
      const later = servicesWithoutHistory(stack, creations)
      const editor = (await job(own)).createdBy ?? ''
      await clientAs(stack, editor).patch(own).set({title: 'Changed'}).commit(tag)
      expect(await call(theirs, later)).toBe('failed')
      expect(await job(theirs)).toMatchObject({
        failures: [{reason: formatProblems([problem('job.requester-unknown')])}],
      })
      expect(await call(own, later)).toBe('finished')
    })

    test('is handed over when time is up, even at once', async () => {
      const id = await ask(stack, ITEMS)
      const results: JobResult[] = []
      while (results.length < 50 && results.at(-1) !== 'finished') {
        let looks = 0
        results.push(await run(functionServicesOf(stack), id, () => ((looks += 1) > 3 ? 1 : 0), 1))
      }
      expect(results.filter((result) => result === 'handed-on').length).toBeGreaterThan(0)
      await expectDone(id)
    })

    test('stops between two transactions when it is cancelled, and can be resumed', async () => {
      const id = await ask(stack, MANY)
      const services = functionServicesOf(stack)
      const mutate = services.client.mutate.bind(services.client)
      vi.spyOn(services.client, 'mutate').mockImplementation(async (operations, options) => {
        const result = await mutate(operations, options)
        if (options?.tag === 'leads.job.write') await mutate(requestCancel({_id: id}), tag)
        return result
      })
      expect(await call(id, services)).toBe('cancelled')
      const stopped = await job(id)
      expect(stopped).toMatchObject({state: 'cancelled', totals: {total: MANY}})
      expect(stopped.totals?.succeeded).toBeLessThanOrEqual(LANES * 20)
      await stack.settled()
      expect(await done(stack, id)).toHaveLength(stopped.totals?.succeeded ?? 0)
      expect((await whole?.(stack, id)) ?? []).toEqual([])
      await stack.client.mutate(resumeJob(stopped), tag)
      expect(await call(id)).toBe('finished')
      await expectDone(id, MANY)
    })

    test('stays open with the reason while a chunk is missing, and ends after some attempts', async () => {
      const id = await ask(stack, ITEMS)
      const services = functionServicesOf(stack)
      const mutate = services.client.mutate.bind(services.client)
      vi.spyOn(services.client, 'mutate').mockImplementation(async (operations, options) => {
        if (options?.tag === 'leads.job.write') throw new Error('The process was killed.')
        return mutate(operations, options)
      })
      await call(id, services).catch(() => 'killed')
      const parsed = parseJobId(id)
      if (!parsed) throw new Error(`${id} is no job.`)
      const lost = chunkId(parsed, 'function', CHUNKS - 1)
      await stack.client.delete(lost, tag)
      expect(await call(id)).toBe('waiting')
      const missing = problem('job.chunks-missing', {missing: 1, count: CHUNKS})
      const waiting = await job(id)
      expect(waiting).toMatchObject({
        state: 'running',
        waitingFor: formatProblems([missing]),
        totals: {succeeded: 80},
      })
      for (let attempt = 0; attempt <= MAX_STALLS; attempt += 1) {
        await stack.client.mutate(takeOverJob(await job(id), new Date().toISOString()), tag)
      }
      const ended = await job(id)
      expect(ended.state).toBe('partly')
      const stalled = {attempts: MAX_STALLS, problem: missing}
      expect(parseProblems(ended.failures?.at(-1)?.reason)).toEqual([
        problem('job.stalled-because', stalled),
      ])
    })

    test('is done for its creator, whatever was written into it since', async () => {
      const id = await ask(stack, 3)
      const lies = {createdBy: 'somebody-else', intent: '{"version":1}', site: 'bluefern'}
      await stack.client.patch(id).set(lies).commit(tag)
      expect(await call(id)).toBe('finished')
      await expectDone(id, 3)
    })

    test.each(UNREADABLE)(
      'ends with a reason when its document says %j of its progress',
      async (notes) => {
        const id = await ask(stack, 1)
        await stack.client.patch(id).set(notes).commit(tag)
        expect(await call(id)).toBe('failed')
        expect(await job(id)).toMatchObject({
          state: 'failed',
          totals: {total: 0, succeeded: 0},
          failures: [{reason: formatProblems([problem('job.progress-unreadable')])}],
        })
        await stack.settled()
        expect(await done(stack, id)).toEqual([])
        expect(await call(id)).toBe('nothing-to-do')
      },
    )

    test('without items succeeds', async () => {
      const id = await ask(stack, 0)
      expect(await call(id)).toBe('finished')
      await expectDone(id, 0)
    })

    test('of another kind, or of no kind, is ignored', async () => {
      for (const id of ['artameta.lead.x', 'site.artameta', 'x', '', 'artameta.bulk.x.y.z']) {
        expect(await call(id)).toBe('nothing-to-do')
      }
    })
  })
}
