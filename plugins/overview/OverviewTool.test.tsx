// @vitest-environment jsdom
import {cleanup, fireEvent, render, screen, waitFor, within} from '@testing-library/react'
import {afterEach, beforeAll, describe, expect, test, vi} from 'vitest'
import {grantsFor, type Grant} from '../../core/tenancy/grants.ts'
import type {Site} from '../../core/sanity.types.generated.ts'
import {TEST_SITE, testLead} from '../leads/testLeads.ts'
import {memoryStore, type MemoryDocument} from '../ui/testing/memoryStore.ts'
import {TestStudio, testWorkspace} from '../ui/testing/TestStudio.tsx'
import {overviewTool, type OverviewToolOptions} from './overviewTool.ts'
import OverviewTool from './OverviewTool.tsx'

const EDITOR = grantsFor({kind: 'site', site: 'alpha', role: 'editor'})

beforeAll(() => {
  // The charts only draw in a frame that has a size.
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 480, 236))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

function submission(number: number, fields: object = {}): MemoryDocument {
  const receivedAt = new Date(Date.now() - number * 3_600_000).toISOString()
  return {
    _id: `alpha.submission.${number}`,
    _type: 'leadSubmission',
    _rev: 'rev-0',
    site: 'alpha',
    form: {id: 'contact', kind: 'lead', version: 1},
    fields: [{_key: 'name', name: 'name', value: `Sender ${number}`}],
    email: `sender${number}@example.test`,
    spam: {verdict: 'ham', score: 0, reasons: []},
    receivedAt,
    processedAt: receivedAt,
    outcome: 'processed',
    ...fields,
  }
}

async function openTool(
  documents: readonly MemoryDocument[],
  given: {
    grants?: readonly Grant[]
    site?: Partial<Site>
    options?: OverviewToolOptions
    prepare?: (store: ReturnType<typeof memoryStore>) => void
  } = {},
) {
  const store = memoryStore(documents, given.grants ?? EDITOR)
  given.prepare?.(store)
  const workspace = await testWorkspace([overviewTool(given.options)], store)
  const [tool] = workspace.tools
  if (!tool) throw new Error('the plugin installed no tool')
  render(
    <TestStudio site={{...TEST_SITE, ...given.site}} workspace={workspace}>
      <OverviewTool tool={tool} />
    </TestStudio>,
  )
  return store
}

const badge = () => screen.getByTestId('isolation-badge').textContent
const check = (id: string) => document.querySelector(`[data-check="${id}"]`)
const records = () =>
  Array.from(document.querySelectorAll('[data-record]'), (row) => row.getAttribute('data-record'))

describe('the overview', () => {
  test('shows counts, the pipeline as a table too, and what came in', async () => {
    await openTool([testLead(1), testLead(2, {status: 'won'}), testLead(3), submission(1)])
    await waitFor(() => expect(screen.getByTestId('records-leads').textContent).toBe('3'))
    expect(screen.getByTestId('records-submissions').textContent).toBe('1')
    const pipeline = screen.getByRole('table', {name: 'Leads by status'})
    const rows = within(pipeline).getAllByRole('row')
    expect(rows.map((row) => row.textContent)).toEqual([
      'StatusLeads',
      'New2',
      'Customer1',
      'Lost0',
    ])
    expect(within(screen.getByRole('table', {name: 'Intake'})).getAllByRole('row')).toHaveLength(31)
    expect(records()).toContain('alpha.submission.1')
  })

  test('makes four requests when it opens: two to the store, the grants and the endpoints', async () => {
    const asked: string[] = []
    vi.stubGlobal('fetch', (url: string) => {
      asked.push(url)
      return Promise.resolve(Response.json({status: 'ok', diagnostics: []}))
    })
    const store = await openTool([testLead(1)], {options: {apiUrl: 'https://api.example.com'}})
    await waitFor(() => expect(check('endpoints')?.getAttribute('data-state')).toBe('ok'))
    expect(store.requests.toSorted()).toEqual(['leads.overview.pipeline', 'leads.overview.records'])
    expect(asked).toEqual(['https://api.example.com/api/health'])
  })

  test('says isolated for a site editor', async () => {
    await openTool([testLead(1)])
    await waitFor(() => expect(badge()).toContain('Tenant isolated'))
  })

  test('says “not isolated” for a user whose grants reach further', async () => {
    const grants: Grant[] = [{filter: '_id in path("**")', permissions: ['read']}]
    await openTool([testLead(1)], {grants})
    await waitFor(() => expect(badge()).toContain('Not isolated'))
    expect(check('isolation')?.getAttribute('data-state')).toBe('degraded')
    expect(document.querySelector('[data-action="isolation"]')).not.toBeNull()
  })

  test('says unknown where a grant cannot be evaluated', async () => {
    await openTool([], {grants: [{filter: 'nonsense ((', permissions: ['read']}]})
    await waitFor(() => expect(check('isolation')?.textContent).toContain('could not be checked'))
    expect(badge()).toContain('Isolation unknown')
  })

  test('says empty only when the store answered, and otherwise the reason', async () => {
    await openTool([])
    await screen.findByText(/No leads yet/)
    await screen.findByText('This site has no records yet.')
    cleanup()
    await openTool([], {
      prepare: (store) =>
        store.failWith(
          'leads.overview.records',
          Object.assign(new Error('not for you'), {statusCode: 403}),
        ),
    })
    await screen.findByText('The latest records could not be loaded')
    expect(screen.queryByText('This site has no records yet.')).toBeNull()
    expect(check('store')?.getAttribute('data-state')).toBe('missing')
  })

  test('tries again on request', async () => {
    const store = await openTool([testLead(1)], {
      prepare: (failing) => failing.failWith('leads.overview.pipeline', new Error('out of order')),
    })
    await screen.findByText('The pipeline could not be loaded')
    store.failWith('leads.overview.pipeline', null)
    fireEvent.click(screen.getByRole('button', {name: 'Try again'}))
    await waitFor(() => expect(screen.getByTestId('records-leads').textContent).toBe('1'))
  })

  test('shows a record that arrives, marks it as new, and counts again', async () => {
    const store = await openTool([testLead(1)])
    await waitFor(() => expect(screen.getByTestId('records-leads').textContent).toBe('1'))
    const arriving = testLead(2, {createdAt: new Date().toISOString(), name: 'Newcomer'})
    store.write([{create: arriving}])
    await waitFor(() => expect(records()[0]).toBe(arriving._id))
    expect(document.querySelector(`[data-record="${arriving._id}"]`)?.textContent).toContain(
      'Just in',
    )
    await waitFor(() => expect(screen.getByTestId('records-leads').textContent).toBe('2'))
  })

  test('filters the records by kind and by text', async () => {
    await openTool([testLead(1), submission(1), submission(2)])
    await waitFor(() => expect(records()).toHaveLength(3))
    fireEvent.click(screen.getByRole('button', {name: 'Submissions'}))
    expect(records()).toEqual(['alpha.submission.1', 'alpha.submission.2'])
    const field = screen.getByLabelText('Filter records by text')
    fireEvent.change(field, {target: {value: 'sender 2'}})
    await waitFor(() => expect(records()).toEqual(['alpha.submission.2']))
    fireEvent.change(field, {target: {value: 'nobody'}})
    await screen.findByText(/None of the 3 latest records match/)
  })

  test('shows submissions that wait, and what to do', async () => {
    const waiting = {processedAt: undefined, outcome: undefined}
    await openTool([submission(2, waiting), submission(3, waiting)])
    await waitFor(() => expect(check('processing')?.getAttribute('data-state')).toBe('degraded'))
    expect(check('processing')?.textContent).toContain('2 unprocessed for more than 2 minutes')
    expect(document.querySelector('[data-action="processing"]')).not.toBeNull()
    const capability = document.querySelector('[data-capability="processSubmissions"]')
    expect(capability?.getAttribute('data-state')).toBe('limited')
  })

  test('warns that forms of a paused site are refused', async () => {
    await openTool([testLead(1)], {site: {status: 'paused'}})
    await waitFor(() => expect(check('siteStatus')?.getAttribute('data-state')).toBe('degraded'))
    expect(document.querySelector('[data-capability="collectLeads"]')?.textContent).toContain(
      'Site',
    )
  })
})
