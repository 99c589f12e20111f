import {spawn} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'

/** A whole product, started as `npm start` does, with data and ports of its own. */
export interface TestStack {
  urls: {studio: string; lake: string; api: string; sites: string; mail: string}
  /** Everything the stack has printed so far. */
  output: () => string
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')
/** Keeps clear of a stack that a developer has running on the usual ports. */
const FIRST_OFFSET = 10_000

function urlsFrom(line: string): TestStack['urls'] {
  const parsed: unknown = JSON.parse(line.slice('ready '.length))
  const read = (name: string): string => {
    const value: unknown =
      typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, name) : undefined
    if (typeof value !== 'string') throw new Error(`The ready line has no URL for ${name}: ${line}`)
    return value
  }
  return {
    studio: read('studio'),
    lake: read('lake'),
    api: read('api'),
    sites: read('sites'),
    mail: read('mail'),
  }
}

/** Starts a stack with demo data in a temporary directory; resolves when it says it is ready. */
export async function startStack(options: {leads: number}): Promise<TestStack> {
  const directory = await mkdtemp(join(tmpdir(), 'leads-e2e-'))
  const offset = FIRST_OFFSET + (process.pid % 20_000)
  const child = spawn(
    process.execPath,
    [
      join(root, 'local/start.ts'),
      '--data',
      directory,
      '--offset',
      String(offset),
      '--leads',
      String(options.leads),
    ],
    {cwd: root, stdio: ['ignore', 'pipe', 'pipe']},
  )
  let output = ''
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({input: stream}).on('line', (line) => {
        output += `${line}\n`
        if (line.startsWith('ready ')) resolve(line)
      })
    }
    child.on('exit', (code) => {
      reject(new Error(`The stack ended with code ${code} before it was ready:\n${output}`))
    })
  })
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve())
  })
  return {
    urls: urlsFrom(await ready),
    output: () => output,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(directory, {recursive: true, force: true})
    },
  }
}
