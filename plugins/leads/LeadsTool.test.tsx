// @vitest-environment jsdom
import {act, fireEvent, screen, waitFor} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {leadNames, openTool} from './testing/openTool.tsx'
import {testLead} from './testLeads.ts'
import {testDefinition} from '../audience/testing/audienceStudio.tsx'

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

  test('requests only a page, a count and the stream when it opens', async () => {
    const store = await openTool(Array.from({length: 60}, (_, number) => testLead(number)))
    await screen.findByText(/60 leads as of/)
    expect(store.requests).toEqual(['leads.grid.page', 'leads.grid.count'])
  })

  test('shows a search without matches, and clears it', async () => {
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
    await screen.findByText('No leads yet')
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
    await screen.findByText('You don’t have access to this site’s leads')
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

test('a view by a custom field that no form of the site defines is shown', async () => {
  const definition = testDefinition({field: 'customFields.Shoe size', operator: 'is', value: '38'})
  const shod = {...testLead(1), customFields: [{_key: 'a', name: 'Shoe size', value: '38'}]}
  const segment = {...testLead(9), _id: 'alpha.segment.1', _type: 'segment', definition}
  await openTool([shod, testLead(2), segment], {
    state: {_searchParams: [['segment', 'alpha.segment.1']]},
  })
  await waitFor(() => expect(leadNames()).toEqual(['Person 1']))
})

describe('changes by others', () => {
  test('are announced for new leads, and shown on request', async () => {
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

  test('remove a deleted lead from the screen', async () => {
    const store = await openTool([testLead(1), testLead(2)])
    await waitFor(() => expect(leadNames()).toHaveLength(2))
    act(() => store.write([{delete: {id: 'alpha.lead.0001'}}]))
    await screen.findByText('This lead was deleted')
    expect(screen.queryByText('person1@example.test')).toBeNull()
  })
})
