import {parseArgs} from 'node:util'
import {endWithParent} from '../endWithParent.ts'
import {PORTS} from '../ports.ts'
import {createLakeServer} from './server.ts'

if (process.env['LEADS_SUPERVISED']) endWithParent()

const USAGE = 'npm run lake -- [--data DIR] [--port P] [--host HOST] [--query-lag-ms N]'

function complain(message: string): never {
  console.error(`${message}\n${USAGE}`)
  process.exit(2)
}

interface Arguments {
  data: string
  port: number
  host: string
  queryLagMs: number
}

function readArguments(): Arguments {
  let values
  try {
    values = parseArgs({
      options: {
        data: {type: 'string', default: '.local/lake'},
        port: {type: 'string', default: String(PORTS.lake)},
        host: {type: 'string', default: '127.0.0.1'},
        'query-lag-ms': {type: 'string', default: '0'},
      },
    }).values
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
  }
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    complain(`--port must be a number from 0 to 65535, not "${values.port}"`)
  }
  const queryLagMs = Number(values['query-lag-ms'])
  if (!Number.isInteger(queryLagMs) || queryLagMs < 0) {
    complain(`--query-lag-ms must be a number of milliseconds, not "${values['query-lag-ms']}"`)
  }
  return {data: values.data, port, host: values.host, queryLagMs}
}

const {data, port, host, queryLagMs} = readArguments()
try {
  const server = await createLakeServer({
    directory: data,
    port,
    host,
    queryLagMs,
    log: console.log,
  })
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      server.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error('The lake could not close cleanly:', error)
          process.exit(1)
        },
      )
    })
  }
  // Last, since whoever reads it may stop the lake at once.
  console.log(`ready ${JSON.stringify({lake: server.url})}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
