import {expect, inject, it} from 'vitest'
import type {Lead} from '../core/sanity.types.generated.ts'
import {fieldLabel} from '../core/leads/customFieldTitle.ts'
import {keepScreenshot, openSession, seriousAxeFindings} from './support/browser.ts'
import {lakeClient} from './support/lake.ts'

const urls = inject('urls')
const TAG = {tag: 'e2e.records'}

it('shows a lead read-only in Records, edits it in Leads, deletes it, and restores it after a reload', async () => {
  const lake = lakeClient(urls.lake, 'local-northpeak-admin')
  const {
    _id: id,
    name = '',
    customFields = [],
  } = await lake.fetch<Lead>(
    '*[_type == "lead" && site == "northpeak" && defined(name) && count(customFields) > 0] | order(_id desc)[0]',
    {},
    TAG,
  )
  const custom = customFields[0]?.name ?? ''
  const label = fieldLabel(custom)
  const lead = () => lake.getDocument<Lead>(id, TAG)

  // The form in Records only shows the lead.
  const {context, page, problems} = await openSession({token: 'local-northpeak-admin'})
  await page.goto(`${urls.studio}/northpeak/intent/edit/id=${id};type=lead/`)
  const openInLeads = page.getByRole('button', {name: 'Open in Leads'})
  await openInLeads.waitFor()
  const form = page.getByTestId('form-view')
  const inputs = form.getByRole('textbox')
  await inputs.first().waitFor()
  for (const input of await inputs.all()) expect(await input.isEditable()).toBe(false)
  expect(await form.getByRole('button', {name: /^(Add|Remove|Upload)/u}).count()).toBe(0)
  await page.getByTestId('action-menu-button').first().click()
  await page.getByRole('menuitem', {name: 'Delete…'}).waitFor()
  expect(await page.getByRole('menuitem').allTextContents()).toEqual([
    'Open in Leads',
    'Change status…',
    'Delete…',
  ])
  await keepScreenshot(page, 'record-read-only')
  await page.keyboard.press('Escape')

  // What only that form could change is edited in the panel.
  await openInLeads.click()
  const panel = page.getByRole('complementary', {name: 'Lead'})
  const edit = async (label: string, fill: () => Promise<unknown>) => {
    await panel.getByRole('button', {name: `Edit ${label}`}).click()
    await fill()
    await page.keyboard.press('Enter')
  }
  const typed = (label: string, value: string) => () =>
    panel.getByLabel(label, {exact: true}).fill(value)
  await edit('Phone', typed('Phone', 'call me'))
  await panel.getByText(/5 to 15 digits/u).waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'field-problem')
  await typed('Phone', '+46 70 123 45 67')()
  await page.keyboard.press('Enter')
  await edit('Owner', () =>
    panel.getByLabel('Owner', {exact: true}).selectOption('northpeak-editor'),
  )
  await edit(label, typed(label, 'Written by hand'))
  await expect.poll(lead).toMatchObject({
    phone: '+46 70 123 45 67',
    owner: 'northpeak-editor',
    customFields: expect.arrayContaining([
      expect.objectContaining({name: custom, value: 'Written by hand'}),
    ]),
  })
  await panel
    .getByText(/^Changed “/u)
    .first()
    .waitFor()
  await keepScreenshot(page, 'fields-edited')

  // Records deletes by the same decision as the tool; after a reload the list restores the lead.
  await panel.getByRole('link', {name: 'Open in Records'}).click()
  await openInLeads.waitFor()
  await page.getByTestId('action-menu-button').first().click()
  await page.getByRole('menuitem', {name: 'Delete…'}).click()
  await page.getByRole('button', {name: 'Delete lead'}).click()
  await page.getByText('Record not found').waitFor()
  await keepScreenshot(page, 'record-gone')
  expect(await lead()).toBeUndefined()
  await page.goto(`${urls.studio}/northpeak/leads`)
  await page.getByRole('button', {name: 'Recently changed'}).click()
  const list = page.getByRole('complementary', {name: 'Recently changed'})
  const restore = list.getByRole('button', {name: `Restore ${name}`, exact: true}).first()
  await restore.waitFor()
  expect(new URL(page.url()).pathname).toBe('/northpeak/leads/recent/all')
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'recently-changed')
  await restore.focus()
  await page.keyboard.press('Enter')
  const open = list.getByRole('button', {name: `Open ${name}`, exact: true}).first()
  await open.waitFor()
  expect(await lead()).toMatchObject({name, phone: '+46 70 123 45 67', owner: 'northpeak-editor'})
  await open.click()
  await panel.getByText('Lead restored').waitFor()
  expect(problems).toEqual([])
  await context.close()
})
