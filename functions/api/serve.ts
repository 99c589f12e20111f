import {existsSync} from 'node:fs'
import {loadEnvFile} from 'node:process'
import {parseArgs} from 'node:util'
import {readServerEnv} from '../shared/serverEnv.ts'
import {startApi} from './node.ts'

/**
 * Serves the endpoints on their own, for a server or a container (docs/deployment.md):
 *
 *   npm run api -- --host 0.0.0.0 --port 3901
 *
 * Settings come from the environment, and from `.env` for what is not set there.
 */
if (existsSync('.env')) loadEnvFile()

const {values} = parseArgs({
  options: {
    port: {type: 'string', default: process.env['PORT'] ?? '3901'},
    host: {type: 'string', default: '127.0.0.1'},
  },
})

const api = await startApi({
  env: readServerEnv(process.env),
  port: Number(values.port),
  hostname: values.host,
  log: (line) => console.error(`api: ${line}`),
})
console.log(`ready ${JSON.stringify({api: api.url})}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void api.stop())
