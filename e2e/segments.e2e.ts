import {expect, inject, it} from 'vitest'
import {keepScreenshot, openSession, seriousAxeFindings} from './support/browser.ts'
import {lakeClient} from './support/lake.ts'

const urls = inject('urls')
const NAME = 'Opened lately'
const CAMPAIGN = 'A letter to readers'

it('creates a segment by keyboard, counts it, refuses a duplicate name, uses it in a campaign, and shows its leads', async () => {
  const {context, page, problems} = await openSession({token: 'local-artameta-admin'})
  await page.goto(`${urls.studio}/artameta/segments`)
  await page.getByRole('heading', {name: 'Segments', exact: true}).waitFor()
  await page.getByRole('link', {name: 'New segment'}).click()
  await page.getByLabel('Name', {exact: true}).fill(NAME)

  // A new condition is where the focus goes; its field is searched for, and chosen by Enter.
  await page.getByRole('button', {name: 'Condition', exact: true}).press('Enter')
  await page.getByRole('button', {name: 'Field: Status'}).press('Enter')
  await page.getByRole('combobox', {name: 'Field: search'}).fill('e-mail opened')
  await page.getByRole('combobox', {name: 'Field: search'}).press('Enter')
  const sentence = page.getByTestId('audience-sentence')
  await sentence.getByText('Opened an e-mail in the last 30 days.').waitFor()
  await page.getByTestId('audience-count').getByText(/as of/u).waitFor()
  const count = page.getByTestId('audience-count').getByText(/\d leads?$/u)
  const counted = Number((await count.textContent())?.replaceAll(/\D/gu, ''))
  expect(counted).toBeGreaterThan(0)
  const sample = page.getByRole('list', {name: 'Newest matching leads'})
  await sample.getByRole('listitem').first().waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'segment-builder')

  // What the store says is what the definition says, and why a lead is in.
  await sample.getByRole('button').first().click()
  const why = page.getByRole('dialog')
  await why.getByText(/ is included\.$/u).waitFor()
  await why.getByText('opened an e-mail in the last 30 days').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', {name: 'Create segment'}).click()

  const card = page.getByRole('article', {name: NAME})
  await card.getByText(counted.toLocaleString('en-US'), {exact: true}).waitFor()
  // The list of the Studio's own notices is not ours to judge.
  const notice = page.getByText(`“${NAME}” was saved`)
  await notice.waitFor()
  await notice.waitFor({state: 'detached'})
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'segments')
  const lake = lakeClient(urls.lake, 'local-artameta-viewer')
  const stored = await lake.fetch(
    '*[_type == "segment" && site == "artameta" && title == $title][0]{_id, sentence, definitionVersion, "count": count.value}',
    {title: NAME},
    {tag: 'e2e.segments'},
  )
  expect(stored).toMatchObject({definitionVersion: 1, count: counted})

  // The same name again is refused, whatever its case.
  await page.getByRole('link', {name: 'New segment'}).click()
  await page.getByLabel('Name', {exact: true}).fill(NAME.toUpperCase())
  await page.getByRole('button', {name: 'Create segment'}).click()
  await page.getByText(/There is already a segment/u).waitFor()
  await page.getByRole('button', {name: 'Back to all segments'}).click()
  await page.getByRole('button', {name: 'Discard changes'}).click()

  // Its people get a campaign, and the campaign says so.
  await card.getByRole('button', {name: `More actions for ${NAME}`}).press('Enter')
  await page.getByRole('menuitem', {name: 'Use in campaign…'}).press('Enter')
  const dialog = page.getByRole('dialog', {name: `Use “${NAME}” in a campaign`})
  await dialog.getByText(`In segment “${NAME}”.`).waitFor()
  await dialog.getByText(`${counted.toLocaleString('en-US')} leads`).waitFor()
  await dialog.getByLabel('Title').fill(CAMPAIGN)
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'segment-in-campaign')
  await dialog.getByLabel('Title').press('Enter')
  await page.getByRole('link', {name: 'Open campaign'}).click()
  const audience = page.getByTestId('audience-field')
  await audience.getByText(`In segment “${NAME}”.`).waitFor()
  await keepScreenshot(page, 'campaign-audience')
  await audience.getByRole('link', {name: NAME}).click()
  await page.getByText(`Campaign “${CAMPAIGN}”`).waitFor()
  await page.getByRole('button', {name: 'Back to all segments'}).click()

  await card.getByRole('link', {name: `View leads of ${NAME}`}).click()
  await page.waitForURL(/\/artameta\/leads\?leads\[segment\]=artameta\.segment\./u)
  await page.getByText(`${counted.toLocaleString('en-US')} leads as of`).waitFor()
  expect(problems).toEqual([])
  await context.close()
})
