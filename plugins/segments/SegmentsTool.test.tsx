// @vitest-environment jsdom
import {cleanup, fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {
  IN_BASE as USER,
  IS_NEW as NEW,
  testSegment as segment,
} from '../audience/testing/audienceStudio.tsx'
import {testLead} from '../leads/testLeads.ts'
import {documentTitled as stored, openSegments as openTool} from './testing/openSegments.tsx'

const titles = () =>
  screen.getAllByRole('article').map((card) => card.querySelector('h2')?.textContent)
async function chooseValue(label: RegExp, title: string) {
  fireEvent.click(await screen.findByRole('button', {name: label}))
  fireEvent.click(await screen.findByRole('option', {name: title}))
}

describe('the segments', () => {
  test('say empty only when the store answered', async () => {
    await openTool([])
    expect(await screen.findByText('No segments yet')).toBeTruthy()
  })

  test('are cards in order, found by words, and their views are noted once', async () => {
    const counted = {count: {value: 1234, at: new Date().toISOString()}}
    const store = await openTool([
      segment('Second', NEW, counted),
      segment('First', NEW, {countFailure: {message: 'No such list.', at: '2026-01-01T00:00:00Z'}}),
    ])
    await waitFor(() => expect(titles()).toEqual(['First', 'Second']))
    expect(screen.getByText('1,234')).toBeTruthy()
    expect(screen.getByText(/Could not be counted: No such list\./)).toBeTruthy()
    fireEvent.change(screen.getByLabelText('Order'), {target: {value: 'largest'}})
    await waitFor(() => expect(titles()).toEqual(['Second', 'First']))
    fireEvent.change(screen.getByLabelText(/Search segments/), {target: {value: 'of first'}})
    await waitFor(() => expect(titles()).toEqual(['First']))
    const views = store.requests.filter((tag) => tag === 'leads.segments.viewed')
    expect(views).toHaveLength(1)
    expect(stored(store, 'First')?.['viewedAt']).toBeTruthy()
  })

  test('a viewer sees counts and cannot change anything, not even by looking', async () => {
    const store = await openTool([segment('Base', NEW)], {role: 'viewer'})
    await screen.findByRole('link', {name: 'Open Base'})
    await waitFor(() => expect(screen.queryByRole('link', {name: 'New segment'})).toBeNull())
    fireEvent.click(screen.getByRole('button', {name: 'More actions for Base'}))
    const menu = await screen.findByRole('menu', {name: 'More actions for Base'})
    const actions = within(menu).getAllByRole('menuitem')
    expect(actions.map((action) => action.textContent)).toEqual([
      'Use in campaign (editors only)',
      'Count again (editors only)',
      'Duplicate (editors only)',
      'Delete (administrators only)',
    ])
    for (const action of actions) {
      // It can be read and reached, and does nothing.
      expect(action.getAttribute('aria-disabled')).toBe('true')
      fireEvent.click(action)
    }
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(store.requests).not.toContain('leads.segments.count')
    expect(store.requests).not.toContain('leads.segments.viewed')
  })

  test('an administrator exports the leads of one, and an editor none', async () => {
    await openTool([segment('Base', NEW), testLead(1), testLead(2, {status: 'won'})], {
      role: 'admin',
    })
    fireEvent.click(await screen.findByRole('button', {name: 'Export leads of Base'}))
    const dialog = within(await screen.findByRole('dialog'))
    expect(await dialog.findByRole('button', {name: 'Export 1 lead'})).toBeTruthy()
    cleanup()
    await openTool([segment('Base', NEW)])
    await screen.findByRole('link', {name: 'Edit Base'})
    expect(screen.queryByRole('button', {name: 'Export leads of Base'})).toBeNull()
  })

  test('one that is used is not deleted, and says by what', async () => {
    const campaign = {
      _id: 'alpha.campaign.1',
      _type: 'campaign',
      _rev: 'rev-0',
      site: 'alpha',
      title: 'Launch',
      audience: segment('x', USER)['definition'],
    }
    const store = await openTool([segment('Base', NEW), segment('User', USER), campaign])
    fireEvent.click(await screen.findByRole('button', {name: 'More actions for Base'}))
    fireEvent.click(await screen.findByRole('menuitem', {name: 'Delete…'}))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText('Segment “User”')).toBeTruthy()
    expect(within(dialog).getByText('Campaign “Launch”')).toBeTruthy()
    expect(within(dialog).queryByRole('button', {name: 'Delete segment'})).toBeNull()
    expect(stored(store, 'Base')).toBeDefined()
  })

  test('one that is not used is deleted, and one is counted on request', async () => {
    const store = await openTool([segment('Base', NEW), testLead(1), testLead(2, {status: 'won'})])
    fireEvent.click(await screen.findByRole('button', {name: 'More actions for Base'}))
    fireEvent.click(await screen.findByRole('menuitem', {name: 'Count again'}))
    await waitFor(() => expect(stored(store, 'Base')?.['count']).toMatchObject({value: 1}))
    fireEvent.click(await screen.findByRole('button', {name: 'More actions for Base'}))
    fireEvent.click(await screen.findByRole('menuitem', {name: 'Delete…'}))
    fireEvent.click(await screen.findByRole('button', {name: 'Delete segment'}))
    await waitFor(() => expect(stored(store, 'Base')).toBeUndefined())
  })
})

describe('the builder of a segment', () => {
  test('makes one with its count, and refuses a name that is taken', async () => {
    const documents = [segment('Base', NEW), testLead(1), testLead(2), testLead(3, {status: 'won'})]
    const store = await openTool(documents, {segmentId: 'new'})
    fireEvent.change(await screen.findByLabelText('Name'), {target: {value: 'base'}})
    fireEvent.click(await screen.findByRole('button', {name: 'Condition'}))
    expect(screen.getByText('Choose a value.')).toBeTruthy()
    expect(screen.getByText(/Complete the conditions/)).toBeTruthy()
    expect(screen.getByRole('button', {name: 'Create segment'}).hasAttribute('disabled')).toBe(true)
    await chooseValue(/^Value/, 'Customer')
    await screen.findByText('1 lead')
    fireEvent.click(screen.getByRole('button', {name: 'Create segment'}))
    await screen.findByText(/There is already a segment “Base”/)
    fireEvent.change(screen.getByLabelText('Name'), {target: {value: 'Won'}})
    fireEvent.click(screen.getByRole('button', {name: 'Create segment'}))
    await waitFor(() =>
      expect(stored(store, 'Won')).toMatchObject({
        sentence: 'Status is Customer',
        count: {value: 1},
        changedBy: {kind: 'user', id: 'editor-1'},
      }),
    )
  })

  test('shows what else a change affects, does not offer circular segments, and undoes', async () => {
    const documents = [segment('Base', NEW), segment('User', USER), segment('Other', NEW)]
    await openTool(documents, {segmentId: 'alpha.segment.Base'})
    await screen.findByText('Changing this segment also changes these:')
    fireEvent.click(await screen.findByRole('button', {name: 'Field: Status'}))
    fireEvent.click(await screen.findByRole('option', {name: 'Segments'}))
    fireEvent.click(await screen.findByRole('button', {name: /^Value/}))
    const list = await screen.findByRole('listbox', {name: 'Value'})
    const offered = within(list).getAllByRole('option')
    expect(offered.map((option) => option.textContent)).toEqual(['Other'])
    fireEvent.keyDown(screen.getByRole('combobox', {name: 'Value: search'}), {key: 'Escape'})
    const group = screen.getByRole('group', {name: 'Condition 1'})
    fireEvent.keyDown(group, {key: 'z', ctrlKey: true})
    await screen.findByRole('button', {name: 'Field: Status'})
    fireEvent.keyDown(group, {key: 'z', ctrlKey: true, shiftKey: true})
    await screen.findByRole('button', {name: 'Field: Segments'})
  })

  test('does not overwrite another user’s change; a new count is not a change', async () => {
    const store = await openTool([segment('Base', NEW), testLead(1)], {
      segmentId: 'alpha.segment.Base',
    })
    const name = await screen.findByLabelText('Name')
    await screen.findByText('1 lead')
    fireEvent.change(name, {target: {value: 'Renamed'}})
    store.write([{patch: {id: 'alpha.segment.Base', set: {count: {value: 9, at: 'x'}}}}])
    fireEvent.click(screen.getByRole('button', {name: 'Save'}))
    await waitFor(() => expect(stored(store, 'Renamed')).toBeDefined())
    cleanup()
    const other = await openTool([segment('Base', NEW), testLead(1)], {
      segmentId: 'alpha.segment.Base',
    })
    fireEvent.change(await screen.findByLabelText('Name'), {target: {value: 'Mine'}})
    await screen.findByText('1 lead')
    other.write([{patch: {id: 'alpha.segment.Base', set: {title: 'Theirs'}}}])
    fireEvent.click(screen.getByRole('button', {name: 'Save'}))
    await screen.findByText(/Somebody else changed this segment/)
    expect(stored(other, 'Theirs')).toBeDefined()
  })
})
