// @vitest-environment jsdom
import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {cleanup, fireEvent, render, screen, waitFor, within} from '@testing-library/react'
import {definePlugin} from 'sanity'
import {beforeEach, describe, expect, test, vi} from 'vitest'
import {ALL_LEADS, type LeadSelection} from '../../../../core/audience/leadSelection.ts'
import type {Grant} from '../../../../core/tenancy/grants.ts'
import {audienceLocaleBundle} from '../../../audience/audienceLocale.ts'
import {memoryStore, type MemoryStore} from '../../../ui/testing/memoryStore.ts'
import {TestStudio, testWorkspace} from '../../../ui/testing/TestStudio.tsx'
import {uiLocaleBundle} from '../../../ui/uiLocale.ts'
import {ApiUrlContext} from './apiUrlContext.ts'
import {ticketHash} from '../../../../core/changes/exports/exportLinks.ts'
import {BulkBar} from '../BulkBar.tsx'
import {bulkLocaleBundle} from '../../locale/bulkLocale.ts'
import {leadsLocaleBundle} from '../../locale/leadsLocale.ts'
import {TEST_SITE, testLead} from '../../testLeads.ts'

const plugin = definePlugin({
  name: 'export-test',
  i18n: {bundles: [uiLocaleBundle, bulkLocaleBundle, audienceLocaleBundle, leadsLocaleBundle]},
})
const ALL: LeadSelection = {kind: 'matching', view: ALL_LEADS, excluded: []}
const VIEWER: Grant[] = [{filter: '_id in path("alpha.**")', permissions: ['read']}]
const saved: {name: string; contents: Blob}[] = []
const opened: string[] = []

beforeEach(() => {
  saved.length = 0
  opened.length = 0
  const blobs = new Map<string, Blob>()
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLElement) {
    const contents = blobs.get(this.getAttribute('href') ?? '')
    if (this.getAttribute('target') === '_blank') opened.push(this.getAttribute('href') ?? '')
    if (contents) saved.push({name: this.getAttribute('download') ?? '', contents})
  })
  URL.createObjectURL = (blob) => {
    const url = `blob:${blobs.size}`
    if (blob instanceof Blob) blobs.set(url, blob)
    return url
  }
  URL.revokeObjectURL = () => undefined
})

async function openBar(store: MemoryStore, selection: LeadSelection) {
  const workspace = await testWorkspace([plugin()], store)
  const queries = new QueryClient()
  const bar = (chosen: LeadSelection | null) => (
    <TestStudio site={TEST_SITE} workspace={workspace}>
      <QueryClientProvider client={queries}>
        <ApiUrlContext value="https://api.example">
          <BulkBar
            columns={['name', 'status']}
            onClear={() => undefined}
            onDone={() => undefined}
            selection={chosen}
            total={null}
          />
        </ApiUrlContext>
      </QueryClientProvider>
    </TestStudio>
  )
  const {rerender} = render(bar(selection))
  return {select: (chosen: LeadSelection | null) => rerender(bar(chosen))}
}

async function openDialog(store: MemoryStore, selection: LeadSelection = ALL) {
  const opened = await openBar(store, selection)
  fireEvent.click(await button('Export'))
  return opened
}

const someLeads = (count: number) => Array.from({length: count}, (_, index) => testLead(index))
const button = (name: RegExp | string) => screen.findByRole('button', {name})
const focused = () => document.activeElement?.textContent

/** Holds requests with a tag back until it is let go of. */
function holdBack(store: MemoryStore, tag: string): () => void {
  const request = store.client.request.bind(store.client)
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  vi.spyOn(store.client, 'request').mockImplementation(async (asked) => {
    if (asked.tag === tag) await held
    return request(asked)
  })
  return () => letGo()
}

describe('the dialog', () => {
  test('says what the file holds and warns, saves it, and says how many leads are in it', async () => {
    const store = memoryStore(someLeads(123))
    await openDialog(store)
    await screen.findByText('Applies to 123 leads, counted just now.')
    await screen.findByText('3 columns')
    await screen.findByText(/contains personal data, and the Studio can’t change it later/)
    await waitFor(() => expect(focused()).toBe('Export 123 leads'))
    fireEvent.click(await button('Export 123 leads'))
    await screen.findByText('123 leads exported')
    await waitFor(() => expect(focused()).toBe('Close'))
    expect(screen.queryByText(/Leads came or went/)).toBeNull()
    const [file, ...more] = saved
    expect(more).toEqual([])
    expect(file?.name).toMatch(/^leads-alpha-\d{4}-\d\d-\d\d\.csv$/)
    expect(file?.contents.size).toBeGreaterThan(123 * 20)
    expect(store.requests.filter((tag) => tag === 'leads.export.page')).toHaveLength(1)
    const dialog = screen.getByRole('dialog')
    fireEvent.click(screen.getByText('Close'))
    await waitFor(() => expect(dialog.isConnected).toBe(false))
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Selected leads'),
    )
  })

  test('restricts the file to leads that match conditions, and does not take the focus', async () => {
    const store = memoryStore([
      ...someLeads(4),
      ...[5, 6].map((number) => testLead(number, {status: 'won'})),
    ])
    await openDialog(store)
    await button('Export 6 leads')
    fireEvent.click(await button('Narrow down…'))
    const box = await screen.findByRole('region', {name: /Export only the selected leads/})
    expect(document.activeElement).toBe(box)
    fireEvent.click(await within(box).findByRole('button', {name: 'Condition'}))
    await screen.findByText(/see how many leads the file will contain/)
    expect((await button('Export 0 leads')).hasAttribute('disabled')).toBe(true)
    fireEvent.click(await within(box).findByRole('button', {name: /^Value/}))
    fireEvent.click(await screen.findByRole('option', {name: 'Customer'}))
    await screen.findByText('Applies to 2 leads, counted just now.')
    const start = await button('Export 2 leads')
    expect(document.activeElement).not.toBe(start)
    fireEvent.click(start)
    await screen.findByText('2 leads exported')
    const text = await saved[0]?.contents.text()
    expect(text?.match(/@example\.test/g)).toHaveLength(2)
  })

  test('includes all again, and leads that were chosen one by one', async () => {
    await openDialog(memoryStore(someLeads(3)))
    fireEvent.click(await button('Narrow down…'))
    fireEvent.click(await button('All of them'))
    await button('Narrow down…')
    await waitFor(() => expect(focused()).toBe('Export 3 leads'))
    cleanup()
    await openDialog(memoryStore(someLeads(3)), {kind: 'ids', ids: ['alpha.lead.0001']})
    await button('Export 1 lead')
    expect(screen.queryByText('Narrow down…')).toBeNull()
  })

  test('reports when the exported number differs from the count', async () => {
    const store = memoryStore(someLeads(3))
    await openDialog(store)
    const start = await button('Export 3 leads')
    store.write([{delete: {id: 'alpha.lead.0001'}}])
    fireEvent.click(start)
    await screen.findByText('2 leads exported')
    await screen.findByText(/^3 leads were counted before the start\. Leads were added or removed/)
    expect(saved).toHaveLength(1)
  })

  test('shows its progress, and saves nothing when it is cancelled', async () => {
    const store = memoryStore(someLeads(5))
    const letGo = holdBack(store, 'leads.export.page')
    await openDialog(store)
    fireEvent.click(await button('Export 5 leads'))
    await screen.findByText('Exporting · 0 of 5 leads')
    expect(screen.getByRole('progressbar', {name: 'Exporting'}).getAttribute('max')).toBe('5')
    await waitFor(() => expect(focused()).toBe('Cancel'))
    fireEvent.click(await button('Cancel'))
    await screen.findByText('The export was cancelled. No file was saved.')
    letGo()
    await waitFor(() => expect(focused()).toBe('Try again'))
    expect(saved).toEqual([])
    fireEvent.click(await button('Try again'))
    await screen.findByText('5 leads exported')
    expect(saved).toHaveLength(1)
  })

  test('stops when its dialog is closed, and warns before that', async () => {
    const store = memoryStore(someLeads(5))
    const letGo = holdBack(store, 'leads.export.page')
    await openDialog(store)
    fireEvent.click(await button('Export 5 leads'))
    await screen.findByText('Exporting · 0 of 5 leads')
    fireEvent.keyDown(screen.getByRole('dialog'), {key: 'Escape'})
    await screen.findByText('The export was cancelled. No file was saved.')
    letGo()
    fireEvent.keyDown(screen.getByRole('dialog'), {key: 'Escape'})
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(saved).toEqual([])
  })

  test('gives the reason of a failure, saves nothing, and tries again', async () => {
    const store = memoryStore(someLeads(2))
    store.failWith('leads.export.page', new Error('broken disk'))
    await openDialog(store)
    fireEvent.click(await button('Export 2 leads'))
    expect((await screen.findByRole('alert')).textContent).toBe(
      'The leads could not be exported. No file was saved.broken disk',
    )
    expect(saved).toEqual([])
    store.failWith('leads.export.page', null)
    fireEvent.click(await button('Try again'))
    await screen.findByText('2 leads exported')
    expect(saved).toHaveLength(1)
  })

  test('does not begin when it cannot be recorded, and saves no file when its end cannot', async () => {
    const store = memoryStore(someLeads(2))
    store.failWith('leads.export.begin', new Error('broken disk'))
    await openDialog(store)
    fireEvent.click(await button('Export 2 leads'))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('The start of the export could not be recorded')
    expect(alert.textContent).toContain('broken disk')
    expect(store.requests).not.toContain('leads.export.page')
    store.failWith('leads.export.begin', null)
    store.failWith('leads.export.end', new Error('broken disk'))
    fireEvent.click(await button('Try again'))
    await screen.findByText(/^The end of the export could not be recorded/)
    expect(saved).toEqual([])
    store.failWith('leads.export.end', null)
    fireEvent.click(await button('Try again'))
    await screen.findByText('2 leads exported')
    expect(saved).toHaveLength(1)
    const states = [...store.documents.values()]
      .filter(({_type}) => _type === 'leadExport')
      .map(({state}) => state)
    expect(states).toEqual(['running', 'succeeded'])
  })

  test('says why the leads were not counted, and counts again', async () => {
    const store = memoryStore(someLeads(2))
    store.failWith('leads.export.count', new Error('broken index'))
    await openDialog(store)
    await screen.findByText('The leads could not be counted: broken index')
    store.failWith('leads.export.count', null)
    fireEvent.click(await button('Count again'))
    expect((await button('Export 2 leads')).hasAttribute('disabled')).toBe(false)
  })

  test('exports no rows when no leads are left', async () => {
    const store = memoryStore(someLeads(1))
    await openDialog(store, {kind: 'ids', ids: ['alpha.lead.0000']})
    const start = await button('Export 1 lead')
    store.write([{delete: {id: 'alpha.lead.0000'}}])
    fireEvent.click(start)
    await screen.findByText('None of the leads exists any more. No file was saved.')
    expect(saved).toEqual([])
    cleanup()
    await openDialog(store, {kind: 'ids', ids: ['alpha.lead.0000']})
    await screen.findByText('None of the selected leads exists any more.')
    expect((await button('Export 0 leads')).hasAttribute('disabled')).toBe(true)
  })

  test('keeps its selection when the grid’s selection is cleared', async () => {
    const store = memoryStore(someLeads(4))
    const letGo = holdBack(store, 'leads.export.page')
    const {select} = await openDialog(store)
    fireEvent.click(await button('Export 4 leads'))
    await screen.findByText('Exporting · 0 of 4 leads')
    select(null)
    letGo()
    await screen.findByText('4 leads exported')
    expect(saved).toHaveLength(1)
  })

  test('shows the first rows as they will be, with the proof of consent', async () => {
    await openDialog(memoryStore(someLeads(5)))
    const sample = await screen.findByRole('region', {name: 'First rows of the file'})
    await waitFor(() => expect(sample.querySelectorAll('tbody tr')).toHaveLength(3))
    fireEvent.click(await button('Proof of consent'))
    await screen.findByText('10 columns')
    const headings = () => [...sample.querySelectorAll('th')].map(({textContent}) => textContent)
    expect(headings()).toContain('Consent text version')
    await waitFor(() => expect(sample.querySelector('tbody')?.textContent).toContain('noneNo'))
    fireEvent.click(screen.getByLabelText('Consent method'))
    expect(headings()).not.toContain('Consent method')
    fireEvent.click(await button('As shown in the grid'))
    expect(headings()).toEqual(['Name', 'Status', 'E-mail'])
  })

  test('exports many leads as a job, and offers its file once it is ready', async () => {
    const store = memoryStore(someLeads(1001))
    await openDialog(store)
    fireEvent.click(await button('Export 1,001 leads'))
    await screen.findByText(/is being prepared/u)
    await screen.findByText('Being prepared')
    const [job] = [...store.documents.values()].filter(({_type}) => _type === 'leadExport')
    expect(job).toMatchObject({state: 'queued', way: 'function', format: 'csv'})
    expect(JSON.parse(String(job?.['intent']))).toMatchObject({
      version: 2,
      columns: [{id: 'name'}, {id: 'status'}, {id: 'email'}],
    })
    expect(saved).toEqual([])
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    const set = {state: 'succeeded', 'totals.succeeded': 1001, expiresAt}
    store.write([{patch: {id: job?._id ?? '', set}}])
    await screen.findByText('1,001 leads, ready')
    fireEvent.click(await button('Download'))
    await waitFor(() => expect(opened).toHaveLength(1))
    const [address = ''] = opened
    const ticket = new URL(address).searchParams.get('ticket') ?? ''
    expect(address).toContain(`https://api.example/api/v1/tenant/leads/export/${job?._id}?ticket=`)
    expect(store.documents.get(job?._id ?? '')).toMatchObject({ticket: ticketHash(ticket)})
    expect(JSON.stringify([...store.documents.values()])).not.toContain(ticket)
  })

  test('is available only to users who may create exports', async () => {
    await openBar(memoryStore(someLeads(2), VIEWER), ALL)
    await screen.findByText('Your role can’t change leads')
    expect(screen.queryByRole('button', {name: 'Add tag'})).toBeNull()
    expect(screen.queryByRole('button', {name: 'Export'})).toBeNull()
  })
})
