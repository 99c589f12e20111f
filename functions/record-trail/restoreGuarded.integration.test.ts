import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {deterministicUlid} from '../../core/people/ulid.ts'
import {
  clientAs,
  functionServicesOf,
  readChain,
  recordTrails,
} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {mirrorLead} from '../mirror-subscription/handler.ts'

const tag = {tag: 'leads.test.guards'}
const MANY = 300

// No function is called here: the hosted service drops calls above a rate.
describe.each(MODES)('changes that bypass the rules ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  const idOf = (kind: string, key: string) =>
    `artameta.${kind}.${deterministicUlid(0, `guards-${key}`)}`
  const leadOf = (key: string, subscription: string) => ({
    _id: idOf('lead', key),
    _type: 'lead',
    site: 'artameta',
    email: `${key}@example.com`,
    status: 'new',
    engagement: 'none',
    subscription,
    createdAt: '2026-01-01T00:00:00.000Z',
  })

  test('in any number of leads is corrected by the trail’s writer', async () => {
    const keys = Array.from({length: MANY}, (_, index) => `many-${index}`)
    const [first = '', second = ''] = keys
    const editor = clientAs(stack, 'artameta-editor')
    await editor.mutate(
      keys.map((key) => ({create: leadOf(key, 'none')})),
      {...tag, returnDocuments: false},
    )
    await stack.client.create(
      {
        _id: idOf('subscriber', second),
        _type: 'newsletterSubscriber',
        site: 'artameta',
        email: `${second}@example.com`,
        status: 'unsubscribed',
        consentHistory: [],
      },
      tag,
    )
    const lies = keys.map((key) => ({
      patch: {id: idOf('lead', key), set: {'..subscription': 'subscribed'}},
    }))
    await editor.mutate(lies, {...tag, returnDocuments: false})
    // The function of one of them is called at the same time.
    await Promise.all([
      recordTrails(stack),
      mirrorLead(functionServicesOf(stack), idOf('lead', first)),
    ])
    await stack.settled()
    const states = await stack.client.fetch<{subscription: string; count: number}[]>(
      `[
        {"subscription": "none", "count": count(*[_type == "lead" && subscription == "none"])},
        {"subscription": "unsubscribed",
          "count": count(*[_type == "lead" && subscription == "unsubscribed"])}
      ]`,
      {},
      tag,
    )
    expect(states).toEqual([
      {subscription: 'none', count: MANY - 1},
      {subscription: 'unsubscribed', count: 1},
    ])
    const entries = `count(*[_type == "leadActivity" && actor.id == "mirror-subscription"])`
    expect(await stack.client.fetch(entries, {}, tag)).toBe(MANY)
    const events = `count(*[_type == "auditEvent" && actor.id == "mirror-subscription"])`
    await stack.settled()
    expect(await stack.client.fetch(events, {}, tag)).toBe(MANY)
  })

  test('as the author of a view is restored', async () => {
    const id = idOf('view', 'view')
    const view = {_id: id, _type: 'savedView', site: 'artameta', title: 'Fair'}
    await clientAs(stack, 'artameta-editor').create({...view, createdBy: 'artameta-editor'}, tag)
    const admin = clientAs(stack, 'artameta-admin')
    await admin.patch(id).set({createdBy: 'artameta-admin'}).commit(tag)
    await recordTrails(stack)
    expect(await stack.client.getDocument(id, tag)).toMatchObject({createdBy: 'artameta-editor'})
  })

  test('into a customer sync rule raises its revision, and leaves it valid', async () => {
    const id = 'artameta.rule.customers'
    const superadmin = clientAs(stack, 'superadmin')
    const rule = {
      _id: id,
      _type: 'customerSyncRule',
      site: 'artameta',
      mode: 'all',
      redactionLevel: 'counts',
      tenantMayEdit: true,
      revision: 4,
    }
    await superadmin.create(rule, tag)
    await recordTrails(stack)
    await clientAs(stack, 'artameta-admin').patch(id).set({redactionLevel: 'domains'}).commit(tag)
    await recordTrails(stack)
    expect(await stack.client.getDocument(id, tag)).toMatchObject({revision: 5, mode: 'all'})
    await superadmin.patch(id).set({mode: 'condition', revision: 2}).commit(tag)
    await recordTrails(stack)
    expect(await stack.client.getDocument(id, tag)).toMatchObject({revision: 6, mode: 'disabled'})
    const events = (await readChain(stack.client, 'artameta')).filter(
      ({target}) => target.id === id,
    )
    expect(events.map(({action, actor}) => `${action} ${actor.kind}`)).toEqual([
      'rule.created user',
      'rule.changed user',
      'rule.changed function',
      'rule.changed user',
      'rule.changed function',
    ])
  })

  test('into a published consent text is taken back', async () => {
    const superadmin = clientAs(stack, 'superadmin')
    const published = (await stack.client.getDocument('site.artameta', tag))?.['consentTexts']
    const forged = {'consentTexts[0].text': 'You agreed to everything.'}
    await superadmin.patch('site.artameta').set(forged).commit(tag)
    await recordTrails(stack)
    expect(await stack.client.getDocument('site.artameta', tag)).toMatchObject({
      consentTexts: published,
    })
  })
})
