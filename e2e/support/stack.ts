import {spawn} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {z} from 'zod'

const Urls = z.object({
  studio: z.string(),
  lake: z.string(),
  api: z.string(),
  sites: z.string(),
  mail: z.string(),
})

/** A whole product, started as `npm start` does, with data and ports of its own. */
export interface TestStack {
  urls: z.infer<typeof Urls>
  /** Everything the stack has printed so far. */
  output: () => string
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')
/** Keeps clear of a stack that a developer has running on the usual ports. */
const FIRST_OFFSET = 10_000

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
    urls: Urls.parse(JSON.parse((await ready).slice('ready '.length))),
    output: () => output,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(directory, {recursive: true, force: true})
    },
  }
}
