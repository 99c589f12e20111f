// @vitest-environment jsdom
import {act, fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import type {Site} from '../../../core/sanity.types.generated.ts'
import {openTool} from '../testing/openTool.tsx'
import {testLead} from '../testLeads.ts'

const field = {
  _key: 'a',
  name: 'team',
  label: 'Team size',
  type: 'number',
  required: false,
} as const
const FORM: Site['forms'][number] = {
  _key: 'contact',
  id: 'contact',
  kind: 'lead',
  title: 'Contact',
  version: 1,
  consentTextId: 'contact',
  requiresConsent: false,
  requiresRenderToken: false,
  doubleOptIn: false,
  fields: [field, {...field, _key: 'b', name: 'trial', label: 'Trial', type: 'boolean'}],
}
const ID = 'alpha.lead.0001'
const ADA = {id: 'user-1', name: 'Ada Admin', isRobot: false}

async function openLead(parts: Parameters<typeof testLead>[1] = {}) {
  const store = await openTool([testLead(1, parts)], {
    state: {leadId: ID},
    site: {forms: [FORM]},
    prepare: ({members}) =>
      members.push({...ADA, roles: [{name: 'alpha-admin', title: 'Admin of alpha'}]}),
  })
  const panel = within(await screen.findByRole('complementary', {name: 'Lead'}))
  await panel.findByRole('button', {name: 'Edit Phone'})
  return {store, panel}
}

type Panel = Awaited<ReturnType<typeof openLead>>['panel']

async function edit(panel: Panel, name: string, value: string, key: string) {
  fireEvent.click(await panel.findByRole('button', {name: `Edit ${name}`}))
  const input = await panel.findByLabelText(name)
  fireEvent.change(input, {target: {value}})
  fireEvent.keyDown(input, {key})
  return input
}

describe('a field in the panel', () => {
  test('is saved by Enter with its timeline entry, shown at once, and undone', async () => {
    const {store, panel} = await openLead({phone: '030 123456'})
    await edit(panel, 'Phone', '+46 70 123 45 67', 'Enter')
    expect(panel.getByText('+46 70 123 45 67')).toBeTruthy()
    await panel.findByText('Phone: 030 123456 → +46 70 123 45 67')
    expect(store.documents.get(ID)?.phone).toBe('+46 70 123 45 67')
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Edit Phone'),
    )
    fireEvent.click(await screen.findByRole('button', {name: /^Undo/u}))
    await waitFor(() => expect(store.documents.get(ID)?.phone).toBe('030 123456'))
  })

  test('is reverted by Escape, which closes nothing else', async () => {
    const {store, panel} = await openLead({phone: '030 123456'})
    await edit(panel, 'Phone', '12345', 'Escape')
    await panel.findByText('030 123456')
    expect(screen.getByRole('complementary', {name: 'Lead'})).toBeTruthy()
    expect(store.requests).not.toContain('leads.change.commit')
  })

  test('is saved when it loses the focus', async () => {
    const {store, panel} = await openLead()
    const input = await edit(panel, 'Company', 'Engines', 'Shift')
    fireEvent.blur(input)
    await waitFor(() => expect(store.documents.get(ID)?.company).toBe('Engines'))
  })

  test.each([
    ['Phone', 'call me', /telephone number/u],
    ['LinkedIn', 'https://example.com/in/ada', /page at linkedin\.com/u],
    ['Team size', 'many', /number such as/u],
  ])('%s shows why a value is invalid, and keeps what was typed', async (name, value, problem) => {
    const {store, panel} = await openLead()
    const input = await edit(panel, name, value, 'Enter')
    const told = await panel.findByText(problem)
    expect(input.getAttribute('aria-invalid')).toBe('true')
    expect(input.getAttribute('aria-describedby')).toBe(told.closest('[role="alert"]')?.id)
    expect(store.requests).not.toContain('leads.change.commit')
  })

  test('of the site’s forms is edited by its type', async () => {
    const {store, panel} = await openLead({customFields: [{_key: 'x', name: 'hat', value: 'red'}]})
    await edit(panel, 'Team size', '12', 'Enter')
    await waitFor(() =>
      expect(store.documents.get(ID)?.customFields).toMatchObject([
        {name: 'hat', value: 'red'},
        {name: 'team', value: '12'},
      ]),
    )
    await edit(panel, 'Trial', 'true', 'Enter')
    await panel.findByText('Yes')
    await edit(panel, 'Hat', '', 'Enter')
    await waitFor(() => expect(JSON.stringify(store.documents.get(ID))).not.toContain('"hat"'))
  })

  test('for the owner offers the members of the site, and shows names', async () => {
    const {store, panel} = await openLead({owner: 'user-gone'})
    await panel.findByText('Former member')
    await edit(panel, 'Owner', 'user-1', 'Enter')
    await waitFor(() => expect(store.documents.get(ID)?.owner).toBe('user-1'))
    await panel.findByText('Owner: Former member → Ada Admin')
  })

  test('is reverted with the reason when the store refuses, and can be retried', async () => {
    const {store, panel} = await openLead()
    store.failWith('leads.change.commit', new Error('the store is full'))
    await edit(panel, 'Company', 'Engines', 'Enter')
    await panel.findByText('the store is full')
    expect(panel.queryByText('Engines')).toBeNull()
    store.failWith('leads.change.commit', null)
    fireEvent.click(panel.getByRole('button', {name: 'Try again'}))
    await waitFor(() => expect(store.documents.get(ID)?.company).toBe('Engines'))
  })

  test('that another user changed meanwhile keeps their value until the person decides', async () => {
    const {store, panel} = await openLead({company: 'Old'})
    fireEvent.click(await panel.findByRole('button', {name: 'Edit Company'}))
    const input = await panel.findByLabelText('Company')
    store.failWith('leads.panel.lead', new Error('late'))
    act(() => store.write([{patch: {id: ID, set: {company: 'Theirs'}}}]))
    fireEvent.change(input, {target: {value: 'Mine'}})
    fireEvent.keyDown(input, {key: 'Enter'})
    await panel.findByText(/changed it to “Theirs”/u)
    expect(store.documents.get(ID)?.company).toBe('Theirs')
    store.failWith('leads.panel.lead', null)
    act(() => store.write([{patch: {id: ID, set: {company: 'Theirs'}}}]))
    await panel.findByText('Theirs')
    fireEvent.click(panel.getByRole('button', {name: 'Replace it with “Mine”'}))
    await waitFor(() => expect(store.documents.get(ID)?.company).toBe('Mine'))
  })

  test('is read-only for users who may not change leads, and hidden when it is empty', async () => {
    await openTool([testLead(1, {phone: '030 123456'})], {
      state: {leadId: ID},
      grants: [{filter: '_id in path("**")', permissions: ['read']}],
    })
    await screen.findByText('030 123456')
    await screen.findByText(/can read leads but not change them/u)
    expect(screen.queryByRole('button', {name: /^Edit /u})).toBeNull()
    expect(screen.queryByText('LinkedIn')).toBeNull()
  })
})
