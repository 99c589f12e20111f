import {entryText} from '../../core/people/entryTexts.ts'
import {setTimeout as pause} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {activity} from '../../core/changes/activity.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import {clientAs, readChain, recordTrails} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {startReadyProcess} from '../../local/readyProcess.ts'

const WRITER = fileURLToPath(
  new URL('../../local/api/testing/trailWriterProcess.ts', import.meta.url),
)
const PERSON = 'abcdefghijklmnopqrstuvwxyz'
const PROCESSES = 3
const KILLS = 6
/** Between two entries, in milliseconds: writers that are killed leave some behind, not thousands. */
const PAUSE_MS = 10
const tag = {tag: 'leads.test.killed'}

/** A seeded generator of numbers from 0 to 1, so that a run can be repeated. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

describe.each(MODES)('trail writers that are killed at any time ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  test('leave no gap, and record nothing twice', async () => {
    const functions = clientAs(stack, 'functions')
    const start = () => startReadyProcess('the writer', WRITER, [stack.lake.url])
    const writers = await Promise.all(Array.from({length: PROCESSES}, start))
    const random = randomOf(strict ? 2 : 1)
    const written: string[] = []
    const stopping = new AbortController()
    const writing = (async () => {
      for (let index = 0; !stopping.signal.aborted; index += 1) {
        const site = index % 2 === 0 ? 'artameta' : 'bluefern'
        const entry = activity({
          site,
          personKey: PERSON,
          leadId: `${site}.lead.${PERSON}`,
          ulid: deterministicUlid(0, `killed-${index}`),
          kind: 'note',
          at: new Date().toISOString(),
          actor: {kind: 'visitor'},
          text: entryText('entry.note.added'),
        })
        await functions.mutate([{create: entry}], {...tag, visibility: 'async'})
        written.push(entry._id)
        await pause(PAUSE_MS)
      }
    })()
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(30 + random() * 170)
      const victim = Math.floor(random() * PROCESSES)
      await writers[victim]?.end('SIGKILL')
      writers[victim] = await start()
    }
    stopping.abort()
    await writing
    for (const writer of writers) await writer.end('SIGKILL')
    await recordTrails(stack)

    const recorded = new Map<string, number>()
    for (const site of ['artameta', 'bluefern']) {
      for (const {seq, diff} of await readChain(stack.client, site)) {
        const entry = diff.find(({path}) => path === 'activity')?.after
        if (entry === undefined) continue
        expect(recorded.has(entry)).toBe(false)
        recorded.set(entry, seq)
      }
    }
    expect(recorded.size).toBe(written.length)
    expect(written.filter((id) => !recorded.has(id))).toEqual([])
  })
})
