import {once} from 'node:events'
import type {AddressInfo} from 'node:net'
import {serveOnLoopback} from '../loopbackServer.ts'
import {createMailApp} from './mailApp.ts'
import {openMailbox, type Mailbox} from './mailbox.ts'
import {createSmtpSink} from './smtpSink.ts'

const LOOPBACK = '127.0.0.1'

/** A running sink. */
export interface RunningMail {
  mailbox: Mailbox
  /** Base URL of the page and of the JSON API, without a slash at the end. */
  url: string
  /** `smtp://…` for nodemailer. */
  smtpUrl: string
  stop(): Promise<void>
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}

/**
 * Starts the SMTP sink and its page on the loopback address.
 *
 * @param smtpPort - 0 takes any free port; so does `pagePort`
 * @throws Error when a port is taken
 */
export async function startMail(options: {
  directory: string
  smtpPort: number
  pagePort: number
  limit?: number
  now?: () => Date
  log?: (line: string) => void
}): Promise<RunningMail> {
  const {directory, smtpPort, pagePort, limit, log = () => {}} = options
  const mailbox = await openMailbox({directory, limit, now: options.now ?? (() => new Date())})
  const sink = createSmtpSink(mailbox, log)
  const listener = sink.listen(smtpPort, LOOPBACK)
  await once(listener, 'listening')
  const page = await serveOnLoopback(createMailApp(mailbox), pagePort)
  return {
    mailbox,
    url: `http://${LOOPBACK}:${page.port}`,
    smtpUrl: `smtp://${LOOPBACK}:${portOf(listener.address())}`,
    async stop() {
      await Promise.all([
        page.stop(),
        new Promise<void>((resolve) => {
          sink.close(resolve)
        }),
      ])
    },
  }
}
