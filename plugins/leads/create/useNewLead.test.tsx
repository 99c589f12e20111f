// @vitest-environment jsdom
import {fireEvent, screen, waitFor, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {openTool} from '../testing/openTool.tsx'
import {testLead} from '../testLeads.ts'

const CONSENT_TEXTS = [
  {
    _key: 'v1',
    id: 'contact',
    version: 1,
    purpose: 'contact' as const,
    locale: 'en-GB',
    text: 'You may answer me.',
    validFrom: '2024-01-01T00:00:00.000Z',
  },
]

async function openDialog(): Promise<HTMLElement> {
  fireEvent.click(await screen.findByRole('button', {name: 'New lead'}))
  return screen.findByRole('dialog', {name: 'New lead'})
}

function fill(dialog: HTMLElement, label: string, value: string): void {
  fireEvent.change(within(dialog).getByLabelText(label), {target: {value}})
}

function press(dialog: HTMLElement, name: string): void {
  fireEvent.click(within(dialog).getByRole('button', {name}))
}

test('a lead is added with what the person agreed to', async () => {
  const store = await openTool([testLead(1)], {site: {consentTexts: CONSENT_TEXTS}})
  const dialog = await openDialog()
  fill(dialog, 'E-mail', 'Ada@example.com')
  fill(dialog, 'Name', 'Ada')
  fireEvent.click(within(dialog).getByLabelText('One of the site’s consent texts'))
  fill(dialog, 'Text', '0')
  fill(dialog, 'When', '2026-01-02')
  press(dialog, 'Add lead')
  await waitFor(() => expect(store.documents.size).toBe(2))
  expect(screen.queryByRole('dialog', {name: 'New lead'})).toBeNull()
  expect([...store.documents.values()].at(-1)).toMatchObject({
    email: 'ada@example.com',
    name: 'Ada',
    status: 'new',
    subscription: 'none',
    source: {kind: 'manual'},
    consent: {text: 'You may answer me.', action: 'spoken', statedBy: 'editor-1'},
  })
})

test('missing input is shown beside its field before anything is written', async () => {
  const store = await openTool([testLead(1)])
  const dialog = await openDialog()
  fill(dialog, 'Phone', '1')
  press(dialog, 'Add lead')
  await within(dialog).findByText('Enter an e-mail address.')
  await within(dialog).findByText(/Choose what the person agreed to/)
  expect(within(dialog).getByLabelText('Phone').getAttribute('aria-invalid')).toBe('true')
  expect(store.documents.size).toBe(1)
})

test('an existing address is reported while it is typed, with a link to its lead', async () => {
  await openTool([testLead(1)])
  const dialog = await openDialog()
  fill(dialog, 'E-mail', 'PERSON1@example.test')
  fireEvent.click(await within(dialog).findByRole('button', {name: 'Open the lead Person 1'}))
  await screen.findByRole('complementary', {name: 'Lead'})
  expect(screen.queryByRole('dialog', {name: 'New lead'})).toBeNull()
})

test('the focus stays in the field while typing', async () => {
  await openTool([testLead(1)])
  const dialog = await openDialog()
  const email = within(dialog).getByLabelText('E-mail')
  await waitFor(() => expect(document.activeElement).toBe(email))
  const name = within(dialog).getByLabelText('Name')
  name.focus()
  fill(dialog, 'Name', 'A')
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  expect(document.activeElement).toBe(name)
})

test('over the plan no lead can be added, and the reason has the numbers', async () => {
  await openTool([testLead(1), testLead(2)], {site: {planLimit: 2}})
  const dialog = await openDialog()
  await within(dialog).findByText(/room for 2 leads, and there are 2\. No more can be added/)
  expect(within(dialog).getByRole('button', {name: 'Add lead'})).toHaveProperty('disabled', true)
})

test('the dialog opens again with its input when a lead could not be written', async () => {
  const store = await openTool([testLead(1)], {
    prepare: ({failWith}) => failWith('leads.new.commit', new Error('The lake is away.')),
  })
  const dialog = await openDialog()
  fill(dialog, 'E-mail', 'ada@example.com')
  fireEvent.click(within(dialog).getByLabelText('Nothing, or it is not known'))
  press(dialog, 'Add lead')
  const again = await screen.findByRole('dialog', {name: 'New lead'})
  await within(again).findByText('The lake is away.')
  expect(within(again).getByLabelText('E-mail')).toHaveProperty('value', 'ada@example.com')
  expect(store.documents.size).toBe(1)
})

test('a lead for which others took the last place brings the dialog back as it was', async () => {
  const store = await openTool([testLead(1)])
  const dialog = await openDialog()
  fill(dialog, 'E-mail', 'ada@example.com')
  fireEvent.click(within(dialog).getByLabelText('Nothing, or it is not known'))
  press(dialog, 'Add lead')
  await waitFor(() => expect(store.documents.size).toBe(2))
  const added = [...store.documents.keys()].at(-1) ?? ''
  store.documents.delete(added)
  const again = await screen.findByRole('dialog', {name: 'New lead'})
  await within(again).findByText(/others took the last place/)
  expect(within(again).getByLabelText('E-mail')).toHaveProperty('value', 'ada@example.com')
})

test('people who may not add leads are not offered it', async () => {
  await openTool([testLead(1)], {grants: [{filter: '_id in path("**")', permissions: ['read']}]})
  await screen.findByText('Person 1')
  await waitFor(() => expect(screen.queryByRole('button', {name: 'New lead'})).toBeNull())
})
