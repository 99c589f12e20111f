import type {Page} from 'playwright-core'
import {expect, inject, it} from 'vitest'
import {openSession} from './support/browser.ts'

const urls = inject('urls')

/** Sends on a socket that is closing: at once, or when the page is about to be left. */
async function sendTooLate(page: Page, when: 'now' | 'leaving'): Promise<void> {
  const address = `${urls.lake.replace(/^http/u, 'ws')}/v1/socket/production`
  await page.evaluate(
    ([to, moment]) => {
      const send = () => {
        const socket = new WebSocket(to)
        socket.close()
        socket.send('too late')
      }
      if (moment === 'now') send()
      else addEventListener('beforeunload', send)
    },
    [address, when] as const,
  )
}

it('tells of a message on a closing socket, unless the page is being left', async () => {
  const {context, page, problems} = await openSession()
  const late = () => problems.filter((problem) => problem.includes('CLOSING or CLOSED'))
  await page.goto(urls.mail)
  await sendTooLate(page, 'leaving')
  const said = page.waitForEvent('console', (message) => message.text().includes('CLOSING'))
  await page.reload()
  await said
  expect(late()).toEqual([])
  await sendTooLate(page, 'now')
  await expect.poll(late).toHaveLength(1)
  await context.close()
})
