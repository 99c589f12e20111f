// @vitest-environment jsdom
import {fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {leadNames, openTool} from '../testing/openTool.tsx'
import {testLead} from '../testLeads.ts'

describe('an open lead', () => {
  const consent = {
    given: true,
    text: 'Yes, send me the newsletter.',
    textId: 'newsletter',
    textVersion: 3,
    purpose: 'newsletter' as const,
    channel: 'email' as const,
    action: 'checkbox' as const,
    at: '2026-01-02T09:30:00.000Z',
    timeZone: 'Europe/Berlin',
  }
  const lead = testLead(1, {consent})
  const open = {state: {leadId: lead._id}}

  test('shows the consent as it was given, in its time zone', async () => {
    await openTool([lead], open)
    const panel = await screen.findByRole('complementary', {name: 'Lead'})
    await within(panel).findByText('Yes, send me the newsletter.')
    expect(panel.textContent).toContain('newsletter, version 3')
    expect(panel.textContent).toContain('10:30 AM (Europe/Berlin)')
  })

  test('shows in its timeline the file and line of its import', async () => {
    const source = {
      kind: 'import' as const,
      label: 'fair.csv',
      importId: 'alpha.import.01J00000000000000000000000',
      row: 12,
    }
    const imported = testLead(1, {source})
    await openTool([imported], {state: {leadId: imported._id}})
    const panel = await screen.findByRole('complementary', {name: 'Lead'})
    const item = await within(panel).findByText('Imported from “fair.csv”, line 12')
    expect(item).toBeDefined()
  })

  test('opens by Enter, takes the focus, and returns it on Escape', async () => {
    await openTool([lead, testLead(2)])
    await waitFor(() => expect(leadNames()).toHaveLength(2))
    const cell = screen.getByRole('cell', {name: 'Person 2'})
    cell.focus()
    fireEvent.keyDown(cell, {key: 'ArrowDown'})
    expect(document.activeElement?.textContent).toBe('Person 1')
    fireEvent.keyDown(document.activeElement ?? cell, {key: 'Enter'})
    const heading = await screen.findByRole('heading', {name: 'Person 1'})
    await waitFor(() => expect(document.activeElement).toBe(heading))
    fireEvent.keyDown(heading, {key: 'Escape'})
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Person 1'))
    expect(screen.queryByRole('complementary')).toBeNull()
  })

  async function choose(from: string, to: string) {
    fireEvent.click(await screen.findByRole('button', {name: `Status: ${from}. Change it`}))
    fireEvent.click(await screen.findByRole('menuitem', {name: to}))
  }

  function shownStatus(): string | null | undefined {
    return document.querySelector('tr[data-lead] td[data-column="4"]')?.textContent
  }

  test('shows a new status at once, and writes it with its timeline entry', async () => {
    const store = await openTool([lead], open)
    await choose('New', 'Customer')
    expect(shownStatus()).toBe('Customer')
    await within(screen.getByRole('complementary')).findByText(/from “New” to “Customer”/)
    expect(store.documents.get(lead._id)?.status).toBe('won')
    expect(shownStatus()).toBe('Customer')
  })

  test('reverts a refused status and shows the reason', async () => {
    const store = await openTool([lead], open)
    store.failWith('leads.change.commit', new Error('the store is full'))
    await choose('New', 'Customer')
    await screen.findByText('the store is full')
    await waitFor(() => expect(shownStatus()).toBe('New'))
    await screen.findByRole('button', {name: 'Status: New. Change it'})
  })

  test('is read-only for users who may only read, and says so', async () => {
    const grants = [{filter: '_id in path("**")', permissions: ['read' as const]}]
    await openTool([lead], {...open, grants})
    await screen.findByText(/can read leads but not change them/)
    expect(screen.queryByRole('button', {name: /Status:/})).toBeNull()
    expect(screen.queryByLabelText('Add a note')).toBeNull()
  })

  test.each(['alpha.lead.9999', 'beta.lead.0001', 'alpha.subscriber.0001', '?'])(
    'that does not exist (%s) is shown as unknown',
    async (leadId) => {
      const store = await openTool([lead], {state: {leadId}})
      await screen.findByText('Lead not found')
      const isOwn = leadId.startsWith('alpha.lead.')
      expect(store.requests.includes('leads.panel.lead')).toBe(isOwn)
    },
  )
})
