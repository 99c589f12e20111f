import {join} from 'node:path'
import {announceReady} from '../announceReady.ts'
import {withLocalDefaults} from '../api/localServerVariables.ts'
import {ArgumentError} from '../commandArguments.ts'
import {endWithParent} from '../endWithParent.ts'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../ports.ts'
import {createRunner, type RunnerStatus} from './createRunner.ts'
import {openInvocationQueue} from './invocationQueue.ts'
import {parseRunnerArguments, type RunnerArguments} from './runnerArguments.ts'
import {STRICT_DEFAULTS} from './strict/strictEngine.ts'

const SUMMARY_INTERVAL_MS = 60_000

function readArguments(): RunnerArguments {
  try {
    return parseRunnerArguments(process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error
    console.error(error.message)
    return process.exit(2)
  }
}

function summaryOf({pending, running, failing, dead, calls}: RunnerStatus): string {
  if (!calls) {
    return `${pending} pending (${failing} failing), ${running} running, ${dead.length} given up`
  }
  const {made, failed, timedOut, dropped, chainsEnded} = calls
  return (
    `${pending} pending, ${running} running; of ${made} calls ${failed} failed and ${timedOut} ` +
    `timed out; ${dropped} more were dropped, ${chainsEnded} chains ended`
  )
}

if (process.env['LEADS_SUPERVISED']) endWithParent()

const {data, lake, blueprint, status, retryDead, strict} = readArguments()
const directory = join(data, 'runner')

if (status || retryDead) {
  const queue = openInvocationQueue(join(directory, 'runner.sqlite'))
  if (retryDead) console.log(`${queue.retryDead()} invocations will be tried again`)
  console.log(JSON.stringify({...queue.counts(), dead: queue.dead()}, null, 2))
  queue.close()
} else {
  const log = (line: string): void => console.error(`runner: ${line}`)
  const runner = await createRunner({
    blueprintFile: blueprint,
    apiHost: lake,
    projectId: LOCAL_PROJECT_ID,
    dataset: LOCAL_DATASET,
    token: 'local-functions',
    directory,
    env: withLocalDefaults(process.env),
    log,
    strict,
  })
  if (strict) {
    const {seed} = {...STRICT_DEFAULTS, ...strict}
    log(`strict mode, seed ${seed}: events come late, twice and out of order; no call is repeated`)
  }
  announceReady({lake})

  let summary = ''
  const timer = setInterval(() => {
    const current = runner.status()
    const next = summaryOf(current)
    if (next !== summary && current.pending + current.running + current.dead.length > 0) log(next)
    summary = next
  }, SUMMARY_INTERVAL_MS)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clearInterval(timer)
      void runner.stop()
    })
  }
}
