import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createTransport} from 'nodemailer'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {startMail, type RunningMail} from './startMail.ts'

let directory = ''
let mail: RunningMail

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mail-'))
  mail = await startMail({directory, smtpPort: 0, pagePort: 0, limit: 3})
})
afterEach(async () => {
  await mail.stop()
  await rm(directory, {recursive: true})
})

async function send(subject: string, to = 'ada@example.com'): Promise<void> {
  const transport = createTransport(mail.smtpUrl)
  await transport.sendMail({
    from: 'Artameta <hello@artameta.test>',
    to,
    subject,
    text: 'Confirm: https://example.com/confirm?a=1&b=2',
    html: '<p><a href="https://example.com/confirm?a=1&amp;b=2">Confirm</a><script>alert(1)</script></p>',
  })
  transport.close()
}

test('keeps a message and answers with it as JSON', async () => {
  await send('Grüße')
  await send('Other', 'grace@example.com')
  const list = await (await fetch(`${mail.url}/api/messages?to=ADA@example.com`)).json()
  expect(list.messages).toHaveLength(1)
  const message = await (await fetch(`${mail.url}/api/messages/${list.messages[0].id}`)).json()
  expect(message).toMatchObject({
    subject: 'Grüße',
    envelope: {from: 'hello@artameta.test', to: ['ada@example.com']},
    links: ['https://example.com/confirm?a=1&b=2'],
  })
})

test('shows a message in a sandbox that runs no script', async () => {
  await send('<b>subject</b>')
  const page = await fetch(mail.url)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  const markup = await page.text()
  expect(markup).toContain('&lt;b&gt;subject&lt;/b&gt;')
  const id = mail.mailbox.list()[0]?.id
  const body = await fetch(`${mail.url}/messages/${id}/html`)
  expect(body.headers.get('content-security-policy')).toContain('sandbox allow-popups')
})

test('keeps only the newest messages, also after a restart', async () => {
  for (const subject of ['one', 'two', 'three', 'four']) await send(subject)
  await mail.stop()
  mail = await startMail({directory, smtpPort: 0, pagePort: 0, limit: 3})
  expect(mail.mailbox.list().map(({subject}) => subject)).toEqual(['four', 'three', 'two'])
  await fetch(`${mail.url}/api/messages`, {method: 'DELETE'})
  expect(mail.mailbox.list()).toEqual([])
})

test('notifies open pages of each new message', async () => {
  const abort = new AbortController()
  const events = await fetch(`${mail.url}/api/events`, {signal: abort.signal})
  if (!events.body) throw new Error('no stream')
  const reader = events.body.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toContain('event: welcome')
  await send('hello')
  expect((await reader.read()).value).toContain('event: change')
  abort.abort()
})

test('refuses another host name and another site’s requests', async () => {
  const foreign = await fetch(`${mail.url}/api/messages`, {
    method: 'DELETE',
    headers: {origin: 'https://evil.test'},
  })
  expect(foreign.status).toBe(403)
})
