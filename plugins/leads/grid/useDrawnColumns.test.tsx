// @vitest-environment jsdom
import {fireEvent, screen, waitFor} from '@testing-library/react'
import {expect, test} from 'vitest'
import {openTool} from '../testing/openTool.tsx'
import {testLead} from '../testLeads.ts'

const COLUMNS = ['name!', 'company', ...Array.from({length: 38}, (_, at) => `custom.field${at}`)]

function cell(column: number): HTMLElement | null {
  return document.querySelector(`tr[data-lead] td[aria-colindex="${column}"]`)
}

function press(key: string): void {
  const focused = document.activeElement
  if (focused) fireEvent.keyDown(focused, {key})
}

test('a grid of many columns draws visible columns, and others when they get the focus', async () => {
  await openTool([testLead(1)], {state: {_searchParams: [['columns', COLUMNS.join(',')]]}})
  await screen.findByText('Person 1')
  const grid = screen.getByRole('grid')
  expect(grid.getAttribute('aria-colcount')).toBe('41')
  expect(grid.querySelectorAll('col')).toHaveLength(41)
  expect(cell(5)).not.toBeNull()
  expect(cell(35)).toBeNull()
  const spans = () =>
    [...(cell(2)?.closest('tr')?.cells ?? [])].reduce((sum, {colSpan}) => sum + colSpan, 0)
  expect(spans()).toBe(41)

  // What is edited stays, wherever the grid is scrolled to.
  cell(3)?.focus()
  press('F2')
  const input = await screen.findByLabelText<HTMLInputElement>('Edit Company')
  fireEvent.change(input, {target: {value: 'Half a na'}})
  const scroller = grid.closest('[data-virtuoso-scroller]')
  if (!scroller) throw new Error('the grid does not scroll')
  scroller.scrollLeft = 3000
  fireEvent.scroll(scroller)
  expect(cell(5)).toBeNull()
  expect(cell(25)).not.toBeNull()
  expect(document.querySelectorAll('th[aria-colindex="25"]')).toHaveLength(1)
  expect(screen.getByLabelText<HTMLInputElement>('Edit Company')).toBe(input)
  expect(input.value).toBe('Half a na')
  expect(spans()).toBe(41)
  fireEvent.keyDown(input, {key: 'Escape'})

  // The focus goes to columns that were not drawn, and is on them then.
  await waitFor(() => expect(document.activeElement).toBe(cell(3)))
  press('End')
  expect(document.activeElement).toBe(cell(41))
  press('ArrowLeft')
  expect(document.activeElement).toBe(cell(40))
  expect(spans()).toBe(41)
})
