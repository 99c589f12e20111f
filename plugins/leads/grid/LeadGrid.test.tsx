// @vitest-environment jsdom
import {act, fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {leadNames, openTool} from '../testing/openTool.tsx'
import {testLead} from '../testLeads.ts'

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

  test('writes the value with a timeline entry, and continues with Tab', async () => {
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

  test('reverts a refused value, shows the reason at the cell, and tries again', async () => {
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

  test('keeps the value that another user saved meanwhile', async () => {
    const store = await openTool([testLead(1)])
    await waitFor(() => expect(leadNames()).toHaveLength(1))
    store.failWith('leads.grid.rows', new Error('no news'))
    act(() => store.write([{patch: {id: 'alpha.lead.0001', set: {name: 'Theirs'}}}]))
    await edit('Person 1', 1, 'Mine')
    await screen.findByText(/changed it to “Theirs”/)
    expect(store.documents.get('alpha.lead.0001')?.name).toBe('Theirs')
  })

  test('is not interrupted by another user’s change, and shows it', async () => {
    const store = await openTool([testLead(1)])
    const row = (await screen.findByText('Person 1')).closest('tr')
    const cell = row?.querySelector<HTMLElement>('td[data-column="1"]')
    if (!cell) throw new Error('there is no such cell')
    fireEvent.keyDown(cell, {key: 'F2'})
    const input = await screen.findByLabelText<HTMLInputElement>('Edit Name')
    fireEvent.change(input, {target: {value: 'Mine'}})
    act(() => store.write([{patch: {id: 'alpha.lead.0001', set: {name: 'Theirs'}}}]))
    await screen.findByText(/changed this to “Theirs”/)
    expect(input.value).toBe('Mine')
  })

  test('keeps a row in its position when its order changed, and marks it', async () => {
    await openTool([testLead(1), testLead(2)])
    fireEvent.click(await screen.findByRole('button', {name: 'Name'}))
    await waitFor(() => expect(leadNames()).toEqual(['Person 1', 'Person 2']))
    await edit('Person 1', 1, 'Zoe')
    await screen.findByText(/Its sort position changed/)
    expect(leadNames()[1]).toBe('Person 2')
  })
})

describe('choosing', () => {
  test('works by click, range, and all matching leads, and is cleared by Escape', async () => {
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

  test('says in the heading whether none, some or all of the loaded rows are chosen', async () => {
    await openTool([testLead(1), testLead(2)])
    const box = await screen.findByLabelText<HTMLInputElement>('Select all loaded leads')
    await waitFor(() => expect(leadNames()).toHaveLength(2))
    const shown = () => ({all: box.checked, some: box.indeterminate})
    const [first, second] = document.querySelectorAll('tr[data-lead] td[data-column="0"]')
    if (!first || !second) throw new Error('too few rows')
    expect(shown()).toEqual({all: false, some: false})
    fireEvent.click(first)
    expect(shown()).toEqual({all: false, some: true})
    fireEvent.click(second)
    expect(shown()).toEqual({all: true, some: false})
    fireEvent.click(second)
    fireEvent.click(box)
    expect(shown()).toEqual({all: true, some: false})
    fireEvent.click(box)
    expect(shown()).toEqual({all: false, some: false})
    expect(box.hasAttribute('aria-checked')).toBe(false)
  })
})
