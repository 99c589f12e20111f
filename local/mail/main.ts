import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {announceReady} from '../announceReady.ts'
import {PORTS} from '../ports.ts'
import {startMail} from './startMail.ts'

const {values} = parseArgs({
  options: {
    data: {type: 'string', default: '.local'},
    port: {type: 'string', default: String(PORTS.mailPage)},
    'smtp-port': {type: 'string', default: String(PORTS.smtp)},
  },
})

const mail = await startMail({
  directory: join(values.data, 'mail'),
  pagePort: Number(values.port),
  smtpPort: Number(values['smtp-port']),
  log: (line) => console.error(`mail: ${line}`),
})
announceReady({mail: mail.url, smtp: mail.smtpUrl})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void mail.stop())
}
