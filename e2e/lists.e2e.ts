import {expect, inject, it} from 'vitest'
import {keepScreenshot, openSession, seriousAxeFindings} from './support/browser.ts'
import {lakeClient} from './support/lake.ts'
import {lookInBothSchemes} from './support/looks.ts'
import {Windows} from './support/windows.ts'

const urls = inject('urls')
const NAME = 'Autumn fair'
const tag = {tag: 'e2e.lists'}

it('creates a list by keyboard, adds leads to it, shows them, and deletes it', async () => {
  const {context, page, problems} = await openSession({token: 'local-artameta-admin'})
  await page.goto(`${urls.studio}/artameta/lists`)
  await page.getByRole('heading', {name: 'Lists', exact: true}).waitFor()
  await page.getByRole('button', {name: 'New list'}).press('Enter')
  await page.getByLabel('Name', {exact: true}).fill(NAME)
  expect(await seriousAxeFindings(page)).toEqual([])
  await page.getByLabel('Name', {exact: true}).press('Enter')
  const card = page.getByRole('article', {name: NAME})
  // A function counts a new list.
  await card.getByText(/leads, counted/u).waitFor()
  const lake = lakeClient(urls.lake, 'local-artameta-admin')
  const found = await lake.fetch<{list: string; leads: string[]}>(
    `{"list": *[_type == "leadList" && site == "artameta" && title == $title][0]._id,
      "leads": *[_type == "lead" && site == "artameta"][0...3]._id}`,
    {title: NAME},
    tag,
  )
  const transaction = lake.transaction()
  for (const id of found.leads) {
    transaction.patch(id, (patch) => patch.setIfMissing({lists: []}).append('lists', [found.list]))
  }
  await transaction.commit(tag)

  await card.getByRole('link', {name: `View leads of ${NAME}`}).click()
  await page.getByText(/^3 leads as of/u).waitFor()
  await keepScreenshot(page, 'leads-of-list')
  await page.goBack()

  await card.getByRole('button', {name: `More actions for ${NAME}`}).press('Enter')
  await page.getByRole('menuitem', {name: 'Delete…'}).press('Enter')
  const dialog = page.getByRole('dialog', {name: `Delete “${NAME}”?`})
  await dialog.getByText(/There are 3 leads on the list/u).waitFor()
  expect(await seriousAxeFindings(page)).toEqual([])
  await keepScreenshot(page, 'list-deletion')
  await dialog.getByRole('button', {name: 'Delete list'}).press('Enter')
  await card.waitFor({state: 'detached'})
  const members = 'count(*[_type == "lead" && site == "artameta" && $list in lists])'
  await expect.poll(() => lake.fetch(members, {list: found.list}, tag)).toBe(0)
  expect(problems).toEqual([])
  await context.close()
})

it('shows the page without lists, and with sixty', async () => {
  const lake = lakeClient(urls.lake, 'local-superadmin')
  await lake.delete({query: '*[_type == "leadList" && site == "northpeak"]'}, tag)
  const windows = new Windows()
  const look = {path: '/northpeak/lists', token: 'local-northpeak-admin', height: 900}
  expect(
    await lookInBothSchemes(windows, {...look, name: 'lists-none', shows: 'No lists yet'}),
  ).toEqual([])
  const transaction = lake.transaction()
  for (let number = 1; number <= 60; number += 1) {
    const key = String(number).padStart(2, '0')
    transaction.create({
      _id: `northpeak.list.sixty${key}`,
      _type: 'leadList',
      site: 'northpeak',
      title: `Visitors ${key}`,
      source: {kind: 'import', label: `visitors-${key}.csv`},
      createdBy: 'northpeak-editor',
    })
  }
  await transaction.commit(tag)
  expect(
    await lookInBothSchemes(windows, {...look, name: 'lists-sixty', shows: 'Visitors 60'}),
  ).toEqual([])
})
