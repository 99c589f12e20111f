import type {Page} from 'playwright-core'
import {expect, inject, it} from 'vitest'
import {bringIntoView, keepScreenshot, openSession, seriousAxeFindings} from './support/browser.ts'
import {lakeClient} from './support/lake.ts'
import {mailsTo, waitForMail} from './support/mail.ts'

const urls = inject('urls')
const ADDRESS = 'consent-journey@example.com'
const TAG = {tag: 'leads.e2e.consent'}

async function signUp(): Promise<void> {
  const response = await fetch(`${urls.api}/api/newsletter`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({site: 'northpeak', email: ADDRESS, consent: true}),
  })
  expect(response.status).toBe(202)
}

const lake = lakeClient(urls.lake, 'local-northpeak-admin')

/** How the submissions of the person ended so far, oldest first. */
const outcomes = () =>
  lake.fetch<(string | null)[]>(
    '*[_type == "leadSubmission" && email == $email] | order(receivedAt asc).outcome',
    {email: ADDRESS},
    TAG,
  )

async function openLead(page: Page, id: string, hash = '') {
  await page.goto(`${urls.studio}/northpeak/leads/lead/${id}${hash}`)
  const panel = page.getByRole('complementary', {name: 'Lead'})
  await panel.getByRole('button', {name: 'Consent evidence'}).waitFor()
  return panel
}

it('lets an administrator suppress somebody and lift that; the mail follows', async () => {
  await signUp()
  await waitForMail(urls.mail, ADDRESS)
  const id = await lake.fetch<string>('*[_type == "lead" && email == $email][0]._id', {
    email: ADDRESS,
  })
  const {context, page, problems} = await openSession({token: 'local-northpeak-admin'})
  const panel = await openLead(page, id)
  const suppress = panel.getByRole('button', {name: 'Suppress…'})
  await bringIntoView(suppress)
  await keepScreenshot(page, 'consent-light')
  await suppress.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', {name: 'Put this person on the suppression list?'})
  await dialog.getByLabel('Why?').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
  await page.keyboard.type('They wrote that they want no mail.')
  await keepScreenshot(page, 'consent-dialog-light')
  expect(await seriousAxeFindings(page)).toEqual([])
  await page.keyboard.press('Control+Enter')
  await panel.getByText('Put on the suppression list by an administrator').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('FIELDSET')
  const lift = panel.getByRole('button', {name: 'Lift the suppression…'})
  await expect.poll(() => lift.isEnabled()).toBe(true)
  await panel.getByText('They wrote that they want no mail.').waitFor()

  await signUp()
  await expect.poll(outcomes).toEqual(['processed', 'suppressed'])
  expect(await mailsTo(urls.mail, ADDRESS)).toHaveLength(1)

  await lift.click()
  await page.getByLabel('Why?').fill('They changed their mind, by letter.')
  await page.getByRole('dialog').getByRole('button', {name: 'Lift it'}).click()
  // What was decided shows at once; once it is written, the next decision can be made.
  await suppress.waitFor()
  await expect.poll(() => suppress.isEnabled()).toBe(true)
  await signUp()
  await expect.poll(async () => (await mailsTo(urls.mail, ADDRESS)).length).toBe(2)
  const states = await lake.fetch<object>(
    '{"lead": *[_id == $id][0].subscription, "status": *[_type == "newsletterSubscriber" && email == $email][0].status}',
    {id, email: ADDRESS},
    TAG,
  )
  expect(states).toEqual({lead: 'pending', status: 'pending'})
  expect(problems).toEqual([])
  await context.close()

  const other = await openSession({
    token: 'local-northpeak-editor',
    colorScheme: 'dark',
  })
  const seen = await openLead(other.page, id)
  const why = seen.getByText('Administrators of the site can unsubscribe or suppress this person')
  await bringIntoView(why)
  await keepScreenshot(other.page, 'consent-dark-editor')
  expect(await seen.getByRole('button', {name: 'Suppress…'}).count()).toBe(0)
  const dark = await openLead(other.page, id, '#token=local-northpeak-admin')
  await dark.getByRole('button', {name: 'Unsubscribe…'}).click()
  await other.page.getByLabel('Why?').fill('Asked by telephone.')
  await keepScreenshot(other.page, 'consent-dialog-dark')
  expect(await seriousAxeFindings(other.page)).toEqual([])
  await other.page.keyboard.press('Escape')
  await keepScreenshot(other.page, 'consent-dark')
  expect(await seriousAxeFindings(other.page)).toEqual([])
  expect(other.problems).toEqual([])
  await other.context.close()
})
