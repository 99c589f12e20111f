// @vitest-environment jsdom
import {act, fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import type {MemoryStore} from '../../../ui/testing/memoryStore.ts'
import {openTool} from '../../testing/openTool.tsx'
import {testLead} from '../../testLeads.ts'
import {MAX_UNDOABLE, withChange, withoutChange, type TrackedChange} from './useUndo.tsx'

const ID = 'alpha.lead.0001'

function cellOf(text: string, column: number): HTMLElement {
  const row = [...document.querySelectorAll('tr[data-lead]')].find((each) =>
    each.textContent.includes(text),
  )
  const cell = row?.querySelector<HTMLElement>(`td[data-column="${column}"]`)
  if (!cell) throw new Error('there is no such cell')
  return cell
}

async function rename(store: MemoryStore, from: string, to: string) {
  await screen.findByText(from)
  const cell = cellOf(from, 1)
  fireEvent.keyDown(cell, {key: 'F2'})
  const input = await within(cell).findByRole('textbox')
  fireEvent.change(input, {target: {value: to}})
  fireEvent.keyDown(input, {key: 'Enter'})
  await waitFor(() => expect(store.documents.get(ID)?.name).toBe(to))
}

const undoKey = (cell: HTMLElement) => fireEvent.keyDown(cell, {key: 'z', ctrlKey: true})
const nameOf = (store: MemoryStore) => store.documents.get(ID)?.name

describe('undoing an edit', () => {
  test('is offered by a notice, and returns the focus to the cell', async () => {
    const store = await openTool([testLead(1)])
    await rename(store, 'Person 1', 'Renamed')
    await screen.findByText('Name of Person 1 changed to “Renamed”')
    const undo = await screen.findByRole('button', {name: 'Undo (Ctrl+Z)'})
    undo.focus()
    fireEvent.click(undo)
    await waitFor(() => expect(nameOf(store)).toBe('Person 1'))
    await screen.findByText('Name of Person 1 is “Person 1” again')
    await waitFor(() => expect(document.activeElement).toBe(cellOf('Person 1', 1)))
    const kinds = [...store.documents.values()].filter(({_type}) => _type === 'leadActivity')
    expect(kinds).toHaveLength(2)
  })

  test('works by key, the last change first, and then ignores the key', async () => {
    const store = await openTool([testLead(1, {company: 'Engines'})])
    await rename(store, 'Person 1', 'Second')
    await rename(store, 'Second', 'Third')
    undoKey(cellOf('Engines', 1))
    await waitFor(() => expect(nameOf(store)).toBe('Second'))
    undoKey(cellOf('Engines', 1))
    await waitFor(() => expect(nameOf(store)).toBe('Person 1'))
    expect(undoKey(cellOf('Engines', 1))).toBe(true)
  })

  test('keeps what another user wrote since, and reports it', async () => {
    const store = await openTool([testLead(1, {company: 'Engines'})])
    await rename(store, 'Person 1', 'Mine')
    act(() => store.write([{patch: {id: ID, set: {name: 'Theirs'}}}]))
    undoKey(cellOf('Engines', 1))
    await screen.findByText('Not undone')
    await screen.findByText('Name was changed to “Theirs” in the meantime. That value stays.')
    expect(nameOf(store)).toBe('Theirs')
  })

  test('can be tried again when the store refused it', async () => {
    const store = await openTool([testLead(1, {company: 'Engines'})])
    await rename(store, 'Person 1', 'Mine')
    store.failWith('leads.change.commit', new Error('the store is full'))
    undoKey(cellOf('Engines', 1))
    await screen.findByText('the store is full')
    store.failWith('leads.change.commit', null)
    undoKey(cellOf('Engines', 1))
    await waitFor(() => expect(nameOf(store)).toBe('Person 1'))
  })

  test('does nothing for a deleted lead', async () => {
    const store = await openTool([testLead(1, {company: 'Engines'}), testLead(2)])
    await rename(store, 'Person 1', 'Mine')
    act(() => store.write([{delete: {id: ID}}]))
    await screen.findByText('This lead was deleted')
    undoKey(cellOf('Person 2', 1))
    await screen.findByText('The lead was deleted in the meantime.')
    expect(store.documents.has(ID)).toBe(false)
  })
})

test('undoing a bulk change works with the keyboard, and keeps what others changed since', async () => {
  const store = await openTool([testLead(1), testLead(2)])
  await screen.findByText('Person 1')
  fireEvent.keyDown(cellOf('Person 1', 1), {key: 'a', ctrlKey: true})
  fireEvent.click(await screen.findByRole('button', {name: 'Change status'}))
  const status = await screen.findByLabelText('New status')
  const to = within(status).getAllByRole<HTMLOptionElement>('option').at(-1)?.value ?? ''
  fireEvent.change(status, {target: {value: to}})
  fireEvent.click(await screen.findByRole('button', {name: 'Change 2 leads'}))
  await screen.findByRole('button', {name: 'Undo'})
  // Its result offers it, and is not covered by a notice that does so too.
  expect(screen.queryByRole('button', {name: 'Undo (Ctrl+Z)'})).toBeNull()
  const before = testLead(2).status
  act(() => store.write([{patch: {id: ID, set: {status: 'theirs'}}}]))
  undoKey(cellOf('Person 2', 1))
  await waitFor(() => expect(store.documents.get('alpha.lead.0002')?.status).toBe(before))
  expect(store.documents.get(ID)?.status).toBe('theirs')
  await screen.findByText(/Undo: 1 succeeded, 1 left out/)
})

test('the number of stored changes is limited', () => {
  const change = (key: number): TrackedChange => ({key: String(key), made: Promise.resolve(null)})
  const all = Array.from({length: 60}, (_, key) => change(key))
  const kept = all.reduce<readonly TrackedChange[]>(withChange, [])
  expect(kept.map(({key}) => key)).toHaveLength(MAX_UNDOABLE)
  expect(withoutChange(kept, '59').at(-1)?.key).toBe('58')
  expect(withChange(kept, change(30)).at(-1)?.key).toBe('30')
})
