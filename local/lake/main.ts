import {parseArgs} from 'node:util'
import {PORTS} from '../ports.ts'
import {createLakeServer} from './server.ts'
import {endWithParent} from '../endWithParent.ts'

if (process.env['LEADS_SUPERVISED']) endWithParent()

const USAGE = 'npm run lake -- [--data DIR] [--port P] [--host HOST]'

function complain(message: string): never {
  console.error(`${message}\n${USAGE}`)
  process.exit(2)
}

function readArguments(): {data: string; port: number; host: string} {
  let values
  try {
    values = parseArgs({
      options: {
        data: {type: 'string', default: '.local/lake'},
        port: {type: 'string', default: String(PORTS.lake)},
        host: {type: 'string', default: '127.0.0.1'},
      },
    }).values
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
  }
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    complain(`--port must be a number from 0 to 65535, not "${values.port}"`)
  }
  return {data: values.data, port, host: values.host}
}

const {data, port, host} = readArguments()
try {
  const server = await createLakeServer({directory: data, port, host, log: console.log})
  console.log(`ready ${JSON.stringify({lake: server.url})}`)
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
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
