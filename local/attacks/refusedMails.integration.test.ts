import {createServer, type AddressInfo, type Server, type Socket} from 'node:net'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {importRows} from '../../functions/import-chunk/handler.ts'
import {sendMessage} from '../../functions/send-mail/handler.ts'
import type {LeadImport} from '../../core/sanity.types.generated.ts'
import {askImport, STATED} from '../api/testing/importFixture.ts'
import {functionServicesOf, recordTrails} from '../api/testing/testServices.ts'
import {startTestStack, type TestStack} from '../api/testing/testStack.ts'
import {HOME} from './callers.ts'

const tag = {tag: 'leads.test.refused-mails'}

/** How a mail server fails: in words that hold the address, or by going away. */
type Failure = 'refuses the person' | 'is busy' | 'goes away' | 'says nothing it should'

/** Answers as a mail server that fails. */
function answer(socket: Socket, failure: Failure): void {
  socket.on('error', () => undefined)
  socket.write('220 mail.test ESMTP\r\n')
  socket.on('data', (data) => {
    const line = data.toString('latin1')
    const about = /<([^>]*)>/u.exec(line)?.[1] ?? ''
    if (/^(?:EHLO|HELO)/iu.test(line)) socket.write('250 mail.test\r\n')
    else if (/^MAIL/iu.test(line)) socket.write('250 OK\r\n')
    else if (/^RCPT/iu.test(line)) {
      if (failure === 'refuses the person')
        socket.write(`550 5.1.1 <${about}>: ${about} unknown\r\n`)
      else if (failure === 'is busy') socket.write(`451 4.3.0 <${about}> later, ${about}\r\n`)
      else socket.write('250 OK\r\n')
    } else if (/^DATA/iu.test(line)) {
      if (failure === 'goes away') socket.destroy()
      else socket.write(`999 ${about} what?\r\n`)
    } else socket.end('221 bye\r\n')
  })
}

describe('an import beside a mail server', () => {
  let stack: TestStack
  let server: Server
  let failure: Failure = 'is busy'
  const logged: string[] = []

  beforeAll(async () => {
    stack = await startTestStack()
    server = createServer((socket) => answer(socket, failure))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
  })
  afterAll(async () => {
    server.close()
    await stack.stop()
  })

  /** What runs, and what is written to the console meanwhile. */
  async function heard<T>(task: () => Promise<T>): Promise<T> {
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((text: unknown) => {
        logged.push(String(text))
        return true
      }),
    )
    try {
      return await task()
    } finally {
      for (const spy of spies) spy.mockRestore()
    }
  }

  const services = (port: number, aheadMs = 0) =>
    functionServicesOf(stack, {
      aheadMs,
      variables: {
        LEADS_SMTP_URL: `smtp://127.0.0.1:${port}`,
        LEADS_PUBLIC_API_URL: 'http://api.test',
      },
    })

  test.each<Failure>(['refuses the person', 'is busy', 'goes away', 'says nothing it should'])(
    'that %s ends, sends its mails later, and tells no address',
    async (how) => {
      failure = how
      const {port} = server.address() as AddressInfo
      const name = how.replaceAll(' ', '-')
      const emails = [`one.${name}@zorro.example`, `two.${name}@zorro.example`]
      const file = {
        columns: ['email', 'newsletter'],
        rows: emails.map((email) => [email, 'pending']),
      }
      const notify = `boss.${name}@zorro.example`
      const id = await askImport(stack, file, {consent: STATED, sendConfirmation: true, notify})
      await heard(() => importRows(services(port), id, () => performance.now()))
      await stack.settled()
      const job = await stack.client.getDocument<LeadImport>(id, tag)
      expect(job).toMatchObject({state: 'succeeded', counts: {new: 2}})
      const messages = await stack.client.fetch<string[]>(
        '*[_type == "emailMessage" && kind == "confirmation" && status == "queued"]._id',
        {},
        tag,
      )
      expect(messages).toHaveLength(2)
      for (const message of messages) {
        await heard(() => sendMessage(services(port), message))
        const told = await stack.client.getDocument(message, tag)
        expect(JSON.stringify(told)).not.toContain('zorro')
        const isLasting = how === 'refuses the person'
        expect(told?.['status']).toBe(isLasting ? 'failed' : 'queued')
      }
      const mailed = stack.mail.mailbox.list().length
      const {port: works} = new URL(stack.mail.smtpUrl)
      for (const message of messages) {
        await stack.settled()
        await heard(() => sendMessage(services(Number(works), 60 * 60_000), message))
      }
      const more = stack.mail.mailbox.list().length - mailed
      expect(more).toBe(how === 'refuses the person' ? 0 : 2)
      await recordTrails(stack, services(port))
      expect([...logged, ...stack.log].filter((each) => /zorro/iu.test(each))).toEqual([])
      const trail = await stack.client.fetch<unknown[]>(
        '*[_type == "auditEvent" && site == $site]',
        {site: HOME},
        tag,
      )
      expect(JSON.stringify(trail)).not.toContain('zorro')
    },
    90_000,
  )
})
