import {readFile} from 'node:fs/promises'
import {beforeAll, expect, inject, it} from 'vitest'
import {keepScreenshot, openSession, seriousAxeFindings} from './support/browser.ts'
import {lakeClient} from './support/lake.ts'
import {Windows} from './support/windows.ts'

const urls = inject('urls')
const SEGMENT = 'bluefern.segment.01ARZ3NDEKTSV4RRFFQ69G5FAV'
const SENTENCE = /created the segment …Q69G5FAV\./u

const windows = new Windows()
beforeAll(async () => {
  const site = 'bluefern'
  const definition = JSON.stringify({
    version: 1,
    root: {id: 'root', combinator: 'and', rules: []},
  })
  const segment = {_id: SEGMENT, _type: 'segment', site, title: 'Recorded in the trail', definition}
  const note = {_id: 'bluefern.pending.trail', _type: 'pendingTrail', site}
  await lakeClient(urls.lake, 'local-bluefern-admin')
    .transaction()
    .create({...segment, definitionVersion: 1})
    .createIfNotExists(note)
    .commit({tag: 'e2e.audit'})
})

/** How often the trail tells of the segment. */
const recorded = () =>
  lakeClient(urls.lake, 'local-bluefern-viewer').fetch<number>(
    'count(*[_type == "auditEvent" && site == "bluefern" && target.id == $id])',
    {id: SEGMENT},
    {tag: 'e2e.audit'},
  )

it('reads, verifies and exports a trail with the keyboard', async () => {
  const window = await windows.visit('/bluefern/audit', {token: 'local-bluefern-viewer'})
  const {page, problems} = window
  await page.getByRole('button', {name: 'Verify now'}).waitFor()
  await expect.poll(recorded, {timeout: 120_000}).toBe(1)
  await page.getByRole('button', {name: 'Load new events'}).press('Enter')
  await page.getByRole('link', {name: SENTENCE}).waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  await page.getByRole('link', {name: SENTENCE}).press('Enter')
  const panel = page.getByRole('complementary', {name: 'Event'})
  await panel.getByText('Value not stored').first().waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'audit-event')
  await panel.getByRole('button', {name: 'All events about this document'}).press('Enter')
  await expect.poll(() => page.getByRole('link', {name: /segment …/u}).count()).toBe(1)
  await page.keyboard.press('Escape')
  await panel.waitFor({state: 'detached'})
  await page.getByRole('button', {name: 'Show all events'}).press('Enter')

  await page.getByRole('button', {name: 'Verify now'}).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/^Verified up to event/u).waitFor()
  await dialog.getByText(/your role can’t read them/u).waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'audit-verified')
  await page.keyboard.press('Escape')
  await dialog.waitFor({state: 'detached'})

  await page.getByRole('button', {name: 'Export…'}).press('Enter')
  await dialog.getByText(/^The selected days have events 1 to/u).waitFor()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', {name: /^Save \d+ events?$/u}).press('Enter')
  const file = await (await download).path()
  const [header = ''] = (await readFile(file, 'utf8')).split('\n')
  expect(JSON.parse(header)).toMatchObject({format: 'audit-proof-1', chain: 'bluefern', from: 1})
  await dialog.getByText(/saved as audit-bluefern-1-/u).waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  expect(problems).toEqual([])
  await page.keyboard.press('Escape')
  await dialog.waitFor({state: 'detached'})
  windows.keep('local-bluefern-viewer', window)
})

it('links from a person to all events about them', async () => {
  const lead = await lakeClient(urls.lake, 'local-bluefern-viewer').fetch<string>(
    '*[_type == "lead" && site == "bluefern"] | order(_id asc)[0]._id',
    {},
    {tag: 'e2e.audit'},
  )
  const {page, problems} = await windows.visit(`/bluefern/leads/lead/${lead}`, {
    token: 'local-bluefern-viewer',
  })
  // The panel takes the focus once the lead is read.
  await page.getByRole('heading', {name: 'Timeline'}).waitFor()
  await page.getByRole('button', {name: 'History in the audit trail'}).press('Enter')
  await page.getByText('All events about one person', {exact: false}).waitFor()
  expect(await page.getByLabel('Target ID').inputValue()).toBe(lead)
  expect(problems).toEqual([])
})

it('shows any site’s trail in the network, and compares it with the signed ends', async () => {
  const {context, page, problems} = await openSession({
    token: 'local-superadmin',
    colorScheme: 'dark',
  })
  await page.goto(`${urls.studio}/network/audit`)
  await page.getByRole('button', {name: 'Verify now'}).waitFor()
  await page.getByLabel('Audit trail of').selectOption('bluefern')
  await page.getByRole('link', {name: SENTENCE}).waitFor()
  await page.getByRole('button', {name: 'Verify now'}).click()
  const dialog = page.getByRole('dialog')
  // Signatures are made every hour: whether one has this event is a matter of when it came.
  await dialog
    .getByText(/^(?:It matches the signed checkpoints|The newest signature is from)/u)
    .waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'audit-signed')
  expect(problems).toEqual([])
  await context.close()
})
