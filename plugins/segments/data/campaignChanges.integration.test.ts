import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import {checkAudience} from '../../../core/audience/checkAudience.ts'
import type {AudienceRule} from '../../../core/audience/definition.ts'
import {audienceFields} from '../../../core/audience/fields.ts'
import {audienceToGroq} from '../../../core/audience/toGroq.ts'
import {deterministicUlid} from '../../../core/people/ulid.ts'
import {startTestLake, type TestLake} from '../../../local/lake/testing/testLake.ts'
import {fetchReach} from '../../audience/insight/audienceRequests.ts'
import {ChangeError} from '../../ui/changeStore.ts'
import {commitCampaignAudience, commitNewCampaign, type CampaignWriter} from './campaignChanges.ts'
import {
  BEFORE_ALL,
  fetchCampaign,
  fetchOpenCampaigns,
  type CampaignEntry,
  type CampaignPlace,
} from './campaignsData.ts'
import {fetchSegments, usersOf} from './segmentsData.ts'

const tag = {tag: 'leads.test.campaigns'}
const WON = 'artameta.segment.won'
const source = {site: 'artameta', fields: audienceFields()}
const {signal} = new AbortController()

let lake: TestLake
let admin: SanityClient
let made = 0

function definition(rule: Omit<AudienceRule, 'id'>): string {
  const root = {id: 'root', combinator: 'and', rules: [{id: 'r', ...rule}]}
  return JSON.stringify({version: 1, root})
}

const VIP = definition({field: 'tags', operator: 'anyOf', value: ['vip']})

beforeAll(async () => {
  lake = await startTestLake()
  admin = lake.client('local-superadmin')
})
afterAll(() => lake.stop())
beforeEach(async () => {
  for (const type of ['campaign', 'segment', 'lead']) {
    await admin.delete({query: '*[_type == $type]', params: {type}}, tag)
  }
  await admin.create(
    {
      _id: WON,
      _type: 'segment',
      site: 'artameta',
      title: 'Won',
      definition: definition({field: 'status', operator: 'is', value: 'won'}),
      definitionVersion: 1,
    },
    tag,
  )
})

function ulid(): string {
  made += 1
  return deterministicUlid(Date.UTC(2026, 10, 1), `campaign-${made}`)
}

function as(role: 'editor' | 'viewer'): CampaignWriter {
  return {client: lake.client(`local-artameta-${role}`), source}
}

async function addCampaign(title: string, fields: object = {}): Promise<CampaignEntry> {
  const id = `artameta.campaign.${ulid()}`
  const document = {_id: id, _type: 'campaign', site: 'artameta', title, status: 'draft', ...fields}
  await admin.create(document, tag)
  return stored(id)
}

async function stored(id: string): Promise<CampaignEntry> {
  const found = await fetchCampaign(admin, 'artameta', id)
  if (!found) throw new Error('There is no such campaign.')
  return found
}

/** Does something else just before the next write of a client. */
function beforeNextWrite(client: SanityClient, first: () => Promise<unknown>): void {
  const mutate = client.mutate.bind(client)
  vi.spyOn(client, 'mutate').mockImplementationOnce(async (...args: unknown[]) => {
    await first()
    return Reflect.apply(mutate, client, args)
  })
}

const segment = (id: string) => ({kind: 'segment', id}) as const
const add = {group: segment(WON), use: 'add'} as const

describe('a new campaign', () => {
  test('is stored once, even when retried, and uses the segment at once', async () => {
    const key = ulid()
    const input = {title: 'Thanks', group: segment(WON)}
    const first = await commitNewCampaign(as('editor'), input, key)
    const second = await commitNewCampaign(as('editor'), input, key)
    expect(second).toEqual(first)
    const {id} = first
    expect(await stored(id)).toMatchObject({title: 'Thanks', status: 'draft'})
    const data = await fetchSegments(admin, 'artameta')
    expect(usersOf(WON, data)).toEqual([{kind: 'campaign', id, title: 'Thanks'}])
  })

  test('is not created by viewers, for segments of other sites, or for deleted segments', async () => {
    const input = {title: 'Thanks', group: segment(WON)}
    const denied = commitNewCampaign(as('viewer'), input, ulid())
    await expect(denied).rejects.toMatchObject({statusCode: 403})
    for (const id of ['bluefern.segment.won', 'artameta.segment.gone']) {
      const outcome = commitNewCampaign(as('editor'), {...input, group: segment(id)}, ulid())
      await expect(outcome).rejects.toMatchObject({problems: [{field: 'audience'}]})
    }
    expect(await admin.fetch('count(*[_type == "campaign"])', {}, tag)).toBe(0)
  })
})

describe('another audience of a campaign', () => {
  test('is stored, and storing it again writes nothing', async () => {
    const seen = await addCampaign('Fair', {audience: VIP})
    const outcome = await commitCampaignAudience(as('editor'), seen, add)
    expect(outcome).toMatchObject({title: 'Fair'})
    const after = await stored(seen._id)
    expect(JSON.parse(after.audience ?? '')).toMatchObject({
      root: {combinator: 'or', rules: [{field: 'tags'}, {field: 'segment', value: [WON]}]},
    })
    const again = await commitCampaignAudience(as('editor'), after, add)
    expect(again).toEqual(outcome)
    expect((await stored(seen._id))._rev).toBe(after._rev)
  })

  test('is refused for a campaign that another user changed before or meanwhile', async () => {
    const theirs = definition({field: 'status', operator: 'is', value: 'new'})
    const seen = await addCampaign('Fair', {audience: VIP})
    const change = () => admin.patch(seen._id).set({audience: theirs}).commit(tag)
    const during = as('editor')
    beforeNextWrite(during.client, change)
    await expect(commitCampaignAudience(during, seen, add)).rejects.toThrow(ChangeError)
    await expect(commitCampaignAudience(as('editor'), seen, add)).rejects.toThrow(/Somebody else/)
    expect((await stored(seen._id)).audience).toBe(theirs)
  })

  test('does not overwrite what others change meanwhile', async () => {
    const seen = await addCampaign('Fair', {audience: VIP})
    const editor = as('editor')
    beforeNextWrite(editor.client, () => admin.patch(seen._id).set({title: 'Gala'}).commit(tag))
    const outcome = await commitCampaignAudience(editor, seen, add)
    expect(outcome).toMatchObject({title: 'Gala'})
    expect(await stored(seen._id)).toMatchObject({title: 'Gala'})
    expect((await stored(seen._id)).audience).toContain(WON)
  })

  test('is refused once the campaign is being sent, is gone, or belongs to another site', async () => {
    const seen = await addCampaign('Fair', {audience: VIP})
    await expect(commitCampaignAudience(as('viewer'), seen, add)).rejects.toMatchObject({
      statusCode: 403,
    })
    const sending = as('editor')
    beforeNextWrite(sending.client, () =>
      admin.patch(seen._id).set({status: 'sending'}).commit(tag),
    )
    await expect(commitCampaignAudience(sending, seen, add)).rejects.toMatchObject({
      problems: [{field: 'status', code: 'campaign.sending'}],
    })
    expect((await stored(seen._id)).audience).toBe(VIP)
    await admin.delete(seen._id, tag)
    await expect(commitCampaignAudience(as('editor'), seen, add)).rejects.toThrow(/deleted/)
  })
})

test('open campaigns are paged without gaps, newest first, and found by words', async () => {
  const titles = Array.from({length: 45}, (_, index) => `Letter ${index}`)
  // All at one moment: the id decides.
  const mutations = titles.map((title) => ({
    create: {
      _id: `artameta.campaign.${ulid()}`,
      _type: 'campaign',
      _createdAt: '2026-01-01T00:00:00Z',
      site: 'artameta',
      title,
      subject: title === 'Letter 7' ? 'Seven wonders' : 'Plain',
      status: 'ready',
    },
  }))
  await admin.mutate(mutations, tag)
  await addCampaign('Newest')
  for (const status of ['sending', 'sent', 'cancelled']) await addCampaign(status, {status})
  const {client} = as('viewer')
  const found: string[] = []
  for (let place: CampaignPlace | null = BEFORE_ALL; place;) {
    const page: Awaited<ReturnType<typeof fetchOpenCampaigns>> = await fetchOpenCampaigns(
      client,
      'artameta',
      '',
      place,
      signal,
    )
    found.push(...page.campaigns.map(({title}) => title ?? ''))
    place = page.next
  }
  expect(found[0]).toBe('Newest')
  expect(found.slice(1).toSorted()).toEqual(titles.toSorted())
  const searched = await fetchOpenCampaigns(client, 'artameta', 'wond', BEFORE_ALL, signal)
  expect(searched.campaigns.map(({title}) => title)).toEqual(['Letter 7'])
})

test('the people of a campaign are counted, with those who get no mail', async () => {
  const subscriptions = [
    'none',
    'subscribed',
    'unsubscribed',
    'bounced',
    'suppressed',
    'complained',
  ]
  const mutations = subscriptions.map((subscription, index) => ({
    create: {
      _id: `artameta.lead.${deterministicUlid(0, `lead-${index}`)}`,
      _type: 'lead',
      site: 'artameta',
      email: `person${index}@example.com`,
      status: index === 0 ? 'new' : 'won',
      subscription,
      createdAt: '2026-01-01T00:00:00.000Z',
    },
  }))
  await admin.mutate(mutations, tag)
  const {fields} = source
  const text = definition({field: 'status', operator: 'is', value: 'won'})
  const checked = checkAudience(text, {fields})
  if (!checked.ok) throw new Error('It is not sound.')
  const filter = audienceToGroq(checked.audience, {now: '2026-05-01T00:00:00Z', timeZone: 'UTC'})
  const reach = await fetchReach(as('viewer').client, 'artameta', filter, {
    tag: 'test.reach',
    signal,
  })
  expect(reach).toEqual({total: 5, notMailed: 4})
})
