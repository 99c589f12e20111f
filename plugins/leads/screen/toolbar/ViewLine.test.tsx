// @vitest-environment jsdom
import {fireEvent, screen, waitFor} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {openTool} from '../../testing/openTool.tsx'
import {testLead} from '../../testLeads.ts'

const ID = 'alpha.view.01ARZ3NDEKTSV4RRFFQ69G5FAV'
// The name that a document tells is not believed.
const LOCK = {by: 'u9', name: 'Liar', at: '2026-03-01T10:00:00.000Z', reason: 'Board report'}
const OWNER = {id: 'u9', name: 'Owner Nine', isRobot: false, roles: []}

async function openViews(parts: Record<string, unknown>) {
  const view = {
    ...testLead(0),
    _id: ID,
    _type: 'savedView',
    title: 'Fair',
    address: 'quick=engaged',
    search: 'anna',
    ...parts,
  }
  const store = await openTool([testLead(1), view], {
    prepare: ({members}) => members.push(OWNER),
    state: {
      _searchParams: [
        ['saved', ID],
        ['sort', 'name.asc'],
      ],
    },
  })
  await screen.findByText('Person 1')
  fireEvent.click(await screen.findByRole('button', {name: /^Saved views/}))
  await screen.findByRole('button', {name: 'Delete the view “Fair”'})
  return store
}

const button = (name: string) => screen.queryByRole('button', {name})
const OVERWRITE = 'Save what the grid shows now as “Fair”'

describe('a shared view', () => {
  test('can be overwritten by all editors, and locked by its author', async () => {
    const store = await openViews({createdBy: 'editor-1'})
    fireEvent.click(await screen.findByRole('button', {name: OVERWRITE}))
    await waitFor(() => expect(store.documents.get(ID)?.address).toMatch(/sort=name\.asc/))
    expect(store.documents.get(ID)).not.toHaveProperty('search')
    fireEvent.click(await screen.findByRole('button', {name: 'Lock the view “Fair”'}))
    const reason = await screen.findByLabelText('Why it is locked (optional)')
    expect(document.activeElement).toBe(reason)
    fireEvent.change(reason, {target: {value: 'Weekly report'}})
    fireEvent.click(screen.getByRole('button', {name: 'Lock'}))
    await screen.findByText('Locked by Editor One: Weekly report')
    expect(store.documents.get(ID)?.lock).toMatchObject({by: 'editor-1', reason: 'Weekly report'})
    fireEvent.click(await screen.findByRole('button', {name: 'Unlock the view “Fair”'}))
    await waitFor(() => expect(store.documents.get(ID)).not.toHaveProperty('lock'))
  })

  test('that another user locked shows by whom and why, and cannot be overwritten', async () => {
    await openViews({createdBy: 'u9', lock: LOCK})
    await screen.findByText('Locked by Owner Nine: Board report')
    expect(button(OVERWRITE)).toBeNull()
    expect(button('Unlock the view “Fair”')).toBeNull()
  })

  test('cannot be locked by users who are not its author', async () => {
    await openViews({createdBy: 'u9'})
    expect(button('Lock the view “Fair”')).toBeNull()
    expect(button(OVERWRITE)).not.toBeNull()
  })
})
