// @vitest-environment jsdom
import {fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {parseBulkIntent} from '../../core/changes/bulk/bulkIntent.ts'
import {testLead} from '../leads/testLeads.ts'
import type {MemoryStore} from '../ui/testing/memoryStore.ts'
import {listTitled, openLists, testList} from './testing/openLists.tsx'

const titles = () =>
  Array.from(document.querySelectorAll('article h2'), (heading) => heading.textContent)

function counted(value: number) {
  return {memberCount: {value, at: new Date().toISOString()}}
}

describe('the lists of a site', () => {
  test('say empty only when the store answered, and offer an import', async () => {
    await openLists([])
    expect(await screen.findByText('No lists yet')).toBeTruthy()
    expect(screen.getAllByRole('button', {name: 'New list'})).toHaveLength(2)
    expect(screen.getByRole('button', {name: /sample file/})).toBeTruthy()
    expect(screen.getByRole('link', {name: 'Import leads'})).toBeTruthy()
    expect(screen.getByRole('link', {name: 'Upload new list'})).toBeTruthy()
  })

  test('are cards with count and source, in order, found by words', async () => {
    await openLists([
      testList('beta', {...counted(1234), description: 'Spring fair'}),
      testList('Alpha', {
        ...counted(7),
        _createdAt: '2026-02-01T00:00:00Z',
        source: {kind: 'import', label: 'fair.csv', importId: 'alpha.import.1'},
      }),
      testList('Gamma', {source: {kind: 'migration', label: 'Mailchimp'}}),
    ])
    await waitFor(() => expect(titles()).toEqual(['Alpha', 'beta', 'Gamma']))
    expect(screen.getByText('3 lists')).toBeTruthy()
    expect(screen.getByText('1,234')).toBeTruthy()
    expect(screen.getByText('Import of fair.csv')).toBeTruthy()
    expect(screen.getByText('Migration from Mailchimp')).toBeTruthy()
    expect(screen.getByText('Not counted yet')).toBeTruthy()
    const link = screen.getByRole('link', {name: 'View leads of beta'})
    expect(link.getAttribute('href')).toBe('/leads?leads[list]=alpha.list.beta')
    fireEvent.change(screen.getByLabelText('Order'), {target: {value: 'largest'}})
    await waitFor(() => expect(titles()).toEqual(['beta', 'Alpha', 'Gamma']))
    fireEvent.change(screen.getByLabelText('Order'), {target: {value: 'newest'}})
    await waitFor(() => expect(titles()?.[0]).toBe('Alpha'))
    fireEvent.change(screen.getByLabelText(/Search lists/), {target: {value: 'fair'}})
    await waitFor(() => expect(titles()).toEqual(['beta']))
    fireEvent.change(screen.getByLabelText(/Search lists/), {target: {value: 'nothing'}})
    expect(await screen.findByText('No lists found matching “nothing”')).toBeTruthy()
  })

  test('come page by page', async () => {
    const keys = Array.from({length: 61}, (_, number) => `List ${String(number).padStart(2, '0')}`)
    await openLists(keys.map((key) => testList(key)))
    await waitFor(() => expect(titles()).toHaveLength(60))
    fireEvent.click(screen.getByText('Show more lists'))
    await waitFor(() => expect(titles()).toEqual(keys))
    expect(screen.queryByText('Show more lists')).toBeNull()
  })

  test('a viewer sees them and can change nothing', async () => {
    await openLists([testList('Fair', counted(3))], 'viewer')
    await waitFor(() => expect(titles()).toEqual(['Fair']))
    await waitFor(() => expect(screen.queryByRole('button', {name: 'New list'})).toBeNull())
    expect(screen.queryByRole('button', {name: /Export/})).toBeNull()
    fireEvent.click(screen.getByRole('button', {name: 'More actions for Fair'}))
    const menu = await screen.findByRole('menu', {name: 'More actions for Fair'})
    const actions = within(menu).getAllByRole('menuitem')
    expect(actions.map((action) => action.textContent)).toEqual([
      'Use in campaign (editors only)',
      'Rename (editors only)',
      'Delete (administrators only)',
    ])
    for (const action of actions) fireEvent.click(action)
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('the name of a list', () => {
  test('is given to a new one, once', async () => {
    const store = await openLists([testList('Fair')])
    fireEvent.click(await screen.findByRole('button', {name: 'New list'}))
    const dialog = within(await screen.findByRole('dialog', {name: 'New list'}))
    const create = dialog.getByRole('button', {name: 'Create list'})
    expect(create.hasAttribute('disabled')).toBe(true)
    fireEvent.change(dialog.getByLabelText('Name'), {target: {value: 'FAIR'}})
    fireEvent.click(create)
    expect(await dialog.findByText(/There is already a list “Fair”/)).toBeTruthy()
    fireEvent.change(dialog.getByLabelText('Name'), {target: {value: 'Fair 2027'}})
    fireEvent.click(create)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(listTitled(store, 'Fair 2027')).toMatchObject({
      source: {kind: 'manual'},
      createdBy: 'editor-1',
      site: 'alpha',
    })
    await waitFor(() => expect(titles()).toEqual(['Fair', 'Fair 2027']))
  })

  test('changes with the description, unless another user changed either', async () => {
    const store = await openLists([testList('Fair')])
    const rename = async () => {
      fireEvent.click(await screen.findByRole('button', {name: /More actions for/}))
      fireEvent.click(await screen.findByRole('menuitem', {name: 'Rename…'}))
      return within(await screen.findByRole('dialog'))
    }
    const dialog = await rename()
    fireEvent.change(dialog.getByLabelText('Name'), {target: {value: 'Fairs'}})
    fireEvent.change(dialog.getByLabelText('Description'), {target: {value: 'All of them'}})
    fireEvent.click(dialog.getByRole('button', {name: 'Save'}))
    await waitFor(() => expect(listTitled(store, 'Fairs')?.['description']).toBe('All of them'))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(titles()).toEqual(['Fairs']))
    const again = await rename()
    fireEvent.change(again.getByLabelText('Name'), {target: {value: 'Mine'}})
    store.write([{patch: {id: 'alpha.list.Fair', set: {title: 'Theirs'}}}])
    fireEvent.click(again.getByRole('button', {name: 'Save'}))
    expect(await again.findByText(/Somebody else changed the name/)).toBeTruthy()
    expect(listTitled(store, 'Theirs')).toBeDefined()
  })
})

describe('deleting a list', () => {
  const IMPORT = 'alpha.import.1'
  const source = {kind: 'import', label: 'fair.csv', importId: IMPORT} as const
  const documents = [
    testList('Fair', {source, imports: [IMPORT]}),
    testLead(1, {lists: ['alpha.list.Fair'], source}),
    testLead(2, {lists: ['alpha.list.Fair'], source: {kind: 'form', label: 'Contact'}}),
    testLead(3, {lists: ['alpha.list.Fair', 'alpha.list.other'], source}),
  ]

  async function openDialog() {
    fireEvent.click(await screen.findByRole('button', {name: 'More actions for Fair'}))
    fireEvent.click(await screen.findByRole('menuitem', {name: 'Delete…'}))
    return within(await screen.findByRole('dialog'))
  }

  function jobOf(store: MemoryStore) {
    const job = [...store.documents.values()].find(({_type}) => _type === 'bulkChange')
    const parsed = parseBulkIntent(typeof job?.['intent'] === 'string' ? job['intent'] : null)
    return {id: job?._id, intent: parsed.ok ? parsed.intent : null}
  }

  test('keeps the leads, unless the exact number is typed', async () => {
    const store = await openLists(documents, 'admin')
    const dialog = await openDialog()
    await dialog.findByText(/There are 3 leads on the list/)
    const only = dialog.getByRole('radio', {name: /the 1 lead that came only with it/})
    expect(dialog.getByRole('button', {name: 'Delete list'}).hasAttribute('disabled')).toBe(false)
    fireEvent.click(only)
    const remove = dialog.getByRole('button', {name: 'Delete list and 1 lead'})
    expect(remove.hasAttribute('disabled')).toBe(true)
    fireEvent.change(dialog.getByLabelText('Type 1 to delete them'), {target: {value: '1'}})
    fireEvent.click(remove)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const {id, intent} = jobOf(store)
    expect(id).toMatch(/^alpha\.bulk\.delete\./u)
    expect(intent).toMatchObject({
      action: {kind: 'deleteList', listId: 'alpha.list.Fair', imports: [IMPORT]},
      expected: 3,
    })
    expect(await screen.findByText('Being deleted: 0 of 0 leads')).toBeTruthy()
  })

  test('is for its leads only by default', async () => {
    const store = await openLists(documents, 'admin')
    const dialog = await openDialog()
    fireEvent.click(await dialog.findByRole('button', {name: 'Delete list'}))
    await waitFor(() => expect(jobOf(store).intent?.action).toMatchObject({imports: []}))
  })

  test('is refused while something uses it', async () => {
    const rule = {id: 'r', field: 'lists', operator: 'anyOf', value: ['alpha.list.Fair']}
    const root = {id: 'root', combinator: 'and', rules: [rule]}
    const segment = {
      _id: 'alpha.segment.visitors',
      _type: 'segment',
      _rev: 'rev-0',
      site: 'alpha',
      title: 'Visitors',
      definition: JSON.stringify({version: 1, root}),
    }
    await openLists([...documents, segment], 'admin')
    const dialog = await openDialog()
    expect(await dialog.findByText('Segment “Visitors”')).toBeTruthy()
    expect(dialog.queryByRole('button', {name: /Delete list/})).toBeNull()
  })
})

test('a list is used in a campaign', async () => {
  const store = await openLists([testList('Fair'), testLead(1, {lists: ['alpha.list.Fair']})])
  fireEvent.click(await screen.findByRole('button', {name: 'More actions for Fair'}))
  fireEvent.click(await screen.findByRole('menuitem', {name: 'Use in campaign…'}))
  // The dialog changes when what audiences may refer to is read.
  await screen.findByLabelText('Title')
  const dialog = within(screen.getByRole('dialog', {name: 'Use “Fair” in a campaign'}))
  fireEvent.click(await dialog.findByRole('button', {name: 'Create campaign'}))
  await waitFor(() => {
    const campaign = [...store.documents.values()].find(({_type}) => _type === 'campaign')
    expect(campaign).toMatchObject({title: 'Fair', status: 'draft'})
    expect(String(campaign?.['audience'])).toContain('"field":"lists"')
  })
})
