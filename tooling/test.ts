// `npm test`: everything that must hold before a change lands, in one go. Closes with a line
// `N passed, M failed`; exits 1 when anything failed. `npm test -- unit lint` runs only those, and
// `npm test -- properties` the properties with all of their samples, which takes longer.
import {spawn, spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {basename, dirname, join} from 'node:path'
import {ensureChromium} from './chromium.ts'

const root = dirname(import.meta.dirname)
const reports = mkdtempSync(join(tmpdir(), 'leads-test-'))

interface Outcome {
  passed: number
  failed: number
}

type Step = () => Outcome | Promise<Outcome>

function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: {...process.env, ...env},
  })
  if (result.error) console.error(`${command} could not be started: ${result.error.message}`)
  return result.status === 0
}

function bin(name: string): string {
  return join(root, 'node_modules', '.bin', name)
}

/** Runs a check beside others; what it prints is shown in one piece once it has ended. */
function check(command: string, ...args: string[]): Step {
  return async () => {
    const child = spawn(command, args, {cwd: root, stdio: ['ignore', 'pipe', 'pipe']})
    const printed: Buffer[] = []
    child.stdout.on('data', (bytes: Buffer) => printed.push(bytes))
    child.stderr.on('data', (bytes: Buffer) => printed.push(bytes))
    const failure = await new Promise<string | null>((resolve) => {
      child.on('error', (error) => resolve(`could not be started: ${error.message}`))
      child.on('close', (code) => resolve(code === 0 ? null : `ended with exit code ${code}`))
    })
    const output = Buffer.concat(printed).toString('utf8')
    const label = [basename(command), ...args.map((arg) => basename(arg))].join(' ')
    console.log(`\n── ${label} ${failure ?? 'ended well'} ──\n${output}`)
    return failure === null ? {passed: 1, failed: 0} : {passed: 0, failed: 1}
  }
}

function reportedCount(report: unknown, key: string): number {
  if (typeof report !== 'object' || report === null) return 0
  const value: unknown = Object.entries(report).find(([name]) => name === key)?.[1]
  return typeof value === 'number' ? value : 0
}

function vitest(project: string, ...paths: string[]): (env?: Record<string, string>) => Outcome {
  return (env = {}) => {
    const file = join(reports, `${project}.json`)
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const ok = run(bin('vitest'), ['run', '--project', project, ...paths, ...reporters], env)
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
    return ok && passed > 0 ? {passed, failed} : {passed, failed: Math.max(failed, 1)}
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

/** Fill both cores: they run one after the other. */
const TEST_STEPS: Record<string, Step> = {
  unit: () => vitest('unit')(),
  integration: () => vitest('integration')(),
  e2e: async () => vitest('e2e')({CHROMIUM_PATH: await ensureChromium()}),
}

/** Runs only when it is asked for. */
const EXTRA: Record<string, Step> = {
  properties: () => vitest('unit', 'core', 'functions', 'local')({PROPERTY_SHARE: '1'}),
}

const asked = process.argv.slice(2)
const known = {...STATIC_STEPS, ...TEST_STEPS, ...EXTRA}
const unknown = asked.filter((name) => !(name in known))
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${Object.keys(known).join(', ')}.`)
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

await Promise.all(chosen(STATIC_STEPS).map(([name, step]) => runStep(name, step)))
for (const [name, step] of chosen(TEST_STEPS)) await runStep(name, step)
for (const [name, step] of asked.length > 0 ? chosen(EXTRA) : []) await runStep(name, step)
rmSync(reports, {recursive: true, force: true})

console.log(`\n${summary.join('\n')}\n`)
console.log(`${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed > 0 ? 1 : 0)
