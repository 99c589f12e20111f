// @vitest-environment jsdom
import {act, fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {DEFAULT_SORT} from '../../data/sortKeys.ts'
import {openTool} from '../../testing/openTool.tsx'
import {testLead} from '../../testLeads.ts'
import {readChoices, SUMMARIES} from '../../view/summaries.ts'
import {parseSummary, summaryQuery} from './summaryQueries.ts'

const VIEW = {
  site: 'alpha',
  sort: DEFAULT_SORT,
  where: {filter: 'status == $p0 || score > $p1', params: {p0: 'new', p1: 3}},
}
const TAG = 'leads.grid.summary'

describe('the query of a summary', () => {
  test('separates its conditions from the view’s own', () => {
    const {query, params} = summaryQuery(VIEW, 'company', 'known', [])
    expect(query).toContain('(status == $p0 || score > $p1) && lower(company) > ""')
    expect(params).toEqual({site: 'alpha', p0: 'new', p1: 3})
  })

  test('passes values as parameters only', () => {
    const {query, params} = summaryQuery(VIEW, 'status', 'values', ['a" || true', 'b'])
    expect(query).not.toContain('|| true')
    expect(params).toMatchObject({summary0: 'a" || true', summary1: 'b'})
    expect(parseSummary({all: 9, summary0: 4, summary1: 3}, 'values', ['x', 'y'])).toEqual({
      kind: 'values',
      counts: [
        {value: 'x', count: 4},
        {value: 'y', count: 3},
      ],
      all: 9,
      others: 2,
    })
  })
})

test('stored choices are limited to those that are offered', () => {
  expect(readChoices({score: 'range', status: 'known', phone: 'known', name: 1})).toEqual({
    score: 'range',
  })
  expect(readChoices('x')).toEqual({})
  expect(Object.keys(SUMMARIES)).not.toContain('phone')
})

describe('the row of summaries', () => {
  async function show() {
    sessionStorage.clear()
    const store = await openTool([
      testLead(1, {score: 7, company: 'Engines'}),
      testLead(2, {score: 90}),
    ])
    await screen.findByText('Person 1')
    fireEvent.click(screen.getByRole('button', {name: 'Columns and rows'}))
    fireEvent.click(await screen.findByLabelText('Summary row'))
    const foot = document.querySelector('tfoot')
    if (!foot) throw new Error('there is no row of summaries')
    return {store, foot: within(foot)}
  }

  test('requests nothing before a choice, and then once', async () => {
    const {store, foot} = await show()
    expect(store.requests).not.toContain(TAG)
    fireEvent.click(foot.getByRole('button', {name: 'Summarise Company'}))
    const panel = within(await screen.findByRole('dialog', {name: /Company/}))
    fireEvent.click(panel.getByRole('button', {name: 'Share with a value'}))
    await foot.findByText('50% known')
    await panel.findByText('1 of 2 leads have a value')
    panel.getByText(/^As of /)
    expect(store.requests.filter((tag) => tag === TAG)).toHaveLength(1)
    act(() => store.write([{patch: {id: 'alpha.lead.0002', set: {company: 'Mills'}}}]))
    fireEvent.click(panel.getByRole('button', {name: 'Calculate again'}))
    await foot.findByText('100% known')
  })

  test('says why a summary could not be loaded', async () => {
    const {store, foot} = await show()
    store.failWith(TAG, new Error('broken index'))
    fireEvent.click(foot.getByRole('button', {name: 'Summarise Status'}))
    fireEvent.click(await screen.findByRole('button', {name: 'Leads by value'}))
    await screen.findByText('broken index')
    await foot.findByText('Not available')
    store.failWith(TAG, null)
    fireEvent.click(screen.getByRole('button', {name: 'Calculate again'}))
    await waitFor(() => expect(foot.queryByText('Not available')).toBeNull())
  })

  test('is one tab stop, with arrow keys between its buttons', async () => {
    const {foot} = await show()
    const [first, second] = foot.getAllByRole('button')
    const stops = () => foot.getAllByRole('button').filter(({tabIndex}) => tabIndex === 0)
    expect(stops()).toEqual([first])
    first?.focus()
    if (first) fireEvent.keyDown(first, {key: 'ArrowRight'})
    expect(document.activeElement).toBe(second)
    expect(stops()).toEqual([second])
  })
})
