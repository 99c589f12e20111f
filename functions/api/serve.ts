import {parseArgs} from 'node:util'
import {readServerEnv} from '../shared/serverEnv.ts'
import {startApi} from './node.ts'

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
