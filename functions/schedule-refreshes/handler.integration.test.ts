import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {SnapshotRefresh} from '../../core/sanity.types.generated.ts'
import {functionServicesOf} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {removeDisconnected, scheduleRefreshes} from './handler.ts'

const DAY_MS = 86_400_000
const tag = {tag: 'leads.test.schedule'}

describe.each(MODES)('scheduled refreshes ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())
  beforeEach(async () => {
    await stack.settled()
    await stack.client.delete({query: '*[_type == "snapshotRefresh"]'}, tag)
    for (const site of ['artameta', 'bluefern']) {
      await stack.client.createOrReplace(
        {
          _id: `${site}.rule.customers`,
          _type: 'customerSyncRule',
          site,
          mode: 'all',
          redactionLevel: 'counts',
          schedule: site === 'artameta' ? 'daily' : 'manual',
          revision: 1,
        },
        tag,
      )
    }
    await stack.settled()
  })

  async function asked(): Promise<SnapshotRefresh[]> {
    await stack.settled()
    return stack.client.fetch('*[_type == "snapshotRefresh"] | order(_id asc)', {}, tag)
  }

  test('are started once a day by the site’s rule, even by two simultaneous calls', async () => {
    const services = functionServicesOf(stack)
    expect(await Promise.all([scheduleRefreshes(services), scheduleRefreshes(services)])).toEqual([
      1, 1,
    ])
    await scheduleRefreshes(functionServicesOf(stack))
    const [first, ...more] = await asked()
    expect(more).toEqual([])
    expect(first).toMatchObject({site: 'artameta', state: 'queued', way: 'function'})
    expect(first?._id).toContain('artameta.refresh.network.')
    await scheduleRefreshes(functionServicesOf(stack, {aheadMs: DAY_MS}))
    expect(await asked()).toHaveLength(2)
  })

  test('of a site are removed with its snapshots when its store is disconnected', async () => {
    const shopify = {storeDomain: 'one.myshopify.com', accessTokenEnv: 'SHOPIFY_TOKEN_TEST'}
    await stack.client.patch('site.bluefern').set({shopify}).commit(tag)
    await stack.client.patch('site.artameta').unset(['shopify']).commit(tag)
    const ulid = '01M8MV0Q176SB7C5YMK4KRGHXK'
    for (const site of ['artameta', 'bluefern']) {
      await stack.client.create(
        {_id: `${site}.snapshot.${ulid}`, _type: 'shopifyCustomerSnapshot', site},
        tag,
      )
    }
    // What only says that it is another site's is not believed.
    const lying = `bluefern.refresh.${ulid}`
    await stack.client.create({_id: lying, _type: 'snapshotRefresh', site: 'artameta'}, tag)
    await stack.settled()
    expect(await removeDisconnected(functionServicesOf(stack))).toBe(1)
    await stack.settled()
    const left = await stack.client.fetch('*[_type == "shopifyCustomerSnapshot"]._id', {}, tag)
    expect(left).toEqual([`bluefern.snapshot.${ulid}`])
    expect(await stack.client.getDocument(lying, tag)).toBeDefined()
  })

  test('are not started for rules that are off', async () => {
    await stack.client.patch('artameta.rule.customers').set({mode: 'disabled'}).commit(tag)
    await stack.settled()
    expect(await scheduleRefreshes(functionServicesOf(stack))).toBe(0)
  })
})
