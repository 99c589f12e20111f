import {spawn, type ChildProcess} from 'node:child_process'
import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {verifyTrail} from '../../functions/shared/verifyTrail.ts'
import {recordTrails} from './testing/testServices.ts'
import {startTestStack, type TestStack} from './testing/testStack.ts'

const RUNNER = fileURLToPath(new URL('../runner/main.ts', import.meta.url))
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PATIENCE = {timeout: 50_000, interval: 50}
const SUBMISSIONS = 200
const CONNECTIONS = 16

let stack: TestStack
let directory = ''
let children: ChildProcess[] = []

beforeAll(async () => {
  stack = await startTestStack()
  directory = await mkdtemp(join(tmpdir(), 'load-'))
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await stack.stop()
  await rm(directory, {recursive: true, force: true})
})

async function startRunnerProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [RUNNER, '--lake', stack.lake.url, '--data', directory], {
    cwd: ROOT,
    env: {...process.env, LEADS_SMTP_URL: stack.mail.smtpUrl},
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  children.push(child)
  if (!child.stdout) throw new Error('The runner has no output')
  await once(child.stdout, 'data')
  return child
}

async function submitAll(): Promise<string[]> {
  const accepted: string[] = []
  const numbers = Array.from({length: SUBMISSIONS}, (_, n) => n).values()
  const connection = async (): Promise<void> => {
    for (const n of numbers) {
      // Two submissions each, so that runs for one person meet.
      const email = `person-${Math.floor(n / 2)}@example.com`
      const response = await fetch(`${stack.api.url}/api/newsletter`, {
        method: 'POST',
        headers: {'content-type': 'application/json'},
        body: JSON.stringify({email, consent: true, site: 'artameta'}),
      })
      if (response.status === 202) accepted.push((await response.json()).data.submissionId)
    }
  }
  await Promise.all(Array.from({length: CONNECTIONS}, connection))
  return accepted
}

function counts(): Promise<Record<string, number>> {
  return stack.client.fetch(
    `{
      "submissions": count(*[_type == "leadSubmission"]),
      "processed": count(*[_type == "leadSubmission" && outcome == "processed"]),
      "leads": count(*[_type == "lead"]),
      "subscribers": count(*[_type == "newsletterSubscriber"]),
      "arrivals": count(*[_type == "leadActivity" && kind == "submission"]),
      "messages": count(*[_type == "emailMessage"]),
      "sent": count(*[_type == "emailMessage" && status == "sent"])
    }`,
    {},
    {tag: 'leads.test.counts'},
  )
}

test('every accepted submission is processed exactly once, though the runner is killed midway', async () => {
  const first = await startRunnerProcess()
  const accepting = submitAll()
  await vi.waitFor(async () => expect((await counts())['processed']).toBeGreaterThan(10), PATIENCE)
  first.kill('SIGKILL')
  const accepted = await accepting
  expect(new Set(accepted).size).toBe(SUBMISSIONS)
  await startRunnerProcess()
  await vi.waitFor(async () => {
    const {submissions, processed} = await counts()
    expect({submissions, processed}).toEqual({submissions: SUBMISSIONS, processed: SUBMISSIONS})
  }, PATIENCE)
  await vi.waitFor(async () => expect((await counts())['messages']).toBe(SUBMISSIONS / 2), PATIENCE)
  const result = await counts()
  expect(result).toMatchObject({
    leads: SUBMISSIONS / 2,
    subscribers: SUBMISSIONS / 2,
    arrivals: SUBMISSIONS,
  })
  await vi.waitFor(
    () => expect(stack.mail.mailbox.list().length).toBeGreaterThan(SUBMISSIONS / 2 - 10),
    PATIENCE,
  )
  const recipients = stack.mail.mailbox.list().flatMap(({envelope}) => envelope.to)
  expect(new Set(recipients).size).toBe(recipients.length)
  // Mails may still be going out, each with an entry of its own, and the writer that was killed may hold
  // the trail for a while: then the sweep goes on with it.
  await vi.waitFor(async () => {
    await recordTrails(stack)
    const trail = await verifyTrail(stack.client, 'artameta')
    const entries = await stack.client.fetch<{all: number; recorded: number}>(
      `{
        "all": count(*[_type == "leadActivity"]),
        "recorded": count(*[_type == "leadActivity" && auditSeq > 0])
      }`,
      {},
      {tag: 'leads.test.trail'},
    )
    // One event more than entries: the one of the site itself.
    expect(trail).toMatchObject({ok: true, count: entries.all + 1})
    expect(entries.recorded).toBe(entries.all)
  }, PATIENCE)
}, 180_000)
