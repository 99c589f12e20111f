import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {withLocalDefaults} from '../api/localServerVariables.ts'
import {LOCAL_DATASET, LOCAL_PROJECT_ID, PORTS} from '../ports.ts'
import {createRunner} from './createRunner.ts'
import {openInvocationQueue} from './invocationQueue.ts'
import {endWithParent} from '../endWithParent.ts'

if (process.env['LEADS_SUPERVISED']) endWithParent()

const SUMMARY_INTERVAL_MS = 60_000

const {values} = parseArgs({
  options: {
    data: {type: 'string', default: '.local'},
    lake: {type: 'string', default: `http://127.0.0.1:${PORTS.lake}`},
    blueprint: {type: 'string', default: 'sanity.blueprint.ts'},
    status: {type: 'boolean', default: false},
    'retry-dead': {type: 'boolean', default: false},
  },
})
const directory = join(values.data, 'runner')

if (values.status || values['retry-dead']) {
  const queue = openInvocationQueue(join(directory, 'runner.sqlite'))
  if (values['retry-dead']) console.log(`${queue.retryDead()} invocations will be tried again`)
  console.log(JSON.stringify({...queue.counts(), dead: queue.dead()}, null, 2))
  queue.close()
} else {
  const log = (line: string): void => console.error(`runner: ${line}`)
  const runner = await createRunner({
    blueprintFile: values.blueprint,
    apiHost: values.lake,
    projectId: LOCAL_PROJECT_ID,
    dataset: LOCAL_DATASET,
    token: 'local-functions',
    directory,
    env: withLocalDefaults(process.env),
    log,
  })
  console.log(`ready ${JSON.stringify({lake: values.lake})}`)

  let summary = ''
  const timer = setInterval(() => {
    const {pending, running, failing, dead} = runner.status()
    const next = `${pending} pending (${failing} failing), ${running} running, ${dead.length} given up`
    if (next !== summary && pending + dead.length > 0) log(next)
    summary = next
  }, SUMMARY_INTERVAL_MS)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clearInterval(timer)
      void runner.stop()
    })
  }
}
