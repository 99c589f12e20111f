import {buffer} from 'node:stream/consumers'
import {SMTPServer, type SMTPServerDataStream, type SMTPServerSession} from 'smtp-server'
import {listenOn, serveOnLoopback} from '../loopbackServer.ts'
import {createMailApp} from './mailApp.ts'
import {openMailbox, type Mailbox} from './mailbox.ts'

const LOOPBACK = '127.0.0.1'

export interface RunningMail {
  mailbox: Mailbox
  /** Base URL of the page and of the JSON API, without a slash at the end. */
  url: string
  /** `smtp://…` for nodemailer. */
  smtpUrl: string
  stop(): Promise<void>
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
  const boundSmtpPort = await listenOn(sink.server, smtpPort, LOOPBACK)
  const page = await serveOnLoopback(createMailApp(mailbox), pagePort)
  return {
    mailbox,
    url: `http://${LOOPBACK}:${page.port}`,
    smtpUrl: `smtp://${LOOPBACK}:${boundSmtpPort}`,
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

/** Largest message the sink takes, in bytes. */
const MAX_MESSAGE_BYTES = 10 * 1024 * 1024

/** An error with the SMTP reply code that the client is to see. */
class SmtpError extends Error {
  override readonly name = 'SmtpError'
  readonly responseCode: number

  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}

/**
 * An SMTP server that takes every message, sends none on, and asks for no password. Listen on the
 * loopback address only.
 *
 * @param log - receives one line per problem, without addresses
 */
function createSmtpSink(mailbox: Mailbox, log: (line: string) => void): SMTPServer {
  const keep = async (
    stream: SMTPServerDataStream,
    {envelope: {mailFrom, rcptTo}}: SMTPServerSession,
  ): Promise<[error: Error | null, message?: string]> => {
    try {
      const raw = await buffer(stream)
      if (stream.sizeExceeded) {
        throw new SmtpError(552, `Message exceeds ${MAX_MESSAGE_BYTES} bytes`)
      }
      const {id} = await mailbox.deliver(raw, {
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(({address}) => address),
      })
      return [null, `Kept as ${id}`]
    } catch (error) {
      log(`a message was refused: ${error instanceof Error ? error.message : 'unknown'}`)
      return [error instanceof Error ? error : new SmtpError(451, 'Could not keep it')]
    }
  }
  const server = new SMTPServer({
    name: 'localhost',
    banner: 'Local mail sink: keeps every message, sends none on',
    size: MAX_MESSAGE_BYTES,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    onData(stream, session, callback) {
      // oxlint-disable-next-line promise/no-callback-in-promise -- the library's interface
      void keep(stream, session).then((answer) => callback(...answer))
    },
  })
  server.on('error', (error: Error) => log(`SMTP: ${error.message}`))
  return server
}
