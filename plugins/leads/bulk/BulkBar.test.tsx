// @vitest-environment jsdom
import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {act, fireEvent, render, screen, waitFor} from '@testing-library/react'
import {definePlugin} from 'sanity'
import {describe, expect, test, vi} from 'vitest'
import {ALL_LEADS, type LeadSelection} from '../../../core/audience/leadSelection.ts'
import type {Grant} from '../../../core/tenancy/grants.ts'
import {memoryStore, type MemoryStore} from '../../ui/testing/memoryStore.ts'
import {TestStudio, testWorkspace} from '../../ui/testing/TestStudio.tsx'
import {listsLocaleBundle} from '../../lists/listsLocale.ts'
import {uiLocaleBundle} from '../../ui/uiLocale.ts'
import {DEFAULT_COLUMNS} from '../columns/layout.ts'
import {TEST_SITE, testLead} from '../testLeads.ts'
import {BulkBar} from './BulkBar.tsx'
import {bulkLocaleBundle} from '../locale/bulkLocale.ts'

const plugin = definePlugin({
  name: 'bulk-test',
  i18n: {bundles: [uiLocaleBundle, bulkLocaleBundle, listsLocaleBundle]},
})
const ALL: LeadSelection = {kind: 'matching', view: ALL_LEADS, excluded: []}
const EDITOR: Grant[] = [{filter: '_id in path("alpha.bulk.*")', permissions: ['create', 'update']}]

async function openBar(
  store: MemoryStore,
  selection: LeadSelection | null = ALL,
  total: number | null = null,
) {
  const onDone = vi.fn<() => void>()
  const onClear = vi.fn<() => void>()
  const workspace = await testWorkspace([plugin()], store)
  const queries = new QueryClient()
  const bar = (undoneId: string | null) => (
    <TestStudio site={TEST_SITE} workspace={workspace}>
      <QueryClientProvider client={queries}>
        <BulkBar
          columns={DEFAULT_COLUMNS}
          onClear={onClear}
          onDone={onDone}
          selection={selection}
          total={total}
          undoneId={undoneId}
        />
      </QueryClientProvider>
    </TestStudio>
  )
  const {rerender} = render(bar(null))
  return {onDone, onClear, undoElsewhere: (id: string) => rerender(bar(id))}
}

const someLeads = (count: number) => Array.from({length: count}, (_, index) => testLead(index))
const tagsIn = (store: MemoryStore) =>
  [...store.documents.values()].flatMap(({_type, tags}) => (_type === 'lead' ? [tags] : []))
const button = (name: RegExp | string) => screen.findByRole('button', {name})

describe('the bar', () => {
  test('says how many leads have the tag that is typed, whichever they are', async () => {
    const rare = {...testLead(1), tags: ['Rare one', 'vip']}
    const store = memoryStore([rare, ...someLeads(1)])
    await openBar(store)
    fireEvent.click(await button('Add tag'))
    const field = await screen.findByLabelText('Tag')
    await screen.findByText(/^Tags of the newest 500 leads are offered/)
    fireEvent.change(field, {target: {value: 'vip'}})
    await screen.findByText('1 lead has this tag.')
    fireEvent.change(field, {target: {value: 'vipp'}})
    await screen.findByText('No lead has this tag.')
    expect(store.requests.filter((tag) => tag === 'leads.audience.tag')).toHaveLength(2)
  })

  test('adds leads to a new list, which is created only on confirmation', async () => {
    const store = memoryStore(someLeads(2))
    await openBar(store)
    fireEvent.click(await button('Add to list'))
    fireEvent.click(await button('New list'))
    const name = await screen.findByLabelText('Name')
    fireEvent.change(name, {target: {value: 'Fair'}})
    const form = name.closest('form')
    if (!form) throw new Error('There is no form.')
    fireEvent.submit(form)
    await waitFor(() => expect(screen.queryByLabelText('Name')).toBeNull())
    const listed = () => [...store.documents.values()].flatMap(({lists}) => lists ?? [])
    expect(listed()).toEqual([])
    const confirm = await button('Change 2 leads')
    await waitFor(() => expect(confirm.hasAttribute('disabled')).toBe(false))
    fireEvent.click(confirm)
    const list = [...store.documents.values()].find(({_type}) => _type === 'leadList')
    await waitFor(() => expect(listed()).toEqual([list?._id, list?._id]))
  })

  test('adds a tag to the counted leads, shows the result, and undoes it', async () => {
    const store = memoryStore(someLeads(12))
    const {onDone} = await openBar(store)
    fireEvent.click(await button('Add tag'))
    await screen.findByText('Applies to 12 leads, counted just now.')
    const field = screen.getByLabelText('Tag')
    expect(document.activeElement).toBe(field)
    const confirm = await button('Change 12 leads')
    expect(confirm.hasAttribute('disabled')).toBe(true)
    fireEvent.change(field, {target: {value: ' vip '}})
    fireEvent.click(confirm)
    expect((await screen.findAllByText(/12 succeeded/)).length).toBeGreaterThan(0)
    expect(tagsIn(store)).toEqual(Array.from({length: 12}, () => ['vip']))
    // Told after the result is drawn, which is what was waited for so far.
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1))
    const [undo] = await screen.findAllByRole('button', {name: 'Undo'})
    if (undo) fireEvent.click(undo)
    await waitFor(() => expect(tagsIn(store)).toEqual(Array.from({length: 12}, () => [])))
  })

  test('no longer offers to undo what was undone elsewhere', async () => {
    const store = memoryStore(someLeads(2))
    const {undoElsewhere} = await openBar(store)
    fireEvent.click(await button('Add tag'))
    await screen.findByText('Applies to 2 leads, counted just now.')
    fireEvent.change(screen.getByLabelText('Tag'), {target: {value: 'vip'}})
    fireEvent.click(await button('Change 2 leads'))
    await button('Undo')
    undoElsewhere('alpha.bulk.another')
    expect(screen.getAllByRole('button', {name: 'Undo'})).toHaveLength(1)
    const job = [...store.documents.values()].find(({_type}) => _type === 'bulkChange')
    undoElsewhere(job?._id ?? '')
    await waitFor(() => expect(screen.queryByRole('button', {name: 'Undo'})).toBeNull())
  })

  test('applies to the selected leads only, then clears the selection', async () => {
    const store = memoryStore(someLeads(3))
    const ids = ['alpha.lead.0001', 'alpha.lead.0009']
    const {onClear} = await openBar(store, {kind: 'ids', ids})
    await screen.findByText('2 leads selected')
    fireEvent.click(await button('Add tag'))
    // One of the two is gone by now.
    await screen.findByText('Applies to 1 lead, counted just now.')
    fireEvent.change(screen.getByLabelText('Tag'), {target: {value: 'vip'}})
    fireEvent.click(await button('Change 1 lead'))
    expect((await screen.findAllByText(/1 succeeded, 1 failed/)).length).toBeGreaterThan(0)
    await screen.findByText('1 × The lead was deleted in the meantime.')
    await button('Retry the failed ones')
    fireEvent.click(await button('Clear selection'))
    expect(onClear).toHaveBeenCalled()
  })

  test('says who is left out of a campaign, before and after', async () => {
    const campaign = {
      ...testLead(0),
      _id: 'alpha.campaign.c1',
      _type: 'campaign',
      title: 'Spring',
      status: 'draft',
    }
    const out = testLead(1, {subscription: 'unsubscribed'})
    const subscriber = {
      ...testLead(1),
      _id: out._id.replace('.lead.', '.subscriber.'),
      _type: 'newsletterSubscriber',
      status: 'unsubscribed',
    }
    const store = memoryStore([campaign, out, testLead(2), subscriber])
    await openBar(store, ALL, 2)
    fireEvent.click(await button('Add to campaign'))
    await screen.findByText(/^1 of them is left out/)
    fireEvent.change(await screen.findByLabelText('Campaign'), {
      target: {value: 'alpha.campaign.c1'},
    })
    fireEvent.click(await button('Change 2 leads'))
    expect((await screen.findAllByText(/1 succeeded, 1 left out/)).length).toBeGreaterThan(0)
  })

  test('deletes only when the number is typed', async () => {
    const store = memoryStore(someLeads(4))
    await openBar(store)
    fireEvent.click(await button('More actions'))
    fireEvent.click(await screen.findByRole('menuitem', {name: 'Delete'}))
    const field = await screen.findByLabelText('Type 4 to delete them')
    fireEvent.change(field, {target: {value: '3'}})
    expect((await button('Delete 4 leads')).hasAttribute('disabled')).toBe(true)
    fireEvent.change(field, {target: {value: '4'}})
    fireEvent.click(await button('Delete 4 leads'))
    expect((await screen.findAllByText(/4 succeeded/)).length).toBeGreaterThan(0)
    expect(tagsIn(store)).toEqual([])
    const [restore] = await screen.findAllByRole('button', {name: 'Restore the deleted leads'})
    if (restore) fireEvent.click(restore)
    await waitFor(() => expect(tagsIn(store)).toHaveLength(4))
  })

  test('does not offer deletion without the grant for it', async () => {
    await openBar(memoryStore(someLeads(1), EDITOR))
    fireEvent.click(await button('More actions'))
    await screen.findByRole('menuitem', {name: 'Remove tag'})
    await waitFor(() => expect(screen.queryByRole('menuitem', {name: 'Delete'})).toBeNull())
  })

  test('clears a field, and checks a value', async () => {
    const store = memoryStore([testLead(1, {company: 'Engines'})])
    await openBar(store)
    fireEvent.click(await button('More actions'))
    fireEvent.click(await screen.findByRole('menuitem', {name: 'Set or clear a field'}))
    fireEvent.change(await screen.findByLabelText('Field'), {target: {value: 'score'}})
    const value = screen.getByLabelText(/^New value/)
    fireEvent.change(value, {target: {value: 'many'}})
    await screen.findByText('The score must be a number.')
    fireEvent.change(screen.getByLabelText('Field'), {target: {value: 'company'}})
    fireEvent.change(value, {target: {value: ''}})
    await screen.findByText('The field will be cleared.')
    fireEvent.click(await button('Change 1 lead'))
    await waitFor(() => expect(store.documents.get('alpha.lead.0001')).toMatchObject({company: ''}))
  })

  test('gives the reason when the store is away', async () => {
    const store = memoryStore(someLeads(2))
    store.failWith('leads.bulk.count', new Error('broken index'))
    await openBar(store)
    fireEvent.click(await button('Add tag'))
    await screen.findByText('The leads could not be counted: broken index')
    store.failWith('leads.bulk.count', null)
    fireEvent.click(await button('Count again'))
    fireEvent.change(await screen.findByLabelText('Tag'), {target: {value: 'x'}})
    store.failWith('leads.bulk.read', new Error('broken disk'))
    fireEvent.click(await button('Change 2 leads'))
    await screen.findByText('broken disk')
    expect(tagsIn(store)).toEqual([undefined, undefined])
  })
})

describe('a function’s work', () => {
  const job = {
    ...testLead(0),
    _id: 'alpha.bulk.01ARZ3NDEKTSV4RRFFQ69G5FAV',
    _type: 'bulkChange',
    title: 'Add the tag “vip”',
    way: 'function',
    state: 'running',
    createdBy: 'editor-1',
    intent: '{}',
    totals: {total: 5000, succeeded: 1000, failed: 0, skipped: 0},
    unchanged: 0,
  }

  test('shows its progress to everybody, continues by itself, and can be cancelled', async () => {
    const store = memoryStore([job])
    await openBar(store, null)
    await screen.findByText(/1,000 of 5,000 leads/)
    expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toContain('1,000')
    act(() => store.write([{patch: {id: job._id, inc: {'totals.succeeded': 500}}}]))
    await screen.findByText(/1,500 of 5,000 leads/)
    fireEvent.click(await button('Cancel'))
    await waitFor(() => expect(store.documents.get(job._id)).toMatchObject({cancelRequested: true}))
  })

  test('of somebody else cannot be cancelled', async () => {
    await openBar(memoryStore([{...job, createdBy: 'editor-2'}]), null)
    await screen.findByText(/1,000 of 5,000 leads/)
    expect(screen.queryByRole('button', {name: 'Cancel'})).toBeNull()
  })
})
