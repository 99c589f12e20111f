import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {SanityClient} from '@sanity/client'
import {personKey, siteSecret} from '../../core/people/keys.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import {
  clientAs,
  functionServicesOf,
  readChain,
  recordTrails,
} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {LOCAL_SECRET} from '../../local/secret.ts'
import {fileAddedLead} from './handler.ts'

const SITE = 'artameta'
const KEY_SECRET = siteSecret(LOCAL_SECRET, SITE, 'person-key')
const tag = {tag: 'leads.test.filing'}

const idOf = (email: string) => `${SITE}.lead.${personKey(KEY_SECRET, email)}`

describe.each(MODES)('leads that were added by hand ($mode)', ({strict}) => {
  let stack: TestStack
  let editor: SanityClient
  let made = 0

  beforeAll(async () => {
    stack = await startTestStack({strict})
    editor = clientAs(stack, `${SITE}-editor`)
  })
  afterAll(() => stack.stop())

  async function add(email: string, more: object = {}): Promise<string> {
    made += 1
    const lead = {
      _id: `${SITE}.lead.${deterministicUlid(1_790_000_000_000 + made, 'filing')}`,
      _type: 'lead',
      site: SITE,
      email,
      name: 'Ada',
      status: 'new',
      engagement: 'none',
      subscription: 'subscribed',
      createdAt: '2001-01-01T00:00:00.000Z',
      source: {kind: 'manual', label: 'Added by hand'},
      ...more,
    }
    await editor.create(lead, {...tag, visibility: 'sync'})
    return lead._id
  }

  const read = (id: string) => stack.client.getDocument(id, tag)

  test('are filed by their address, once, with the author by the history', async () => {
    const added = await add('Ada@example.com')
    const services = functionServicesOf(stack)
    expect(await fileAddedLead(services, added)).toBe('filed')
    expect(await fileAddedLead(services, added)).toBe('nothing-to-do')
    expect(await read(added)).toBeUndefined()
    const lead = await read(idOf('ada@example.com'))
    expect(lead).toMatchObject({
      email: 'ada@example.com',
      name: 'Ada',
      subscription: 'none',
      source: {kind: 'manual'},
    })
    expect(lead?.['createdAt']).not.toMatch(/^2001/u)
    await stack.settled()
    const entries = await stack.client.fetch<object[]>(
      '*[_type == "leadActivity" && leadId == $id]{kind, actor, summary}',
      {id: idOf('ada@example.com')},
      tag,
    )
    expect(entries).toEqual([
      {kind: 'field', actor: {kind: 'user', id: `${SITE}-editor`}, summary: 'Added by hand'},
    ])
  })

  test('of one person, added at once, become one', async () => {
    const twins = [
      await add('twin@example.com', {company: 'One'}),
      await add('twin@example.com', {company: 'Two', phone: '+46 70 123 45 67'}),
    ]
    await Promise.all(twins.map((id) => fileAddedLead(functionServicesOf(stack), id)))
    expect(await Promise.all(twins.map(read))).toEqual([undefined, undefined])
    const lead = await read(idOf('twin@example.com'))
    expect(['One', 'Two']).toContain(lead?.['company'])
    expect(lead).toMatchObject({phone: '+46 70 123 45 67'})
    await stack.settled()
    const kinds = await stack.client.fetch<string[]>(
      '*[_type == "leadActivity" && leadId == $id] | order(kind asc).kind',
      {id: idOf('twin@example.com')},
      tag,
    )
    expect(kinds).toEqual(['field', 'merge'])
  })

  test('do not change leads that were not added by hand, or have an invalid address', async () => {
    const others = [
      await add('form@example.com', {source: {kind: 'form', label: 'Form'}}),
      await add('nobody'),
    ]
    for (const id of [...others, idOf('ada@example.com'), `${SITE}.list.x`, 'x']) {
      const before = await read(id)
      expect(await fileAddedLead(functionServicesOf(stack), id)).toBe('nothing-to-do')
      expect(await read(id)).toEqual(before)
    }
  })

  test('are filed by the trail’s writer where the function was not called', async () => {
    const added = await add('late@example.com')
    await recordTrails(stack)
    expect(await read(added)).toBeUndefined()
    const id = idOf('late@example.com')
    expect(await read(id)).toMatchObject({name: 'Ada'})
    await stack.settled()
    const events = (await readChain(stack.client, SITE)).filter(({target}) =>
      [added, id].includes(target.id),
    )
    expect(events.map(({action, actor, target}) => `${action} ${actor.id} ${target.id}`)).toEqual([
      `lead.created ${SITE}-editor ${added}`,
      `lead.filed ${SITE}-editor ${id}`,
    ])
    expect(events[1]?.diff).toContainEqual(
      expect.objectContaining({path: 'filedFrom', after: added}),
    )
  })
})
