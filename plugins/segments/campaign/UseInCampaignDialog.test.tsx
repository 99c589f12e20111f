// @vitest-environment jsdom
import {cleanup, fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {
  IN_BASE,
  IS_NEW,
  testDefinition,
  testSegment,
} from '../../audience/testing/audienceStudio.tsx'
import {testLead} from '../../leads/testLeads.ts'
import type {MemoryDocument} from '../../ui/testing/memoryStore.ts'
import {documentTitled, openSegments, testCampaign} from '../testing/openSegments.tsx'

const TAGGED = testDefinition({field: 'tags', operator: 'anyOf', value: ['vip']})
const LEADS = [
  testLead(1),
  testLead(2, {subscription: 'unsubscribed'}),
  testLead(3, {status: 'won', tags: ['vip']}),
  testLead(4, {tags: ['vip'], subscription: 'suppressed'}),
]

async function openDialog(documents: readonly MemoryDocument[]) {
  const store = await openSegments([testSegment('Base', IS_NEW), ...LEADS, ...documents])
  fireEvent.click(await screen.findByRole('button', {name: 'More actions for Base'}))
  fireEvent.click(await screen.findByRole('menuitem', {name: 'Use in campaign…'}))
  const dialog = within(await screen.findByRole('dialog'))
  const existing = () => fireEvent.click(dialog.getByRole('radio', {name: 'An existing campaign'}))
  const sentence = () => dialog.getByTestId('audience-sentence').textContent
  return {store, dialog, existing, sentence}
}

describe('a segment in a new campaign', () => {
  test('has its name and its people, and uses it at once', async () => {
    const {store, dialog, sentence} = await openDialog([])
    const title = dialog.getByLabelText('Title')
    expect(title).toHaveProperty('value', 'Base')
    expect(sentence()).toBe('In segment “Base”.')
    await dialog.findByText('3 leads')
    await dialog.findByText(/^2 of them get no campaigns/)
    fireEvent.change(title, {target: {value: ' '}})
    const create = dialog.getByRole('button', {name: 'Create campaign'})
    expect(create.matches(':disabled')).toBe(true)
    fireEvent.change(title, {target: {value: 'Hello'}})
    fireEvent.click(create)
    await screen.findByText('“Hello” was created as a draft')
    const made = documentTitled(store, 'Hello')
    expect(made).toMatchObject({_type: 'campaign', site: 'alpha', status: 'draft'})
    const link = await screen.findByRole('link', {name: 'Open campaign'})
    expect(link.getAttribute('href')).toContain(`/intent/edit/id=${made?._id};type=campaign`)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    fireEvent.click(await screen.findByRole('button', {name: 'More actions for Base'}))
    fireEvent.click(await screen.findByRole('menuitem', {name: 'Delete…'}))
    await screen.findByText('Campaign “Hello”')
  })

  test('shows why the store refused it, and is created once when retried', async () => {
    const {store, dialog} = await openDialog([])
    const denied = Object.assign(new Error('no'), {statusCode: 403})
    store.failWith('leads.segments.create-campaign', denied)
    fireEvent.click(dialog.getByRole('button', {name: 'Create campaign'}))
    await dialog.findByText(/Your role does not allow this/)
    expect(dialog.getByLabelText('Title')).toHaveProperty('value', 'Base')
    store.failWith('leads.segments.create-campaign', null)
    fireEvent.click(dialog.getByRole('button', {name: 'Create campaign'}))
    await screen.findByRole('link', {name: 'Open campaign'})
    const made = [...store.documents.values()].filter(({_type}) => _type === 'campaign')
    expect(made).toHaveLength(1)
  })
})

describe('a segment in a campaign that is being written', () => {
  test('adds the segment’s people, restricts to them, or replaces the audience', async () => {
    const {store, dialog, existing, sentence} = await openDialog([
      testCampaign('Fair', {audience: TAGGED}),
      testCampaign('Ready one', {status: 'ready', _createdAt: '2026-02-01T00:00:00Z'}),
      testCampaign('Gone out', {status: 'sent'}),
    ])
    existing()
    const list = within(await dialog.findByRole('radiogroup', {name: 'Draft and ready campaigns'}))
    const offered = () => list.getAllByRole('radio').map((radio) => radio.closest('label'))
    expect(offered()[0]?.textContent).toContain('No audience yet')
    expect(offered()[1]?.textContent).toContain('Tagged “vip”.')
    expect(offered()).toHaveLength(2)
    const change = dialog.getByRole('button', {name: 'Change audience'})
    expect(change.matches(':disabled')).toBe(true)

    // A campaign for nobody yet has nothing that the segment could go together with.
    fireEvent.click(list.getByRole('radio', {name: 'Ready one'}))
    expect(sentence()).toBe('In segment “Base”.')
    expect(dialog.queryByRole('radio', {name: 'Add these leads'})).toBeNull()

    fireEvent.click(list.getByRole('radio', {name: 'Fair'}))
    expect(sentence()).toBe('Tagged “vip”, or in segment “Base”.')
    await dialog.findByText('4 leads')
    fireEvent.click(dialog.getByRole('radio', {name: 'Replace with these leads'}))
    expect(sentence()).toBe('In segment “Base”.')
    fireEvent.click(dialog.getByRole('radio', {name: 'Keep only these leads'}))
    expect(sentence()).toBe('Tagged “vip”, and in segment “Base”.')
    await dialog.findByText('1 lead')
    await dialog.findByText(/^1 of them gets no campaigns/)
    fireEvent.click(change)
    await screen.findByText('The audience of “Fair” was changed')
    expect(JSON.parse(String(documentTitled(store, 'Fair')?.['audience']))).toMatchObject({
      root: {combinator: 'and', rules: [{field: 'tags'}, {value: ['alpha.segment.Base']}]},
    })
  })

  test('is searched for, and paged', async () => {
    const many = Array.from({length: 25}, (_, index) =>
      testCampaign(`Letter ${String(index).padStart(2, '0')}`),
    )
    const {dialog, existing} = await openDialog([...many, testCampaign('Fair')])
    existing()
    const more = await dialog.findByRole('button', {name: 'Show more campaigns'})
    const list = within(dialog.getByRole('radiogroup', {name: 'Draft and ready campaigns'}))
    expect(list.getAllByRole('radio')).toHaveLength(20)
    fireEvent.click(more)
    await waitFor(() => expect(list.getAllByRole('radio')).toHaveLength(26))
    const search = dialog.getByLabelText('Search campaigns by title or subject')
    fireEvent.change(search, {target: {value: 'fai'}})
    await waitFor(() => expect(list.getAllByRole('radio')).toHaveLength(1))
    fireEvent.change(search, {target: {value: 'nothing'}})
    await dialog.findByText('No campaigns found matching “nothing”')
  })

  test('is reported missing when the store says so, and otherwise the error is shown', async () => {
    const first = await openDialog([testCampaign('Gone out', {status: 'sent'})])
    first.existing()
    await first.dialog.findByText('No draft or ready campaigns')
    fireEvent.click(first.dialog.getByRole('button', {name: 'Create a campaign'}))
    expect(first.dialog.getByLabelText('Title')).toHaveProperty('value', 'Base')
    cleanup()
    const second = await openDialog([])
    second.store.failWith('leads.segments.campaigns', new Error('network'))
    second.existing()
    await second.dialog.findByText('The campaigns could not be loaded')
    second.store.failWith('leads.segments.campaigns', null)
    fireEvent.click(second.dialog.getByRole('button', {name: 'Try again'}))
    expect(await second.dialog.findByText('No draft or ready campaigns')).toBeTruthy()
  })

  test('shows when the segment is used that way already', async () => {
    const {dialog, existing} = await openDialog([
      testCampaign('Fair', {audience: testDefinition(IN_BASE)}),
    ])
    existing()
    fireEvent.click(await dialog.findByRole('radio', {name: 'Fair'}))
    await dialog.findByText('The campaign already has this audience.')
    const change = dialog.getByRole('button', {name: 'Change audience'})
    expect(change.matches(':disabled')).toBe(true)
  })

  test('that another user changed meanwhile is shown in its current state, and nothing is lost', async () => {
    const {store, dialog, existing, sentence} = await openDialog([
      testCampaign('Fair', {audience: TAGGED}),
    ])
    existing()
    fireEvent.click(await dialog.findByRole('radio', {name: 'Fair'}))
    fireEvent.click(dialog.getByRole('radio', {name: 'Keep only these leads'}))
    const theirs = testDefinition({field: 'status', operator: 'is', value: 'won'})
    store.write([{patch: {id: 'alpha.campaign.Fair', set: {audience: theirs}}}])
    fireEvent.click(dialog.getByRole('button', {name: 'Change audience'}))
    await dialog.findByText(/Somebody else changed the audience of this campaign/)
    expect(documentTitled(store, 'Fair')?.['audience']).toBe(theirs)
    await waitFor(() => expect(sentence()).toBe('Status is Customer, and in segment “Base”.'))
    // A title is no concern of who chooses the people.
    store.write([{patch: {id: 'alpha.campaign.Fair', set: {title: 'Fair again'}}}])
    fireEvent.click(dialog.getByRole('button', {name: 'Change audience'}))
    await screen.findByText('The audience of “Fair again” was changed')
  })

  test('that was sent meanwhile keeps its audience', async () => {
    const {store, dialog, existing} = await openDialog([testCampaign('Fair', {audience: TAGGED})])
    existing()
    fireEvent.click(await dialog.findByRole('radio', {name: 'Fair'}))
    store.write([{patch: {id: 'alpha.campaign.Fair', set: {status: 'sending'}}}])
    fireEvent.click(dialog.getByRole('button', {name: 'Change audience'}))
    await dialog.findByText(/The campaign is being sent/)
    await dialog.findByText('No draft or ready campaigns')
    expect(documentTitled(store, 'Fair')?.['audience']).toBe(TAGGED)
  })
})
