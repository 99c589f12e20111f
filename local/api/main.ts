import {parseArgs} from 'node:util'
import {startApi} from '../../functions/api/node.ts'
import {readServerEnv} from '../../functions/shared/serverEnv.ts'
import {announceReady} from '../announceReady.ts'
import {PORTS} from '../ports.ts'
import {withLocalDefaults} from './localServerVariables.ts'
import {endWithParent} from '../endWithParent.ts'

if (process.env['LEADS_SUPERVISED']) endWithParent()

const {values} = parseArgs({
  options: {
    port: {type: 'string', default: String(PORTS.api)},
    offset: {type: 'string', default: '0'},
  },
})
const offset = Number(values.offset)

const api = await startApi({
  env: readServerEnv(withLocalDefaults(process.env, offset)),
  port: Number(values.port) + offset,
  log: (line) => console.error(`api: ${line}`),
})
announceReady({api: api.url})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void api.stop())
