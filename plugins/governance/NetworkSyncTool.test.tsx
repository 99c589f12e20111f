// @vitest-environment jsdom
import {fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {openNetwork, testRefresh, testRule, testSite, testSnapshot} from './testing/testSync.tsx'

const NETWORK = [
  testSite('alpha'),
  testRule('alpha'),
  testSnapshot('alpha', 5),
  testSite('beta'),
  testRule('beta', {mode: 'condition'}),
  testSite('gamma'),
  testRule('gamma', {revision: 3}),
  testSnapshot('gamma', 5),
  testRefresh('gamma', {state: 'failed', fault: 'scope-excess'}),
  testSite('delta'),
]

const sites = () =>
  [...document.querySelectorAll('tr[data-site]')].map((row) => row.getAttribute('data-site'))

describe('the sites of the network', () => {
  test('show the status of their syncs, those that need attention first, in at most six requests', async () => {
    const store = await openNetwork(NETWORK)
    await waitFor(() => expect(sites()).toEqual(['beta', 'gamma', 'alpha', 'delta']))
    expect(store.requests.filter((tag) => tag.startsWith('leads.sync')).length).toBeLessThan(7)
    const row = (key: string) => {
      const found = document.querySelector(`tr[data-site="${key}"]`)
      if (!(found instanceof HTMLElement)) throw new Error(`There is no row of ${key}.`)
      return within(found)
    }
    expect(row('alpha').getByText('Up to date')).toBeTruthy()
    expect(row('alpha').getByText('enabled · all · totals and ranges')).toBeTruthy()
    expect(row('alpha').getByText('1,200')).toBeTruthy()
    expect(row('beta').getByText('Invalid rule')).toBeTruthy()
    expect(row('beta').getByText('Choose which customers are counted.')).toBeTruthy()
    expect(row('gamma').getByText('Not configured')).toBeTruthy()
    expect(row('gamma').getByText(/Remove every write scope/u)).toBeTruthy()
    expect(row('gamma').getByText('Rule changed')).toBeTruthy()
    expect(row('delta').getByText('Off')).toBeTruthy()
  })

  test('are filtered by status and words, and say when none matches', async () => {
    await openNetwork(NETWORK)
    fireEvent.click(await screen.findByRole('button', {name: 'Rule changed · 1'}))
    await waitFor(() => expect(sites()).toEqual(['gamma']))
    fireEvent.click(screen.getByRole('button', {name: 'All · 4'}))
    const search = screen.getByLabelText(/^Search sites/u)
    fireEvent.change(search, {target: {value: 'shop alpha'}})
    await waitFor(() => expect(sites()).toEqual(['alpha']))
    fireEvent.change(search, {target: {value: 'nobody'}})
    expect(await screen.findByText('No site matches')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', {name: 'Show all sites'}))
    await waitFor(() => expect(sites()).toHaveLength(4))
  })

  test('say empty only when the store answered, and failed when it did not', async () => {
    await openNetwork([])
    expect(await screen.findByText('No sites yet')).toBeTruthy()
  })

  test('that may not be read say so', async () => {
    const denied = Object.assign(new Error('no'), {statusCode: 403})
    await openNetwork(NETWORK, {prepare: (store) => store.failWith('leads.sync.rules', denied)})
    expect(
      await screen.findByText('You don’t have access to the sites of the network'),
    ).toBeTruthy()
  })

  test('follow what others change', async () => {
    const store = await openNetwork(NETWORK)
    await waitFor(() => expect(sites()).toHaveLength(4))
    store.write([{patch: {id: 'beta.rule.customers', set: {mode: 'all', revision: 3}}}])
    expect(await screen.findByText('No snapshot')).toBeTruthy()
  })

  test('are paused together, with a reason that everybody sees', async () => {
    const store = await openNetwork(NETWORK)
    await waitFor(() => expect(sites()).toHaveLength(4))
    fireEvent.click(screen.getByRole('button', {name: 'Pause all syncs'}))
    const dialog = await screen.findByRole('dialog')
    fireEvent.change(within(dialog).getByLabelText('Reason (visible to all)'), {
      target: {value: 'Review'},
    })
    fireEvent.click(within(dialog).getByRole('button', {name: 'Pause all syncs'}))
    expect(await screen.findByText(/paused for all sites: Review/u)).toBeTruthy()
    expect(store.documents.get('network.sync.control')).toMatchObject({paused: true})
    expect(screen.getByRole('button', {name: 'Resume all syncs'})).toBeTruthy()
  })
})

describe('several sites', () => {
  test('get a policy after its difference was shown, and it is undone', async () => {
    const store = await openNetwork(NETWORK)
    fireEvent.click(await screen.findByRole('checkbox', {name: 'Select Shop alpha'}))
    fireEvent.click(screen.getByRole('checkbox', {name: 'Select Shop gamma'}))
    fireEvent.click(screen.getByRole('checkbox', {name: 'Select Shop beta'}))
    fireEvent.click(screen.getByRole('button', {name: 'Change 3 rules'}))
    const dialog = await screen.findByRole('dialog')
    fireEvent.click(await within(dialog).findByRole('checkbox', {name: 'What may be shown'}))
    expect(
      await within(dialog).findByText('2 to change, 0 unchanged, 1 can’t be changed'),
    ).toBeTruthy()
    expect(
      within(dialog).getAllByText(/totals and ranges → enabled · all · totals only/u),
    ).toHaveLength(2)
    expect(store.documents.get('alpha.rule.customers')?.['redactionLevel']).toBe('buckets')
    fireEvent.click(within(dialog).getByRole('button', {name: 'Apply to 2 sites'}))
    expect(await within(dialog).findByText('2 applied, 1 failed, 0 unchanged')).toBeTruthy()
    expect(store.documents.get('alpha.rule.customers')).toMatchObject({
      redactionLevel: 'counts',
      revision: 3,
    })
    // It can still be undone once the dialog is closed.
    const [close] = within(dialog).getAllByRole('button', {name: 'Close'}).toReversed()
    if (close) fireEvent.click(close)
    expect(await screen.findByText('The last change of rules applied to 2 sites.')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', {name: 'Undo at 2 sites'}))
    expect(await screen.findByText('2 undone, 0 failed')).toBeTruthy()
    expect(store.documents.get('gamma.rule.customers')).toMatchObject({
      redactionLevel: 'buckets',
      revision: 5,
    })
  })

  test('are refreshed, and the progress is followed to its end', async () => {
    const store = await openNetwork(NETWORK)
    fireEvent.click(await screen.findByRole('checkbox', {name: 'Select Shop alpha'}))
    fireEvent.click(screen.getByRole('button', {name: 'Refresh 1 site'}))
    expect(await screen.findByText(/^0 of 1 ended/u)).toBeTruthy()
    const job = [...store.documents.values()].find(
      ({_id, _type}) => _type === 'snapshotRefresh' && _id.startsWith('alpha.refresh.network.'),
    )
    expect(job).toMatchObject({state: 'queued', createdBy: 'editor-1'})
    store.write([{patch: {id: job?._id, set: {state: 'failed', fault: 'store-frozen'}}}])
    expect(await screen.findByText(/1 failed/u)).toBeTruthy()
    expect(screen.getByRole('button', {name: 'Retry 1 that failed'})).toBeTruthy()
  })
})

describe('what came in', () => {
  const submission = (site: string) => ({
    _id: `${site}.submission.1`,
    _type: 'leadSubmission',
    _rev: 'rev-0',
    site,
    email: 'Somebody@Private.example',
    fields: [{_key: 'n', name: 'name', value: 'Some Body'}],
    receivedAt: '2026-01-01T00:00:00.000Z',
    form: {id: 'contact', kind: 'lead', version: 1},
    spam: {verdict: 'ham', score: 0, reasons: []},
    outcome: 'processed',
  })

  test('shows no address and no name, and a domain where the rule shows domains', async () => {
    await openNetwork(
      [
        ...NETWORK,
        testSite('epsilon'),
        testRule('epsilon', {redactionLevel: 'domains'}),
        submission('alpha'),
        submission('epsilon'),
      ],
      {state: {viewName: 'intake'}},
    )
    const table = await screen.findByRole('table', {name: 'Submissions'})
    expect(within(table).getByText('•••@private.example')).toBeTruthy()
    expect(within(table).getByText('Hidden')).toBeTruthy()
    expect(document.body.textContent).not.toMatch(/somebody/iu)
    expect(document.body.textContent).not.toMatch(/some body/iu)
    fireEvent.click(screen.getByRole('button', {name: 'Subscribers'}))
    expect(await screen.findByText('No subscribers yet')).toBeTruthy()
    expect((await screen.findAllByText('Isolated')).length).toBeGreaterThan(0)
  })
})

describe('about', () => {
  test('says what it is for, what guards it, its contracts and the release', async () => {
    await openNetwork([], {state: {viewName: 'about'}})
    expect(await screen.findByText('How customers are protected')).toBeTruthy()
    expect(screen.getByText('0.1.0')).toBeTruthy()
    expect(screen.getByText('/api/admin/shopify/customer-sync')).toBeTruthy()
    const [first] = screen.getAllByRole('button', {name: /Read “What a customer snapshot shows”/u})
    if (first) fireEvent.click(first)
    const dialog = await screen.findByRole('dialog')
    expect(await within(dialog).findByText(/It never has a row for a person/u)).toBeTruthy()
  })
})
