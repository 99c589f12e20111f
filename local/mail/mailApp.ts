import {Hono, type Context} from 'hono'
import {streamSSE} from 'hono/streaming'
import type {Mailbox, Mail, MailSummary} from './mailbox.ts'
import {mailContent, mailPage} from './mailPage.ts'

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/
const KEEP_ALIVE_MS = 15_000

function summary({id, receivedAt, envelope, from, to, subject, messageId}: Mail): MailSummary {
  return {id, receivedAt, envelope, from, to, subject, messageId}
}

/**
 * The mailbox as web page and as JSON API (`GET /api/messages[?to=<address>]`,
 * `GET /api/messages/<id>`, `DELETE /api/messages`, `GET /api/events`).
 *
 * Answers only under a loopback host name, so that no page of another site reads the mail through
 * a host name of its own that resolves to this machine.
 */
export function createMailApp(mailbox: Mailbox): Hono {
  const app = new Hono()

  app.use(async (context, next) => {
    const host = context.req.header('host') ?? ''
    if (!LOOPBACK_HOST.test(host)) return context.text('Open this page as localhost\n', 403)
    const origin = context.req.header('origin')
    const reads = context.req.method === 'GET' || context.req.method === 'HEAD'
    if (!reads && origin !== undefined && origin !== `http://${host}`) {
      return context.text('Only this page may do that\n', 403)
    }
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('Referrer-Policy', 'same-origin')
    context.header('Cache-Control', 'no-store')
    return next()
  })

  const page = (context: Context, chosen: Mail | undefined) => {
    if (context.req.query('content') !== undefined) {
      return context.html(mailContent(mailbox.list(), chosen))
    }
    const nonce = crypto.randomUUID()
    context.header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; ` +
        `connect-src 'self'; frame-src 'self'; form-action 'self'; img-src data:; base-uri 'none'; ` +
        `frame-ancestors 'none'`,
    )
    return context.html(mailPage(mailbox.list(), chosen, nonce))
  }

  app.get('/', (context) => page(context, mailbox.list()[0]))
  app.get('/messages/:id', (context) => {
    const mail = mailbox.get(context.req.param('id'))
    return mail ? page(context, mail) : context.redirect('/')
  })
  app.get('/messages/:id/html', (context) => {
    const mail = mailbox.get(context.req.param('id'))
    if (!mail) return context.notFound()
    context.header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'unsafe-inline'; img-src data:; ` +
        `sandbox allow-popups allow-popups-to-escape-sandbox`,
    )
    return context.html(`<base target="_blank">${mail.html}`)
  })
  app.get('/messages/:id/raw', async (context) => {
    const source = await mailbox.raw(context.req.param('id'))
    return source ? context.text(new TextDecoder().decode(source)) : context.notFound()
  })
  app.post('/delete', async (context) => {
    await mailbox.clear()
    return context.redirect('/', 303)
  })

  app.get('/api/messages', (context) => {
    const to = context.req.query('to')?.toLowerCase()
    const mails = mailbox
      .list()
      .filter(({envelope}) => !to || envelope.to.some((address) => address.toLowerCase() === to))
    return context.json({messages: mails.map(summary)})
  })
  app.get('/api/messages/:id', (context) => {
    const mail = mailbox.get(context.req.param('id'))
    return mail ? context.json(mail) : context.json({error: 'There is no such message'}, 404)
  })
  app.delete('/api/messages', async (context) => {
    await mailbox.clear()
    return context.body(null, 204)
  })
  app.get('/api/events', (context) =>
    streamSSE(context, async (stream) => {
      const closed = Promise.withResolvers<void>()
      const write = (event: string): void => {
        void stream.writeSSE({event, data: ''})
      }
      const stopListening = mailbox.onChange(() => write('change'))
      const keepAlive = setInterval(() => write('ping'), KEEP_ALIVE_MS)
      stream.onAbort(() => closed.resolve())
      await stream.writeSSE({event: 'welcome', data: ''})
      await closed.promise
      clearInterval(keepAlive)
      stopListening()
    }),
  )
  return app
}
