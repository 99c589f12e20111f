// @vitest-environment jsdom
import {fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {openTool} from '../testing/openTool.tsx'
import {testLead} from '../testLeads.ts'

const KEY = '0001'
const META = {
  _rev: 'rev-0',
  _createdAt: '2026-01-01T00:00:00Z',
  _updatedAt: '2026-01-01T00:00:00Z',
  site: 'alpha',
}
const SUBSCRIBER = {
  ...META,
  _id: `alpha.subscriber.${KEY}`,
  _type: 'newsletterSubscriber',
  email: 'person1@example.test',
  status: 'subscribed',
  consentHistory: [
    {_key: 'a', event: 'requested', at: '2026-01-01T10:00:00.000Z', method: 'form'},
    {_key: 'b', event: 'confirmed', at: '2026-01-01T11:00:00.000Z', method: 'double-opt-in'},
  ],
}
const suppression = (reason: string, more: object = {}) => ({
  ...META,
  _id: `alpha.suppression.${KEY}`,
  _type: 'suppression',
  reason,
  since: '2026-02-01T10:00:00.000Z',
  ...more,
})
const LEAD = testLead(1, {subscription: 'subscribed'})

async function open(
  documents: Parameters<typeof openTool>[0],
  options: Parameters<typeof openTool>[1] = {},
) {
  const store = await openTool([LEAD, ...documents], {...options, state: {leadId: LEAD._id}})
  const panel = within(await screen.findByRole('complementary', {name: 'Lead'}))
  await panel.findByRole('button', {name: 'Consent evidence'})
  return {store, panel}
}

type Panel = Awaited<ReturnType<typeof open>>['panel']

async function decide(panel: Panel, button: string, confirm: string, reason: string) {
  fireEvent.click(await panel.findByRole('button', {name: button}))
  const dialog = within(await screen.findByRole('dialog'))
  const field = dialog.getByLabelText('Why?')
  await waitFor(() => expect(document.activeElement).toBe(field))
  expect(dialog.getByRole('button', {name: confirm}).hasAttribute('disabled')).toBe(true)
  fireEvent.change(field, {target: {value: reason}})
  fireEvent.click(dialog.getByRole('button', {name: confirm}))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
}

const offered = (panel: Panel) =>
  within(panel.getByRole('group', {name: 'Decisions about e-mail'}))
    .queryAllByRole('button')
    .map((button) => button.textContent)

describe('an administrator', () => {
  test('unsubscribes a person, which shows at once, with actor and reason', async () => {
    const {store, panel} = await open([SUBSCRIBER])
    await decide(panel, 'Unsubscribe…', 'Unsubscribe', 'Asked by telephone.')
    expect(panel.getByText('Unsubscribed, until they confirm a new sign-up')).toBeTruthy()
    await waitFor(() =>
      expect(store.documents.get(SUBSCRIBER._id)).toMatchObject({
        status: 'unsubscribed',
        consentHistory: [{}, {}, {event: 'withdrawn', method: 'admin'}],
      }),
    )
    expect(store.documents.get(`alpha.suppression.${KEY}`)).toMatchObject({reason: 'unsubscribed'})
    expect(store.documents.get(LEAD._id)).toMatchObject({subscription: 'unsubscribed'})
    const entries = [...store.documents.values()].filter(({_type}) => _type === 'leadActivity')
    expect(entries).toMatchObject([
      {kind: 'consent', actor: {kind: 'user', id: 'editor-1'}, leadId: LEAD._id},
    ])
    expect(JSON.stringify(entries)).toContain('Asked by telephone.')
    expect(offered(panel)).toEqual(['Suppress…'])
    const group = panel.getByRole('group', {name: 'Decisions about e-mail'})
    await waitFor(() => expect(document.activeElement).toBe(group))
  })

  test('suppresses a person and lifts it again, without subscribing them', async () => {
    const {store, panel} = await open([SUBSCRIBER])
    await decide(panel, 'Suppress…', 'Suppress', 'Threatened us.')
    expect(panel.getByText('Put on the suppression list by an administrator')).toBeTruthy()
    await waitFor(() => expect(offered(panel)).toEqual(['Lift the suppression…']))
    await waitFor(() =>
      expect(panel.getByRole('button', {name: /^Lift/}).hasAttribute('disabled')).toBe(false),
    )
    await decide(panel, 'Lift the suppression…', 'Lift it', 'It was somebody else.')
    await waitFor(() =>
      expect(store.documents.get(`alpha.suppression.${KEY}`)).toMatchObject({
        reason: 'manual',
        liftedAt: expect.any(String),
      }),
    )
    expect(store.documents.get(SUBSCRIBER._id)).toMatchObject({status: 'unsubscribed'})
    expect(panel.queryByText('Put on the suppression list by an administrator')).toBeNull()
  })

  test('sees that a failed change was reverted', async () => {
    const {store, panel} = await open([SUBSCRIBER])
    store.failWith('leads.change.commit', new Error('the store is full'))
    await decide(panel, 'Suppress…', 'Suppress', 'Threatened us.')
    await screen.findByText('the store is full')
    await screen.findByText('The person was not put on the suppression list')
    expect(panel.queryByText('Put on the suppression list by an administrator')).toBeNull()
    expect(offered(panel)).toEqual(['Unsubscribe…', 'Suppress…'])
    expect(store.documents.get(SUBSCRIBER._id)).toMatchObject({status: 'subscribed'})
    await waitFor(() =>
      expect(panel.getByRole('button', {name: 'Suppress…'}).hasAttribute('disabled')).toBe(false),
    )
    fireEvent.click(panel.getByRole('button', {name: 'Suppress…'}))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByDisplayValue('Threatened us.')).toBeTruthy()
  })

  test('may close the dialog without a change', async () => {
    const {store, panel} = await open([SUBSCRIBER])
    fireEvent.click(await panel.findByRole('button', {name: 'Suppress…'}))
    const dialog = within(await screen.findByRole('dialog'))
    fireEvent.click(dialog.getByRole('button', {name: 'Cancel'}))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(store.requests).not.toContain('leads.consent.read')
  })

  test('cannot lift what the person did themselves', async () => {
    const gone = {...SUBSCRIBER, status: 'unsubscribed'}
    const {panel} = await open([gone, suppression('unsubscribed')])
    await waitFor(() => expect(offered(panel)).toEqual(['Suppress…']))
  })

  test('sees that an objection stays when lifting a complaint', async () => {
    const gone = {...SUBSCRIBER, status: 'complained'}
    const {panel} = await open([gone, suppression('complained')])
    expect(panel.getByText('Marked an e-mail as spam')).toBeTruthy()
    fireEvent.click(await panel.findByRole('button', {name: 'Lift the suppression…'}))
    await screen.findByText(/Because they objected themselves/)
  })

  test('decides again after changes of others', async () => {
    const {store, panel} = await open([SUBSCRIBER])
    store.write([{patch: {id: SUBSCRIBER._id, set: {name: 'Ada'}}}])
    await decide(panel, 'Suppress…', 'Suppress', 'Threatened us.')
    await waitFor(() =>
      expect(store.documents.get(SUBSCRIBER._id)).toMatchObject({
        name: 'Ada',
        status: 'unsubscribed',
      }),
    )
  })
})

test('other users see who may, and have no buttons', async () => {
  const grants = [
    {
      filter: '_id in path("alpha.lead.**") || _id in path("alpha.activity.**")',
      permissions: ['create' as const, 'update' as const],
    },
  ]
  const {panel} = await open([SUBSCRIBER], {grants})
  await panel.findByText(/Administrators of the site can unsubscribe or suppress/)
  expect(panel.queryByRole('group', {name: 'Decisions about e-mail'})).toBeNull()
})
