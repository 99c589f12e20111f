// @vitest-environment jsdom
import {fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test, vi} from 'vitest'
import {openAudit, PERSON, testDraft, testTrail} from './testing/testAudit.tsx'

const SEGMENT = {type: 'segment', id: 'alpha.segment.01ARZ3NDEKTSV4RRFFQ69G5FAV'}

/** Numbers of the events that are drawn, from the top. */
const numbers = () =>
  [...document.querySelectorAll('[data-event]')].map((row) =>
    Number(row.getAttribute('data-event')?.slice(-12)),
  )

function choose(label: string, value: string) {
  fireEvent.change(screen.getByLabelText(label), {target: {value}})
}

describe('the audit trail', () => {
  test('says empty only when the store answered', async () => {
    await openAudit([])
    expect(await screen.findByText('No events yet')).toBeTruthy()
  })

  test('says that the user may not read it', async () => {
    await openAudit(testTrail([testDraft(1)]), {site: 'beta'})
    expect(await screen.findByText('You don’t have access to this audit trail')).toBeTruthy()
    expect(screen.queryByRole('button', {name: 'Verify now'})).toBeNull()
  })

  test('says what failed, and tries again', async () => {
    const store = await openAudit(testTrail([testDraft(1)]), {
      prepare: ({failWith}) => failWith('leads.audit.page', new Error('The lake is away')),
    })
    expect(await screen.findByText('The audit trail could not be loaded')).toBeTruthy()
    store.failWith('leads.audit.page', null)
    fireEvent.click(screen.getByRole('button', {name: 'Try again'}))
    await waitFor(() => expect(numbers()).toEqual([1]))
  })

  test('is a list of sentences, newest first, in pages', async () => {
    const store = await openAudit(
      testTrail(Array.from({length: 120}, (_, index) => testDraft(index))),
    )
    const link = await screen.findAllByText(
      /changed the status of the lead …stuvwxyz from “new” to “won”\./u,
    )
    expect(link.length).toBeGreaterThan(5)
    expect(numbers().slice(0, 3)).toEqual([120, 119, 118])
    const pages = store.requests.filter((tag) => tag === 'leads.audit.page')
    expect(pages.length).toBeLessThan(3)
  })

  test('can be used by keyboard', async () => {
    await openAudit(testTrail([testDraft(1), testDraft(2)]))
    await waitFor(() => expect(numbers()).toEqual([2, 1]))
    fireEvent.click(screen.getByRole('button', {name: 'Skip to the events'}))
    expect(document.activeElement?.getAttribute('data-event')).toBe('alpha.audit.000000000002')
  })

  test('is filtered by actor, action, kind and day, and says when nothing matches', async () => {
    await openAudit(
      testTrail([
        testDraft(1),
        testDraft(2, {actor: {kind: 'visitor'}, action: 'consent.given'}),
        testDraft(3, {target: SEGMENT, action: 'segment.changed'}),
        testDraft(4000),
      ]),
    )
    await waitFor(() => expect(numbers()).toEqual([4, 3, 2, 1]))
    choose('Actor', 'visitor')
    await waitFor(() => expect(numbers()).toEqual([2]))
    choose('Actor', 'id:editor-1')
    await waitFor(() => expect(numbers()).toEqual([4, 3, 1]))
    choose('Target type', 'segment')
    await waitFor(() => expect(numbers()).toEqual([3]))
    choose('Action', 'lead.deleted')
    expect(await screen.findByText('No events found')).toBeTruthy()
    fireEvent.click(screen.getAllByRole('button', {name: 'Show all events'})[0] ?? document.body)
    await waitFor(() => expect(numbers()).toEqual([4, 3, 2, 1]))
    choose('To (Europe/Berlin)', '2026-07-01')
    await waitFor(() => expect(numbers()).toEqual([3, 2, 1]))
  })

  test('accepts ids only, and no text that may be personal', async () => {
    const other = {type: 'lead', id: 'alpha.lead.bbbbbbbbbbbbbbbbbbbbbbbbbb'}
    const subscriber = {type: 'newsletterSubscriber', id: `alpha.subscriber.${PERSON}`}
    const drafts = [testDraft(1), testDraft(2, {target: other}), testDraft(3, {target: subscriber})]
    const store = await openAudit(testTrail(drafts))
    await waitFor(() => expect(numbers()).toEqual([3, 2, 1]))
    const input = screen.getByLabelText('Target ID')
    const before = store.requests.length
    fireEvent.change(input, {target: {value: 'ada@example.com'}})
    fireEvent.keyDown(input, {key: 'Enter'})
    expect(input.getAttribute('aria-invalid')).toBe('true')
    expect(store.requests.length).toBe(before)
    fireEvent.change(input, {target: {value: `alpha.lead.${PERSON}`}})
    fireEvent.keyDown(input, {key: 'Enter'})
    await waitFor(() => expect(numbers()).toEqual([3, 1]))
    expect(screen.getByText(/All events about one person/u)).toBeTruthy()
  })
})

describe('an event', () => {
  const marked = testDraft(2, {
    action: 'lead.fields.changed',
    diff: [
      {
        _key: 'activity',
        path: 'activity',
        after: `alpha.activity.${PERSON}.01ARZ3NDEKTSV4RRFFQ69G5FAV`,
      },
      {_key: 'change-0', path: 'name', before: '[changed #abcdefgh]', after: '[changed #hgfedcba]'},
      {_key: 'change-1', path: 'score', after: '7'},
    ],
  })

  test('opens beside the list with its difference, and closes by key', async () => {
    await openAudit(testTrail([testDraft(1), marked]))
    fireEvent.click(await screen.findByText(/changed fields of the lead …stuvwxyz: name, score/u))
    const panel = await screen.findByRole('complementary', {name: 'Event'})
    const rows = within(panel)
      .getAllByRole('row')
      .map((row) => [...row.children].map((cell) => cell.textContent))
    expect(rows).toContainEqual([
      'name',
      'Value not stored (#abcdefgh)',
      'Value not stored (#hgfedcba)',
    ])
    expect(rows).toContainEqual(['score', 'Nothing', '7'])
    expect(within(panel).getByText(/\(Europe\/Berlin\)\.$/u)).toBeTruthy()
    fireEvent.keyDown(panel, {key: 'Escape'})
    await waitFor(() => expect(screen.queryByRole('complementary', {name: 'Event'})).toBeNull())
  })

  test('opens by its address, unless it belongs to another trail', async () => {
    const eventId = 'alpha.audit.000000000002'
    const beyond = testTrail(Array.from({length: 80}, (_, index) => testDraft(index)))
    await openAudit(beyond, {state: {eventId}})
    const panel = await screen.findByRole('complementary', {name: 'Event'})
    expect(await within(panel).findByText('Evidence')).toBeTruthy()
    fireEvent.click(within(panel).getByRole('button', {name: 'All events by this actor'}))
    await waitFor(() =>
      expect(screen.getByLabelText('Actor')).toHaveProperty('value', 'id:editor-1'),
    )
  })

  test('of another trail is not shown', async () => {
    await openAudit(testTrail([testDraft(1)]), {state: {eventId: 'beta.audit.000000000001'}})
    expect(await screen.findByText('This event is not in this audit trail')).toBeTruthy()
  })
})

describe('verifying', () => {
  test('reports what was checked, up to which event, and what could not be compared', async () => {
    await openAudit(testTrail([testDraft(1), testDraft(2)]))
    fireEvent.click(await screen.findByRole('button', {name: 'Verify now'}))
    const dialog = await screen.findByRole('dialog')
    expect(await within(dialog).findByText(/^2 events were verified\./u)).toBeTruthy()
    expect(within(dialog).getByText(/^Verified up to event 2/u)).toBeTruthy()
    expect(within(dialog).getByText(/^Not compared with the signed checkpoints/u)).toBeTruthy()
    expect(within(dialog).getByText('npm run audit:verify -- --site alpha --shares')).toBeTruthy()
  })

  test('finds what was changed', async () => {
    const [first, second, ...rest] = testTrail([testDraft(1), testDraft(2), testDraft(3)])
    const forged = {
      ...second,
      _id: 'alpha.audit.000000000002',
      _type: 'auditEvent',
      _rev: 'r',
      at: 'x',
    }
    await openAudit([...(first ? [first] : []), forged, ...rest])
    fireEvent.click(await screen.findByRole('button', {name: 'Verify now'}))
    const dialog = await screen.findByRole('dialog')
    expect(await within(dialog).findByText('The trail is broken at event 2.')).toBeTruthy()
  })
})

test('a range is saved with its proof', async () => {
  const saved: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    if (file instanceof Blob) saved.push(file)
    return 'blob:test'
  })
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined)
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  await openAudit(testTrail([testDraft(1), testDraft(2), testDraft(3)]))
  fireEvent.click(await screen.findByRole('button', {name: 'Export…'}))
  const dialog = await screen.findByRole('dialog')
  await within(dialog).findByText('The selected days have events 1 to 3.')
  fireEvent.change(within(dialog).getByLabelText('First event'), {target: {value: '2'}})
  fireEvent.click(within(dialog).getByRole('button', {name: 'Save 2 events'}))
  await within(dialog).findByText('2 events were saved as audit-alpha-2-3.jsonl.')
  const lines = (await saved[0]?.text())?.trim().split('\n')
  expect(lines).toHaveLength(3)
  expect(JSON.parse(lines?.[0] ?? '')).toMatchObject({chain: 'alpha', from: 2, count: 2})
  vi.restoreAllMocks()
})
