import {randomUUID} from 'node:crypto'
import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {importId} from '../../../../core/imports/importJob.ts'
import {uploadedChunkId} from '../../../../core/imports/uploadChunks.ts'
import {checkpointOf, countDone, hasEnded} from '../../../../core/jobs/jobRecord.ts'
import type {LeadImport} from '../../../../core/sanity.types.generated.ts'
import {sweep} from '../../../../functions/sweep/handler.ts'
import {refreshLists} from '../../../../functions/refresh-lists/handler.ts'
import {verifyChunks, verifyTrail} from '../../../../functions/shared/verifyTrail.ts'
import {askUndo, nextUlid} from '../../../../local/api/testing/importFixture.ts'
import {
  jobOutcome,
  peopleOutcome,
  trailOutcome,
  type OutcomeCase,
} from '../../../../local/api/testing/importOutcome.ts'
import {
  addressesByKey,
  KILLED_IMPORT_LISTS,
  killedImportDraft,
  killedImportFile,
  makeImportSite,
} from '../../../../local/api/testing/killedImportCase.ts'
import {
  persistently,
  startProcessStack,
  type ProcessStack,
} from '../../../../local/api/testing/processStack.ts'
import {
  clientAs,
  functionServicesOf,
  recordTrails,
} from '../../../../local/api/testing/testServices.ts'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../../../../local/ports.ts'
import {startReadyProcess, type ReadyProcess} from '../../../../local/readyProcess.ts'
import type {ImportVisit} from './testing/importClient.ts'

const SCRIPT = fileURLToPath(new URL('testing/importClient.ts', import.meta.url))
const CALM = 'calm-site'
const tag = {tag: 'leads.test.killed'}

/** What can be killed: the page that imports, the processes of functions, or the store. */
type Victim = 'page' | 'runner' | 'lake'

/** A moment of an import: when a share of the chunks is uploaded, or of the rows of one of its jobs done. */
interface Moment {
  during: 'upload' | 'check' | 'write' | 'undo'
  share: number
}

const OF_UPLOAD: readonly Moment[] = [
  {during: 'upload', share: 0.2},
  {during: 'upload', share: 0.7},
]
const OF_JOBS: readonly Moment[] = [
  {during: 'check', share: 0.3},
  {during: 'write', share: 0},
  {during: 'write', share: 0.4},
  {during: 'write', share: 0.8},
  {during: 'undo', share: 0.3},
]

/**
 * `all` kills at every moment, by itself and after others, and also in strict mode; `strict` kills at the usual
 * moments in strict mode, where each call of a function costs a third of a processor's second.
 */
const ASKED = process.env['LEADS_KILLS']
const IS_WHOLE = ASKED === 'all'
const STRICT = IS_WHOLE ? [false, true] : [ASKED === 'strict']
const PEOPLE = IS_WHOLE ? 3000 : 1100
/** No stop-watch: kills are waited for, and a busy machine takes its time. */
const LONGEST_MS = ASKED === undefined ? 600_000 : 3_600_000
const WAIT = {timeout: LONGEST_MS, interval: 100}
/** Looks at a job without progress, about 20 s, after which its call is taken for lost. */
const STILL_TURNS = 200

/** The moments at which each can be killed; an upload goes on without functions, a job without its page. */
const MOMENTS: Readonly<Record<Victim, readonly Moment[]>> = {
  page: [...OF_UPLOAD, {during: 'write', share: 0.3}],
  runner: [...OF_UPLOAD.slice(0, 1), ...OF_JOBS],
  lake: [...OF_UPLOAD, ...OF_JOBS],
}

/** Three of the moments of each. */
const SOME: Readonly<Record<Victim, readonly Moment[]>> = {
  page: MOMENTS.page,
  runner: MOMENTS.runner.filter(isOneOfThree),
  lake: MOMENTS.lake.filter(isOneOfThree),
}

function isOneOfThree({during, share}: Moment): boolean {
  return during === 'undo' || (during === 'upload' && share === 0.2) || share === 0.4
}

/** An import of a site of its own, and when its victim is killed. */
interface Run {
  site: string
  victim: Victim
  moments: readonly Moment[]
}

const VICTIMS: readonly Victim[] = ['page', 'runner', 'lake']

function runs(): Run[] {
  if (!IS_WHOLE) {
    return VICTIMS.map((victim) => ({site: `${victim}-site`, victim, moments: SOME[victim]}))
  }
  return VICTIMS.flatMap((victim) => {
    const moments = MOMENTS[victim]
    const one = moments.map((moment, index) => ({
      site: `${victim}-site-${index + 1}`,
      victim,
      moments: [moment],
    }))
    return [{site: `${victim}-site`, victim, moments}, ...one]
  })
}

/** What an import left behind: after it, and after it was undone. */
interface Outcome {
  one: OutcomeCase
  imported: Record<string, unknown>
  undone: Record<string, unknown>
}

describe.each(STRICT)('an import whose parts are killed (strict: %s)', (strict) => {
  let stack: ProcessStack
  let superadmin: SanityClient
  let directory: string
  let calm: Outcome
  /** Chunks of the upload. */
  let chunks = 0

  const over = new AbortController()
  const insist = <T>(work: () => Promise<T>) => persistently(work, over.signal)
  const secretOf = (site: string) => functionServicesOf(stack).secrets({key: site}, 'person-key')
  const addressesOf = (site: string) => addressesByKey(secretOf(site), PEOPLE)
  const job = (id: string) => insist(() => superadmin.getDocument<LeadImport>(id, tag))

  async function ended(id: string): Promise<void> {
    let done = -1
    let still = 0
    await vi.waitFor(async () => {
      const found = await job(id)
      if (found && hasEnded(found)) return
      still = found && countDone(found) === done ? still + 1 : 0
      done = found ? countDone(found) : -1
      // In strict mode a killed call is lost: the sweep hands the job to another. One that only waits for its
      // turn must not be handed over again and again: it would be given up.
      if (strict && still % STILL_TURNS === STILL_TURNS - 1) await sweepAhead()
      throw new Error(`${id} has not ended.`)
    }, WAIT)
    const found = await job(id)
    if (found?.state === 'failed')
      throw new Error(`${id} failed: ${JSON.stringify(found.failures)}`)
  }

  function sweepAhead(): Promise<unknown> {
    const services = functionServicesOf(stack, {aheadMs: 2 * 60_000})
    return insist(() => sweep(services, randomUUID(), () => performance.now()))
  }

  /** Waits until the site's lists were counted after a job. */
  async function counted(site: string, id: string): Promise<void> {
    const end = (await job(id))?.finishedAt ?? ''
    let tries = 0
    await vi.waitFor(async () => {
      // In strict mode calls are lost, and a query that lags may not name a job that has just ended.
      if (strict && tries % 30 === 0) {
        const services = functionServicesOf(stack, {aheadMs: 2 * 60_000})
        await insist(() => refreshLists(services, () => performance.now()))
      }
      tries += 1
      const at = await superadmin.fetch<(string | null)[]>(
        '*[_type == "leadList" && site == $site].memberCount.at',
        {site},
        tag,
      )
      expect(at.length).toBe(KILLED_IMPORT_LISTS.length)
      for (const moment of at) expect((moment ?? '') > end).toBe(true)
    }, WAIT)
  }

  /** Whether a moment of an import is reached. */
  async function isReached(
    {during, share}: Moment,
    {site, upload, job: id}: {site: string; upload: string; job: string},
  ): Promise<boolean> {
    if (during === 'upload') {
      const chunk = uploadedChunkId(site, upload, Math.floor(share * chunks))
      return (await insist(() => superadmin.getDocument(chunk, tag))) !== undefined
    }
    const found = await job(id)
    if (!found || share === 0) return found !== undefined
    const total = found.totals?.total ?? 0
    return total > 0 && countDone(found) >= share * total
  }

  /** Runs an import of a site to its end, and undoes it, while its victim is killed at some moments. */
  async function runImport({site, victim, moments}: Run): Promise<Outcome> {
    const since = new Date().toISOString()
    await makeImportSite(superadmin, {site, secret: secretOf(site), count: PEOPLE})
    const [upload, write] = [nextUlid(), nextUlid()]
    const visit: ImportVisit = {
      lakeUrl: stack.lake.url,
      projectId: LOCAL_PROJECT_ID,
      dataset: LOCAL_DATASET,
      token: `local-${site}-editor`,
      site,
      user: `${site}-editor`,
      file: join(directory, 'people.csv'),
      draft: killedImportDraft(),
      upload,
      write,
      lists: KILLED_IMPORT_LISTS.map((key) => [key, nextUlid()]),
    }
    const open = () => startReadyProcess('the page', SCRIPT, [JSON.stringify(visit)])
    let page: ReadyProcess = await open()
    const jobs = {
      upload: '',
      check: importId(site, upload, 'rows'),
      write: importId(site, write, 'rows'),
      undo: '',
    }
    const kills: {moment: Moment; at: string}[] = []
    const killAt = async (some: readonly Moment[]): Promise<void> => {
      for (const moment of some) {
        while (!(await isReached(moment, {site, upload, job: jobs[moment.during]}))) {
          over.signal.throwIfAborted()
          await sleep(10)
        }
        kills.push({moment, at: new Date().toISOString()})
        if (victim === 'page') {
          await page.end('SIGKILL')
          if (moment.during === 'upload') page = await open()
        } else await stack.kill(victim)
      }
    }

    await killAt(moments.filter(({during}) => during !== 'undo'))
    await ended(jobs.write)
    await page.end('SIGTERM')
    await counted(site, jobs.write)
    const one = {client: superadmin, site, addresses: addressesOf(site), since}
    await stack.settled()
    const imported = {
      check: await jobOutcome(one, jobs.check),
      write: await jobOutcome(one, jobs.write),
      people: await peopleOutcome(one),
    }
    jobs.undo = await askUndo(stack, jobs.write, `${site}-admin`)
    await killAt(moments.filter(({during}) => during === 'undo'))
    await ended(jobs.undo)
    await counted(site, jobs.undo)
    await stack.settled()
    const undone = {undo: await jobOutcome(one, jobs.undo), people: await peopleOutcome(one)}
    // A kill that came too late would show nothing.
    for (const {moment, at} of kills) {
      const found = await job(jobs[moment.during === 'upload' ? 'check' : moment.during])
      const over = moment.during === 'upload' ? found?._createdAt : found?.finishedAt
      expect(at < (over ?? ''), `killed in time: ${JSON.stringify(moment)}`).toBe(true)
    }
    return {one, imported, undone}
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'killed-import-'))
    await writeFile(join(directory, 'people.csv'), killedImportFile(PEOPLE))
    stack = await startProcessStack({strict})
    superadmin = clientAs(stack, 'superadmin')
    calm = await runImport({site: CALM, victim: 'page', moments: []})
    const check = await superadmin.fetch<LeadImport>(
      '*[_type == "leadImport" && site == $site && !(_id in path("*.import.undo.*"))][0]',
      {site: CALM},
      tag,
    )
    chunks = checkpointOf(check).shares
  }, LONGEST_MS)
  afterAll(async () => {
    over.abort(new Error('The test is over.'))
    await stack.stop()
    await rm(directory, {recursive: true})
  })

  test.each(runs())(
    'ends as one that nobody disturbed ($site)',
    async (run) => {
      const {imported, undone} = await runImport(run)
      expect(imported).toEqual(calm.imported)
      expect(undone).toEqual(calm.undone)
    },
    LONGEST_MS,
  )

  test(
    'is told whole and once by the audit trail, whatever was killed',
    async () => {
      await stack.end('runner')
      while ((await recordTrails(stack)) > 0);
      await stack.settled()
      const told = await trailOutcome(calm.one)
      expect(told.events.length).toBeGreaterThan(2 * chunks)
      for (const {site} of [{site: CALM}, ...runs()]) {
        expect(await trailOutcome({...calm.one, site, addresses: addressesOf(site)})).toEqual(told)
        expect(await verifyTrail(superadmin, site)).toMatchObject({ok: true})
        expect(await verifyChunks(superadmin, site)).toEqual([])
      }
    },
    LONGEST_MS,
  )
})
