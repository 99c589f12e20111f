import {spawn} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, describe, expect, it} from 'vitest'
import {createSqliteStore} from './sqliteStore.ts'
import {ACCESS} from './testing/storeFixture.ts'

const WRITER = fileURLToPath(new URL('./testing/killWriter.ts', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'lake-crash-'))
afterAll(() => rmSync(directory, {recursive: true, force: true}))

/** Lets a writer run until it has acknowledged some transactions, then kills it mid-write. */
async function writeAndKill(prefix: string, acknowledgements: number): Promise<string[]> {
  const child = spawn(process.execPath, [WRITER, directory, prefix])
  let output = ''
  let errors = ''
  child.stderr.on('data', (chunk) => (errors += String(chunk)))
  child.stdout.on('data', (chunk) => {
    output += String(chunk)
    if (output.split('\n').length > acknowledgements) child.kill('SIGKILL')
  })
  await new Promise((resolve) => child.once('close', resolve))
  expect(errors).toBe('')
  expect(child.signalCode).toBe('SIGKILL')
  return output.split('\n').slice(0, -1)
}

describe('a lake that is killed while it writes', () => {
  it('has every acknowledged transaction, each of them whole, again and again', async () => {
    const acknowledged: string[] = []
    for (const [round, count] of [5, 40, 90, 180].entries()) {
      acknowledged.push(...(await writeAndKill(`r${round}`, count)))
    }
    const store = createSqliteStore({directory, access: ACCESS})
    const documents = new Map<string, Record<string, unknown>>()
    for (const {id, json} of store.scanDocuments('test')) documents.set(id, JSON.parse(json))

    const lost = acknowledged.filter((name) =>
      [1, 2, 3].some((n) => documents.get(`${name}.${n}`)?.['_rev'] !== name),
    )
    expect(lost).toEqual([])
    const parts = Map.groupBy(documents.keys(), (id) => id.split('.').slice(0, 3).join('.'))
    const torn = [...parts].filter(([name, ids]) => !name.endsWith('.counter') && ids.length !== 3)
    expect(torn).toEqual([])
    for (const [id, {count}] of documents) {
      if (!id.endsWith('.counter')) continue
      const prefix = id.slice(0, -'counter'.length)
      expect([...parts.keys()].filter((name) => name.startsWith(prefix)).length - 1).toBe(count)
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(315)
    const seqs = store.changesAfter('test', 0, 100_000).map(({seq}) => seq)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
    store.close()
  })
})
