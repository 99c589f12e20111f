// `npm test`: everything that must hold before a change lands, in one go. Closes with a line
// `N passed, M failed`; exits 1 when anything failed. `npm test -- unit lint` runs only those, and
// `npm test -- properties` the properties with all of their samples, which takes longer.
import {spawn} from 'node:child_process'
import {accessSync, constants, mkdtempSync, readFileSync, rmSync, statfsSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, dirname, join} from 'node:path'
import {builtStudio} from '../local/start/studioBuild.ts'
import {ensureChromium} from './chromium.ts'

const root = dirname(import.meta.dirname)

/** What the tests have written at a time is much less. */
const ENOUGH_MEMORY_BYTES = 4 * 1024 ** 3
const MEMORY = '/dev/shm'

/** Whether there is a folder in memory with plenty of space: a lake on a disk waits for it with each write. */
function isMemoryEnough(): boolean {
  try {
    accessSync(MEMORY, constants.W_OK)
    const {bavail, bsize} = statfsSync(MEMORY)
    return bavail * bsize > ENOUGH_MEMORY_BYTES
  } catch {
    return false
  }
}

/** Holds what tests write and report. */
const scratch = mkdtempSync(join(isMemoryEnough() ? MEMORY : tmpdir(), 'leads-test-'))
process.on('exit', () => rmSync(scratch, {recursive: true, force: true}))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

interface Outcome {
  passed: number
  failed: number
}

type Step = () => Outcome | Promise<Outcome>

interface Ended {
  /** Why it failed; `null` when it ended well. */
  failure: string | null
  /** What it printed, unless that was shown at once. */
  output: string
}

function run(
  command: string,
  args: string[],
  {env = {}, shown = false}: {env?: Record<string, string>; shown?: boolean} = {},
): Promise<Ended> {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
    env: {...process.env, ...env},
  })
  const printed: Buffer[] = []
  child.stdout?.on('data', (bytes: Buffer) => printed.push(bytes))
  child.stderr?.on('data', (bytes: Buffer) => printed.push(bytes))
  return new Promise((resolve) => {
    const end = (failure: string | null): void =>
      resolve({failure, output: Buffer.concat(printed).toString('utf8')})
    child.on('error', (error) => end(`could not be started: ${error.message}`))
    child.on('close', (code) => end(code === 0 ? null : `ended with exit code ${code}`))
  })
}

function bin(name: string): string {
  return join(root, 'node_modules', '.bin', name)
}

/** Shows in one piece what ran beside others. */
function show(label: string, {failure, output}: Ended): void {
  console.log(`\n── ${label} ${failure ?? 'ended well'} ──\n${output}`)
}

/** Runs a check beside others. */
function check(command: string, ...args: string[]): Step {
  return async () => {
    const ended = await run(command, args)
    show([basename(command), ...args.map((arg) => basename(arg))].join(' '), ended)
    return ended.failure === null ? {passed: 1, failed: 0} : {passed: 0, failed: 1}
  }
}

function reportedCount(report: unknown, key: string): number {
  if (typeof report !== 'object' || report === null) return 0
  const value: unknown = Object.entries(report).find(([name]) => name === key)?.[1]
  return typeof value === 'number' ? value : 0
}

function vitest(
  project: string,
  {
    paths = [],
    env = {},
  }: {
    paths?: string[]
    env?: Record<string, string>
  } = {},
): Step {
  return async () => {
    const file = join(scratch, `${project}.json`)
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const args = ['run', '--project', project, ...paths, ...reporters]
    const ended = await run(bin('vitest'), args, {env: {TMPDIR: scratch, ...env}, shown: true})
    const report: unknown = (() => {
      try {
        return JSON.parse(readFileSync(file, 'utf8'))
      } catch {
        return null
      }
    })()
    const passed = reportedCount(report, 'numPassedTests')
    const failed = Math.max(
      reportedCount(report, 'numFailedTests'),
      reportedCount(report, 'numFailedTestSuites') > 0 ? 1 : 0,
    )
    // A project that ran nothing, or broke outside a test, is a failure too.
    return ended.failure === null && passed > 0
      ? {passed, failed}
      : {passed, failed: Math.max(failed, 1)}
  }
}

/** Read the sources and their history, and nothing else: they run side by side. */
const STATIC_STEPS: Record<string, Step> = {
  format: check(bin('oxfmt'), '--check'),
  lint: check(bin('oxlint'), '--type-aware', '--deny-warnings'),
  typecheck: check(bin('tsc')),
  types: check(process.execPath, join(root, 'tooling', 'types.ts'), '--check'),
  commits: check(process.execPath, join(root, 'tooling', 'checkCommits.ts')),
}

/**
 * Each by itself: every one keeps all processors busy, and Chromium raises its own priority above that of
 * anything beside it.
 */
const TEST_STEPS: Record<string, Step> = {
  unit: vitest('unit'),
  integration: vitest('integration'),
  async e2e() {
    const env = {CHROMIUM_PATH: await ensureChromium()}
    return vitest('e2e', {env})()
  },
}

/** Runs only when it is asked for. */
const EXTRA: Record<string, Step> = {
  properties: vitest('unit', {
    paths: ['core', 'functions', 'local'],
    env: {PROPERTY_SHARE: '1'},
  }),
}

const asked = process.argv.slice(2)
const known = [STATIC_STEPS, TEST_STEPS, EXTRA].flatMap((steps) => Object.keys(steps))
const unknown = asked.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${known.join(', ')}.`)
  process.exit(2)
}

const totals: Outcome = {passed: 0, failed: 0}
const summary: string[] = []

async function runStep(name: string, step: Step): Promise<void> {
  console.log(`\n── ${name} ──`)
  const started = performance.now()
  let outcome: Outcome
  try {
    outcome = await step()
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    outcome = {passed: 0, failed: 1}
  }
  totals.passed += outcome.passed
  totals.failed += outcome.failed
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  summary.push(
    `${name.padEnd(12)} ${outcome.passed} passed, ${outcome.failed} failed  (${seconds} s)`,
  )
}

function chosen(steps: Record<string, Step>): [string, Step][] {
  return Object.entries(steps).filter(([name]) => asked.length === 0 || asked.includes(name))
}

/** The build that the journeys need, made while the checks leave a core idle; they report its failure. */
async function prepareStudio(): Promise<void> {
  const isNeeded = asked.length === 0 || asked.includes('e2e')
  if (isNeeded) await builtStudio(root, join(root, '.local', 'studio'), console.log).catch(() => '')
}

const checks = chosen(STATIC_STEPS).map(([name, step]) => runStep(name, step))
await Promise.all([...checks, prepareStudio()])
for (const [name, step] of chosen(TEST_STEPS)) await runStep(name, step)
if (asked.length > 0) for (const [name, step] of chosen(EXTRA)) await runStep(name, step)

console.log(`\n${summary.join('\n')}\n`)
console.log(`${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed > 0 ? 1 : 0)
