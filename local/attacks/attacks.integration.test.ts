import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {isDocumentOfKind, parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {MODES, startTestStack, type TestStack} from '../api/testing/testStack.ts'
import {attemptOf, everyCase, someCases, type Attempt} from './attempts.ts'
import {HOME, OTHER} from './callers.ts'
import {
  brokenTrails,
  excessiveWrites,
  foreignChanges,
  misfits,
  listSince,
  missingEvents,
  wrongActors,
  wrongCopies,
  wrongCounts,
  wrongMails,
  changedIds,
  takeSnapshot,
  type Snapshot,
} from './effects.ts'
import {runAllFunctions} from './runAllFunctions.ts'
import {plantedJobs} from './plantedJobs.ts'
import {plants} from './plants.ts'
import {brokenTransactions, unauthorizedWrites, wrongDocuments} from './unauthorizedWrites.ts'
import {createSender, sendAttempts, type Ground} from './sendAttempts.ts'
import {makeWorld, type World} from './world.ts'

/** All of the product instead of a sample of it: `npm run test:attacks`. */
const IS_ALL = process.env['LEADS_ATTACKS'] === 'all'
/** The same sample each time, unless all are tried: a check that fails now and then helps nobody. */
const SEED = Number(process.env['LEADS_ATTACKS_SEED'] ?? (IS_ALL ? Date.now() % 1_000_000 : 1))
/** Of the cases at other places than the attacked site. */
const SHARE = 0.08
/** Mutations in one request. */
const TOGETHER = 500
/** Of one test, in milliseconds. */
const LIMIT = IS_ALL ? 3_600_000 : 300_000

/** The first faults of many, which are enough to read. */
function first(faults: readonly string[]): string[] {
  return faults.slice(0, 20)
}

/** All cases, or the half of the sample that belongs to a mode: both judge a write by the same rules. */
function plannedAttempts(strict: boolean): Attempt[] {
  const cases = IS_ALL
    ? [...everyCase()]
    : [...someCases(SEED, SHARE)].filter((_, index) => index % 2 === Number(strict))
  return cases.flatMap((each, number) => attemptOf(each, number) ?? [])
}

describe.each(MODES)(`attacks, seed ${SEED} ($mode)`, ({strict}) => {
  const attempts = plannedAttempts(strict)
  let stack: TestStack
  let world: World
  let before: Snapshot
  let began: string

  beforeAll(async () => {
    stack = await startTestStack({strict})
    world = await makeWorld(stack)
    before = await takeSnapshot(stack.lake.url)
    began = new Date().toISOString()
  }, LIMIT)
  afterAll(() => stack.stop())

  /** Writes as a superadmin, so that queries see it. */
  async function put(mutations: readonly object[]): Promise<void> {
    const sender = createSender(stack.lake.url)
    for (let at = 0; at < mutations.length; at += TOGETHER) {
      const answer = await sender.mutate('superadmin', mutations.slice(at, at + TOGETHER))
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body).slice(0, 500))
    }
  }

  async function prepare({present, absent}: Ground): Promise<void> {
    // Entries that come with a share of a page are told as what that page did.
    const byKind = Map.groupBy(present, ({_id}) => _id.includes('.activity.'))
    for (const documents of byKind.values()) {
      await put(documents.map((document) => ({createOrReplace: document})))
    }
    await put(absent.map((id) => ({delete: {id}})))
  }

  /** Takes away the ground of attempts that no user can have made, and puts back what was there. */
  async function restore(): Promise<void> {
    const now = await takeSnapshot(stack.lake.url)
    const isUsers = (id: string): boolean => {
      const parsed = parseTenantDocumentId(id)
      const document = now.get(id)
      return parsed?.site === HOME && !!document && isDocumentOfKind(document, parsed.kind)
    }
    const changed = changedIds(before, now).filter((id) => before.has(id) || !isUsers(id))
    await put(
      changed.map((id) => {
        const known = before.get(id)
        return known ? {createOrReplace: known} : {delete: {id}}
      }),
    )
  }

  test('write only what the declaration allows', {timeout: LIMIT}, async () => {
    const faults = await sendAttempts(createSender(stack.lake.url), attempts, prepare)
    expect(first(faults)).toEqual([])
    expect(first(wrongDocuments(attempts, await takeSnapshot(stack.lake.url)))).toEqual([])
    const written = await listSince(stack, began)
    expect(first(unauthorizedWrites(attempts, written))).toEqual([])
  })

  test('write nothing of a transaction that is denied in part', {timeout: LIMIT}, async () => {
    const stored = (): Promise<Snapshot> => takeSnapshot(stack.lake.url)
    const faults = await brokenTransactions(createSender(stack.lake.url), attempts, stored)
    expect(first(faults)).toEqual([])
  })

  test(
    'cause no effect of functions beyond the site and the rights',
    {timeout: LIMIT},
    async () => {
      await restore()
      const sender = createSender(stack.lake.url)
      for (const {author, document} of [...plants(), ...plantedJobs(world)]) {
        const answer = await sender.mutate(author, [{create: document}])
        expect([200, 409], `${document._id}: ${JSON.stringify(answer.body)}`).toContain(
          answer.status,
        )
      }
      await stack.settled()
      const planted = await takeSnapshot(stack.lake.url)
      const start = new Date().toISOString()
      const own = [...planted.keys()].filter((id) => id.startsWith(`${HOME}.`) || !before.has(id))
      await runAllFunctions(stack, own)
      const after = await takeSnapshot(stack.lake.url)
      expect(first(foreignChanges(planted, after))).toEqual([])
      expect(first(excessiveWrites(await listSince(stack, start)))).toEqual([])
      expect(first(misfits(after))).toEqual([])
      expect(first(wrongMails(stack))).toEqual([])
      expect(first(wrongCounts(after))).toEqual([])
      expect(first(wrongCopies(after))).toEqual([])
      const all = await listSince(stack, began)
      for (const chain of [HOME, OTHER]) {
        expect(first(await wrongActors(stack, chain, all))).toEqual([])
        expect(first(await missingEvents(stack, chain, all))).toEqual([])
      }
      expect(await brokenTrails(stack)).toEqual([])
    },
  )
})
