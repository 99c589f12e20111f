import {announceReady} from '../announceReady.ts'
import {ArgumentError, numberOption, parseOptions} from '../commandArguments.ts'
import {endWithParent} from '../endWithParent.ts'
import {PORTS} from '../ports.ts'
import {createLakeServer} from './server.ts'

if (process.env['LEADS_SUPERVISED']) endWithParent()

const USAGE = 'npm run lake -- [--data DIR] [--port P] [--host HOST] [--query-lag-ms N]'

function readArguments() {
  try {
    const values = parseOptions(
      process.argv.slice(2),
      {
        data: {type: 'string', default: '.local/lake'},
        port: {type: 'string', default: String(PORTS.lake)},
        host: {type: 'string', default: '127.0.0.1'},
        'query-lag-ms': {type: 'string', default: '0'},
      },
      '',
    )
    return {
      data: values.data,
      port: numberOption('port', values.port, {to: 65_535}),
      host: values.host,
      queryLagMs: numberOption('query-lag-ms', values['query-lag-ms'], {unit: 'milliseconds'}),
    }
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error
    console.error(`${error.message}\n${USAGE}`)
    return process.exit(2)
  }
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
  // Last, since a reader of this line may stop the lake at once.
  announceReady({lake: server.url})
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
