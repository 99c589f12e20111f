import {execFile} from 'node:child_process'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {toAuditEvents, type AuditDraft} from '../../../core/audit/appendEvents.ts'
import {clientAs} from '../../../local/api/testing/testServices.ts'
import {startTestStack, type TestStack} from '../../../local/api/testing/testStack.ts'
import {EmptyRangeError, exportProof} from './exportProof.ts'

const tag = 'leads.test.proof'
const EVENTS = 1234

let stack: TestStack
let directory: string
let check: string

beforeAll(async () => {
  stack = await startTestStack()
  directory = await mkdtemp(join(tmpdir(), 'audit-proof-'))
  const page = await readFile(new URL('../../../docs/audit-proof.md', import.meta.url), 'utf8')
  check = join(directory, 'check.sh')
  await writeFile(check, /```sh\n([\s\S]*?)```/u.exec(page)?.[1] ?? '')
  const drafts = Array.from({length: EVENTS}, (_, index): AuditDraft => ({
    site: 'artameta',
    at: new Date(Date.UTC(2026, 6, 1) + index * 1000).toISOString(),
    transaction: `tx${index}`,
    actor: {kind: 'user', id: 'artameta-editor'},
    action: 'segment.changed',
    target: {type: 'segment', id: 'artameta.segment.01ARZ3NDEKTSV4RRFFQ69G5FAV'},
    diff: [{_key: 'definition', path: 'definition', before: 'Größe is “5”', after: '\\n 100 % 😀'}],
  }))
  const mutations = toAuditEvents(null, drafts).map((event) => ({create: event}))
  await stack.client.mutate(mutations, {tag, returnDocuments: false})
})
afterAll(async () => {
  await stack.stop()
  await rm(directory, {recursive: true, force: true})
})

async function exported(first: number, last: number) {
  const client = clientAs(stack, 'artameta-viewer')
  const file = await exportProof(
    client,
    'artameta',
    {first, last},
    {
      now: '2026-08-01T00:00:00.000Z',
      signal: new AbortController().signal,
      onProgress: () => undefined,
    },
  )
  return {...file, text: await file.contents.text()}
}

/** Runs the procedure of `docs/audit-proof.md`, as it stands there. */
async function runCheck(text: string): Promise<{code: number; said: string}> {
  const file = join(directory, 'export.jsonl')
  await writeFile(file, text)
  return new Promise((resolve) => {
    execFile('sh', [check, file], (error, stdout, stderr) =>
      resolve({code: error ? 1 : 0, said: `${stdout}${stderr}`.trim()}),
    )
  })
}

describe('a range of a trail in a file', () => {
  test('can be checked with any hash tool, from the beginning or from any event', async () => {
    const whole = await exported(1, 40)
    expect(whole).toMatchObject({count: 40, fault: null, name: 'audit-artameta-1-40.jsonl'})
    const {hash} = whole.last
    expect(await runCheck(whole.text)).toEqual({
      code: 0,
      said: `OK: 40 events, the last one is 40:${hash}`,
    })
    const part = await exported(41, 60)
    expect(JSON.parse(part.text.split('\n')[0] ?? '')).toMatchObject({from: 41, hashBefore: hash})
    expect(await runCheck(part.text)).toMatchObject({code: 0})
  })

  test('that was tampered with is found', async () => {
    const {text} = await exported(1, 12)
    const lines = text.split('\n')
    const at = (index: number) => lines[index] ?? ''
    const tampered = [
      text.replace('Größe', 'Grösse'),
      lines.with(5, at(5).replace('artameta-editor', 'bluefern-editor')).join('\n'),
      // One in between, the last, the first one missing.
      lines.toSpliced(5, 1).join('\n'),
      lines.toSpliced(11, 2).join('\n'),
      lines.toSpliced(1, 1).join('\n'),
      // Two in each other’s place, and one twice.
      lines.with(5, at(6)).with(6, at(5)).join('\n'),
      lines.toSpliced(5, 0, at(5)).join('\n'),
    ]
    for (const changed of tampered) {
      expect(changed).not.toBe(text)
      expect(await runCheck(changed)).toMatchObject({
        code: 1,
        said: expect.stringContaining('BROKEN'),
      })
    }
  })

  test('has all pages of a long one, and says where a chain is broken', async () => {
    const whole = await exported(1, 99_999)
    expect(whole).toMatchObject({count: EVENTS, last: {seq: EVENTS}, fault: null})
    expect(whole.text.split('\n')).toHaveLength(EVENTS + 2)
    await stack.client.patch('artameta.audit.000000000700').set({action: 'x.y'}).commit({tag})
    const broken = await exported(650, 720)
    expect(broken.fault).toMatchObject({reason: 'edited', brokenAt: 700})
    expect(await runCheck(broken.text)).toMatchObject({said: 'BROKEN at event 700'})
  })

  test('that has no events makes no file', async () => {
    await expect(exported(5000, 6000)).rejects.toThrow(EmptyRangeError)
  })
})
