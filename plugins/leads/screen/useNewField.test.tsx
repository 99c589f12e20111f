// @vitest-environment jsdom
import {fireEvent, screen, waitFor, within} from '@testing-library/react'
import {expect, test} from 'vitest'
import {customFieldId} from '../../../core/leads/registeredFields.ts'
import {openTool} from '../testing/openTool.tsx'
import {testLead} from '../testLeads.ts'

const ID = customFieldId('alpha', 'renewalDay')

async function openDialog(): Promise<HTMLElement> {
  fireEvent.click(screen.getByRole('button', {name: 'Columns and rows'}))
  fireEvent.click(await screen.findByRole('button', {name: 'New custom field…'}))
  return screen.findByRole('dialog', {name: 'New custom field'})
}

function fill(dialog: HTMLElement, name: string, type: string): void {
  fireEvent.change(within(dialog).getByLabelText('Name'), {target: {value: name}})
  fireEvent.change(within(dialog).getByLabelText('Type'), {target: {value: type}})
}

test('a new custom field becomes a column, and filters know its type', async () => {
  const store = await openTool([testLead(1)])
  await screen.findByText('Person 1')
  const dialog = await openDialog()
  fill(dialog, 'Renewal day', 'date')
  fireEvent.click(within(dialog).getByRole('button', {name: 'Create field'}))
  await screen.findByRole('columnheader', {name: 'Renewal day'})
  expect(screen.queryByRole('dialog', {name: 'New custom field'})).toBeNull()
  expect(store.documents.get(ID)).toMatchObject({
    _type: 'customField',
    site: 'alpha',
    title: 'Renewal day',
    name: 'renewalDay',
    type: 'date',
  })
})

test('a name that a field has is refused beside the name, and the input stays', async () => {
  const store = await openTool([testLead(1)])
  await screen.findByText('Person 1')
  const dialog = await openDialog()
  fill(dialog, 'Job title', 'text')
  fireEvent.click(within(dialog).getByRole('button', {name: 'Create field'}))
  await within(dialog).findByText(/Every lead has the field “Job title” for that/)
  const name = within(dialog).getByLabelText('Name')
  expect(name.getAttribute('aria-invalid')).toBe('true')
  expect(store.documents.size).toBe(1)
  fireEvent.change(name, {target: {value: 'Renewal day'}})
  await waitFor(() => expect(name.getAttribute('aria-invalid')).toBe('false'))
})

test('people who may not create fields are not offered it', async () => {
  await openTool([testLead(1)], {grants: [{filter: '_id in path("**")', permissions: ['read']}]})
  await screen.findByText('Person 1')
  fireEvent.click(screen.getByRole('button', {name: 'Columns and rows'}))
  await screen.findByRole('button', {name: 'Reset columns and rows'})
  await waitFor(() => expect(screen.queryByRole('button', {name: 'New custom field…'})).toBeNull())
})
