// @vitest-environment jsdom
import {
  act,
  cleanup,
  configure,
  fireEvent,
  render,
  screen,
  waitFor,
  within,
} from '@testing-library/react'
import {VirtuosoMockContext} from 'react-virtuoso'
import {afterEach, beforeAll, describe, expect, test, vi} from 'vitest'
import type {RouterState} from 'sanity/router'
import {memoryStore, type MemoryDocument} from '../ui/testing/memoryStore.ts'
import {standInBrowser} from '../ui/testing/standInBrowser.ts'
import {TestStudio, testWorkspace} from '../ui/testing/TestStudio.tsx'
import {leadsTool} from './leadsTool.ts'
import LeadsTool from './LeadsTool.tsx'
import {TEST_SITE, testLead} from './testLeads.ts'

// Generous, for machines that do much else meanwhile: a test that passes does not wait for it.
// Visibility is not asked for: jsdom has no layout, and computing styles takes most of the time.
configure({asyncUtilTimeout: 20_000, defaultHidden: true})
vi.setConfig({testTimeout: 60_000})

beforeAll(standInBrowser)

afterEach(cleanup)

async function openTool(
  documents: readonly MemoryDocument[],
  options: {
    state?: RouterState
    prepare?: (store: ReturnType<typeof memoryStore>) => void
    grants?: Parameters<typeof memoryStore>[1]
  } = {},
) {
  const store = memoryStore(documents, options.grants)
  options.prepare?.(store)
  const workspace = await testWorkspace([leadsTool()], store)
  const [tool] = workspace.tools
  if (!tool) throw new Error('the plugin installed no tool')
  render(
    <VirtuosoMockContext value={{viewportHeight: 410, itemHeight: 41}}>
      <TestStudio initialState={options.state ?? {}} site={TEST_SITE} workspace={workspace}>
        <LeadsTool tool={tool} />
      </TestStudio>
    </VirtuosoMockContext>,
  )
  return store
}

function leadNames(): (string | null | undefined)[] {
  return [...document.querySelectorAll('tr[data-lead] td[data-column="1"]')].map(
    (cell) => cell.textContent,
  )
}

describe('the grid', () => {
  test('shows the newest leads first, and sorts by a column on request', async () => {
    await openTool([testLead(1), testLead(3), testLead(2)])
    await waitFor(() => expect(leadNames()).toEqual(['Person 3', 'Person 2', 'Person 1']))
    fireEvent.click(screen.getByRole('button', {name: 'Name'}))
    await waitFor(() => expect(leadNames()).toEqual(['Person 1', 'Person 2', 'Person 3']))
    expect(screen.getByRole('columnheader', {name: 'Name'}).getAttribute('aria-sort')).toBe(
      'ascending',
    )
  })

  test('asks for a page, a count and the stream when it opens, and no more', async () => {
    const store = await openTool(Array.from({length: 60}, (_, number) => testLead(number)))
    await screen.findByText(/60 leads as of/)
    expect(store.requests).toEqual(['leads.grid.page', 'leads.grid.count'])
  })

  test('says what no lead matches, and clears the search', async () => {
    await openTool([testLead(1)])
    await waitFor(() => expect(leadNames()).toHaveLength(1))
    const field = screen.getByLabelText(/Search leads/)
    fireEvent.change(field, {target: {value: 'xyz'}})
    await screen.findByText('No leads found matching “xyz”. Clear filters?')
    fireEvent.click(screen.getByRole('button', {name: 'Clear filters'}))
    await waitFor(() => expect(leadNames()).toEqual(['Person 1']))
  })

  test('says that it is empty only when the store said so', async () => {
    await openTool([])
    await screen.findByText('Import your first leads')
    expect(screen.getByRole('link', {name: /alpha.example.com/}).getAttribute('href')).toBe(
      'https://alpha.example.com',
    )
  })

  test('gives the reason of a failure, and tries again', async () => {
    const store = await openTool([testLead(1)], {
      prepare: ({failWith}) => failWith('leads.grid.page', new Error('broken index')),
    })
    await screen.findByText('broken index')
    store.failWith('leads.grid.page', null)
    fireEvent.click(screen.getByRole('button', {name: 'Try again'}))
    await waitFor(() => expect(leadNames()).toEqual(['Person 1']))
  })

  test('does not offer to try again what the role forbids', async () => {
    const denied = Object.assign(new Error('no'), {statusCode: 403})
    await openTool([testLead(1)], {prepare: ({failWith}) => failWith('leads.grid.page', denied)})
    await screen.findByText('You may not see the leads of this site')
    expect(screen.queryByRole('button', {name: 'Try again'})).toBeNull()
  })

  test('shows its rows when only the count fails', async () => {
    await openTool(
      Array.from({length: 60}, (_, number) => testLead(number)),
      {prepare: ({failWith}) => failWith('leads.grid.count', new Error('slow'))},
    )
    await screen.findByText('Count not available')
    expect(leadNames().length).toBeGreaterThan(5)
  })
})

describe('changes by others', () => {
  test('are announced when leads come in, and shown when asked', async () => {
    const store = await openTool([testLead(1)])
    await waitFor(() => expect(leadNames()).toHaveLength(1))
    act(() => store.write([{create: testLead(5)}, {create: testLead(6)}]))
    const show = await screen.findByRole('button', {name: /2 new leads/})
    expect(leadNames()).toEqual(['Person 1'])
    fireEvent.click(show)
    await waitFor(() => expect(leadNames()).toEqual(['Person 6', 'Person 5', 'Person 1']))
    expect(screen.queryByRole('button', {name: /new leads/})).toBeNull()
  })

  test('show in the row they are about, without moving it', async () => {
    const store = await openTool([testLead(1), testLead(2)])
    await waitFor(() => expect(leadNames()).toHaveLength(2))
    act(() => store.write([{patch: {id: 'alpha.lead.0001', set: {name: 'Renamed'}}}]))
    await waitFor(() => expect(leadNames()).toEqual(['Person 2', 'Renamed']))
  })

  test('take everything of a deleted lead off the screen', async () => {
    const store = await openTool([testLead(1), testLead(2)])
    await waitFor(() => expect(leadNames()).toHaveLength(2))
    act(() => store.write([{delete: {id: 'alpha.lead.0001'}}]))
    await screen.findByText('This lead was deleted')
    expect(screen.queryByText('person1@example.test')).toBeNull()
  })
})

describe('editing in a cell', () => {
  async function edit(name: string, column: number, value: string, key = 'Enter') {
    const row = (await screen.findByText(name)).closest('tr')
    const cell = row?.querySelector<HTMLElement>(`td[data-column="${column}"]`)
    if (!cell) throw new Error('there is no such cell')
    cell.focus()
    fireEvent.keyDown(cell, {key: 'F2'})
    const input = await within(cell).findByRole('textbox')
    fireEvent.change(input, {target: {value}})
    fireEvent.keyDown(input, {key})
  }

  test('writes the value with a timeline entry, and goes on with Tab', async () => {
    const store = await openTool([testLead(1), testLead(2)])
    await edit('Person 1', 1, 'Renamed', 'Tab')
    await screen.findByLabelText('Edit Company')
    await waitFor(() => expect(store.documents.get('alpha.lead.0001')?.name).toBe('Renamed'))
    const activities = [...store.documents.values()].filter(({_type}) => _type === 'leadActivity')
    expect(activities).toMatchObject([{kind: 'field', leadId: 'alpha.lead.0001'}])
  })

  test('writes nothing on Escape', async () => {
    const store = await openTool([testLead(1)])
    await edit('Person 1', 1, 'Renamed', 'Escape')
    await screen.findByText('Person 1')
    expect(store.requests).not.toContain('leads.change.commit')
  })

  test('takes a refused value back, says why at the cell, and tries again', async () => {
    const store = await openTool([testLead(1)])
    await waitFor(() => expect(leadNames()).toHaveLength(1))
    store.failWith('leads.change.commit', new Error('the store is full'))
    await edit('Person 1', 1, 'Renamed')
    await screen.findByText('the store is full')
    await waitFor(() => expect(leadNames()).toEqual(['Person 1']))
    store.failWith('leads.change.commit', null)
    fireEvent.click(screen.getByRole('button', {name: 'Try again'}))
    await waitFor(() => expect(store.documents.get('alpha.lead.0001')?.name).toBe('Renamed'))
  })

  test('lets the value of somebody else stand that came in between', async () => {
    const store = await openTool([testLead(1)])
    await waitFor(() => expect(leadNames()).toHaveLength(1))
    store.failWith('leads.grid.rows', new Error('no news'))
    act(() => store.write([{patch: {id: 'alpha.lead.0001', set: {name: 'Theirs'}}}]))
    await edit('Person 1', 1, 'Mine')
    await screen.findByText(/changed it to “Theirs”/)
    expect(store.documents.get('alpha.lead.0001')?.name).toBe('Theirs')
  })

  test('is not disturbed by a change that comes in, but warned of it', async () => {
    const store = await openTool([testLead(1)])
    const row = (await screen.findByText('Person 1')).closest('tr')
    const cell = row?.querySelector<HTMLElement>('td[data-column="1"]')
    if (!cell) throw new Error('there is no such cell')
    fireEvent.keyDown(cell, {key: 'F2'})
    const input = await screen.findByLabelText<HTMLInputElement>('Edit Name')
    fireEvent.change(input, {target: {value: 'Mine'}})
    act(() => store.write([{patch: {id: 'alpha.lead.0001', set: {name: 'Theirs'}}}]))
    await screen.findByText(/changed this to “Theirs” meanwhile/)
    expect(input.value).toBe('Mine')
  })

  test('keeps a row in its place that no longer stands there, and marks it', async () => {
    await openTool([testLead(1), testLead(2)])
    fireEvent.click(await screen.findByRole('button', {name: 'Name'}))
    await waitFor(() => expect(leadNames()).toEqual(['Person 1', 'Person 2']))
    await edit('Person 1', 1, 'Zoe')
    await screen.findByText(/Its place in the order changed/)
    expect(leadNames()[1]).toBe('Person 2')
  })
})

describe('choosing', () => {
  test('goes by click, range, and all that match, and is let go by Escape', async () => {
    await openTool(Array.from({length: 60}, (_, number) => testLead(number)))
    await waitFor(() => expect(leadNames().length).toBeGreaterThan(5))
    const boxes = () => [...document.querySelectorAll('tr[data-lead] td[data-column="0"]')]
    const chosen = () => document.querySelectorAll('tr[data-lead][aria-selected="true"]').length
    const [first, , third, fourth] = boxes()
    if (!first || !third || !fourth) throw new Error('too few rows')
    fireEvent.click(first)
    fireEvent.click(third, {shiftKey: true})
    expect(chosen()).toBe(3)
    fireEvent.keyDown(fourth, {key: 'a', ctrlKey: true})
    expect(chosen()).toBe(boxes().length)
    fireEvent.click(fourth)
    expect(chosen()).toBe(boxes().length - 1)
    fireEvent.keyDown(fourth, {key: 'Escape'})
    expect(chosen()).toBe(0)
  })
})

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

  test('opens by Enter, takes the focus, and gives it back on Escape', async () => {
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

  test('takes a refused status back and says why', async () => {
    const store = await openTool([lead], open)
    store.failWith('leads.change.commit', new Error('the store is full'))
    await choose('New', 'Customer')
    await screen.findByText('the store is full')
    await waitFor(() => expect(shownStatus()).toBe('New'))
    await screen.findByRole('button', {name: 'Status: New. Change it'})
  })

  test('cannot be changed by who may only read, and says so', async () => {
    const grants = [{filter: '_id in path("**")', permissions: ['read' as const]}]
    await openTool([lead], {...open, grants})
    await screen.findByText(/can read leads but not change them/)
    expect(screen.queryByRole('button', {name: /Status:/})).toBeNull()
    expect(screen.queryByLabelText('Add a note')).toBeNull()
  })

  test.each(['alpha.lead.9999', 'beta.lead.0001', 'alpha.subscriber.0001', '?'])(
    'that is not there (%s) is said to be unknown',
    async (leadId) => {
      const store = await openTool([lead], {state: {leadId}})
      await screen.findByText('There is no such lead here')
      const isOwn = leadId.startsWith('alpha.lead.')
      expect(store.requests.includes('leads.panel.lead')).toBe(isOwn)
    },
  )
})
