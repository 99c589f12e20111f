import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import {problem} from '../../core/problems/problem.ts'
import {formatProblems, storedText} from '../../core/problems/storedProblems.ts'
import {requestCancel, resumeJob} from '../../core/jobs/jobTransitions.ts'
import {deterministicUlid} from '../../core/people/ulid.ts'
import type {
  CustomerSyncRule,
  ShopifyCustomerSnapshot,
  SnapshotRefresh,
} from '../../core/sanity.types.generated.ts'
import {newRefresh, parseDryRun, type NewRefresh} from '../../core/shopify/refreshJob.ts'
import {SHOP_FAULTS, type ShopFault} from '../../core/shopify/shopFaults.ts'
import {SYNC_CONTROL_ID} from '../../core/shopify/syncControl.ts'
import {
  clientAs,
  functionServicesOf,
  readChain,
  recordTrails,
  diffValues,
} from '../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../local/api/testing/testStack.ts'
import {startTestShop, type TestShop} from '../../local/shop/testing/testShop.ts'
import type {StoreSettingsPatch} from '../../local/shop/storeSettings.ts'
import {refreshSnapshot} from './handler.ts'

/** Everything that was written below a directory. */
async function filesOf(directory: string): Promise<Buffer> {
  const entries = await readdir(directory, {recursive: true, withFileTypes: true})
  const files = entries.filter((entry) => entry.isFile())
  return Buffer.concat(
    await Promise.all(files.map(({parentPath, name}) => readFile(join(parentPath, name)))),
  )
}

const RULE_ID = 'artameta.rule.customers'
const START = Date.parse('2026-11-29T12:00:00Z')
const tag = {tag: 'leads.test.refresh'}

const RULE = {
  _id: RULE_ID,
  _type: 'customerSyncRule' as const,
  site: 'artameta',
  mode: 'all' as const,
  redactionLevel: 'domains' as const,
  cellThreshold: 10,
  approvalReference: 'DPIA-7',
  tenantMayEdit: false,
  revision: 3,
}

const TAGGED_VIP = JSON.stringify({
  version: 1,
  root: {
    combinator: 'and',
    not: false,
    rules: [{field: 'customer.tags', operator: 'anyOf', value: ['vip']}],
  },
})

let made = 0

describe.each(MODES)('a refresh of a customer snapshot ($mode)', ({strict}) => {
  let stack: TestStack
  let shop: TestShop
  /** The clock of the shop. */
  let now = START

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())

  beforeEach(async () => {
    now = START
    await stack.settled()
    for (const type of ['shopifyCustomerSnapshot', 'snapshotRefresh', 'jobChunk']) {
      await stack.client.delete({query: '*[_type == $type]', params: {type}}, tag)
    }
    await stack.client.delete(SYNC_CONTROL_ID, tag)
    await stack.settled()
  })
  afterEach(() => shop.stop())

  async function open(
    options: Parameters<typeof startTestShop>[0] = {},
    rule: Partial<CustomerSyncRule> = {},
  ): Promise<void> {
    shop = await startTestShop({customers: 400, ...options, now: () => now})
    const shopify = {
      storeDomain: shop.domain,
      accessTokenEnv: 'SHOPIFY_TOKEN_TEST',
      apiVersion: '2026-10',
    }
    await stack.client.patch('site.artameta').set({shopify}).commit(tag)
    await stack.client.createOrReplace({...RULE, ...rule}, tag)
  }

  async function ask(more: Partial<NewRefresh> = {}, role = 'artameta-admin'): Promise<string> {
    made += 1
    const rule = await stack.client.getDocument<CustomerSyncRule>(RULE_ID, tag)
    const job = newRefresh({
      site: 'artameta',
      ulid: deterministicUlid(START + made * 1_000, `refresh-${made}`),
      byNetwork: false,
      ruleRev: rule?._rev ?? 'none',
      createdBy: role,
      ...more,
    })
    await clientAs(stack, role).create(job, tag)
    return job._id
  }

  function services(variables: Record<string, string> = {}) {
    return functionServicesOf(stack, {
      variables: {
        LEADS_SHOPIFY_API_HOST: shop.url,
        SHOPIFY_TOKEN_TEST: shop.token,
        ...variables,
      },
    })
  }

  const system = {
    elapsed: () => now,
    random: () => 0.5,
    sleep: async (ms: number) => {
      now += ms
    },
  }

  function run(id: string, own = services()) {
    return refreshSnapshot(own, id, () => 0, system)
  }

  async function job(id: string): Promise<SnapshotRefresh> {
    const found = await stack.client.getDocument<SnapshotRefresh>(id, tag)
    if (!found) throw new Error(`There is no ${id}.`)
    return found
  }

  async function snapshots(): Promise<ShopifyCustomerSnapshot[]> {
    await stack.settled()
    return stack.client.fetch('*[_type == "shopifyCustomerSnapshot"] | order(_id asc)', {}, tag)
  }

  test('counts all customers, rounded, and writes no address, phone number or name', async () => {
    await open({customers: 3_000, hostile: true})
    const id = await ask()
    expect(await run(id)).toBe('finished')
    const ended = await job(id)
    expect(ended.state).toBe('succeeded')
    const [snapshot] = await snapshots()
    const total = snapshot?.totals.customers ?? 0
    expect(total % 10).toBe(0)
    expect(Math.abs(total - 3_000)).toBeLessThan(10)
    expect(snapshot).toMatchObject({
      level: 'domains',
      threshold: 10,
      rule: 'enabled · all · totals, ranges and e-mail domains',
      ruleRevision: 3,
      apiVersion: '2026-10',
      storePlan: expect.any(String),
    })
    expect(snapshot?.states?.length).toBeGreaterThan(1)
    expect(snapshot?.emailDomains?.length).toBeGreaterThan(1)
    expect(snapshot?.cost).toBeGreaterThan(0)
    const written = await filesOf(stack.directory)
    const people = Array.from({length: 3_000}, (_, index) => shop.only.book.customer(index))
    const raw = people.flatMap(({email, phone}) => [email, phone])
    expect(raw.filter((text) => text && written.includes(text))).toEqual([])
    const all = await stack.client.fetch<object[]>('*[]', {}, tag)
    // The exact numbers of the windows are gone, sealed as they were.
    expect(all.filter((each) => '_type' in each && each._type === 'jobChunk')).toEqual([])
  })

  test('counts the customers that match the condition, at every level', async () => {
    await open({customers: 2_000}, {mode: 'condition', conditions: TAGGED_VIP})
    for (const level of ['counts', 'buckets', 'domains', 'summaries'] as const) {
      await stack.client.patch(RULE_ID).set({redactionLevel: level}).commit(tag)
      expect(await run(await ask())).toBe('finished')
    }
    const [counts, buckets, domains, summaries] = await snapshots()
    const {customers = 0, matched = 0} = counts?.totals ?? {}
    expect(matched).toBeGreaterThan(0)
    expect(matched).toBeLessThan(customers)
    expect(counts?.rule).toBe('enabled · condition · totals only · tag equals vip')
    expect(counts?.states).toEqual([])
    expect(buckets?.states?.length).toBeGreaterThan(0)
    expect(buckets?.emailDomains).toEqual([])
    expect(domains?.emailDomains?.length).toBeGreaterThan(0)
    expect(domains?.groups).toEqual([])
    expect(summaries?.groups?.length).toBeGreaterThan(0)
    for (const {count} of summaries?.groups ?? []) expect(count).toBeGreaterThanOrEqual(10)
  })

  test('shows the same figures while few customers are added', async () => {
    await open({customers: 1_000})
    await run(await ask())
    for (let index = 0; index < 3; index += 1) {
      shop.only.book.add(1, Math.floor(now / 1_000))
      now += 1_000
      await run(await ask())
    }
    const figures = (await snapshots()).map(({totals, states, tags, emailDomains}) =>
      JSON.stringify({totals, states, tags, emailDomains}),
    )
    expect(figures).toHaveLength(4)
    expect(new Set(figures).size).toBe(1)
  })

  test('removes the snapshots of the store that the site had before', async () => {
    await open()
    await run(await ask())
    const [first] = await snapshots()
    await stack.client
      .patch(first?._id ?? '')
      .set({storeDomain: 'old.myshopify.com'})
      .commit(tag)
    await stack.settled()
    await run(await ask())
    const [second, ...more] = await snapshots()
    expect(more).toEqual([])
    expect(second?.storeDomain).toBe(shop.domain)
  })

  test('has the same result however often it is interrupted', async () => {
    await open({customers: 24_000, plan: 'plus'})
    const whole = await ask()
    expect(await run(whole)).toBe('finished')
    const cut = await ask()
    let calls = 0
    for (; calls < 200; calls += 1) {
      const own = services()
      const read = own.client.getDocuments.bind(own.client)
      let left = 20 + calls * 60
      vi.spyOn(own.client, 'getDocuments').mockImplementation(async (ids, options) => {
        if (options?.tag === 'leads.refresh.control') left -= 1
        if (left < 0) throw new Error('The process was killed.')
        return read(ids, options)
      })
      const mutate = own.client.mutate.bind(own.client)
      vi.spyOn(own.client, 'mutate').mockImplementation(async (operations, options) => {
        const result = await mutate(operations, options)
        if (options?.tag === 'leads.job.write') throw new Error('The process was killed.')
        return result
      })
      const end = await run(cut, own).catch(() => 'killed')
      if (end === 'finished') break
    }
    expect(calls).toBeGreaterThan(1)
    const [first, second] = await snapshots()
    expect(second?.totals).toEqual(first?.totals)
    expect(second?.states).toEqual(first?.states)
    expect(second?.orderBuckets).toEqual(first?.orderBuckets)
    expect(await job(cut)).toMatchObject({state: 'succeeded', totals: {failed: 0, skipped: 0}})
  })

  test('is recorded in the audit trail, with who asked for it and how it ended', async () => {
    await open()
    const id = await ask()
    await run(id)
    await stack.client.patch(RULE_ID).set({mode: 'disabled', revision: 4}).commit(tag)
    const refused = await ask({byNetwork: true}, 'superadmin')
    await run(refused)
    await recordTrails(stack)
    const told = (await readChain(stack.client, 'artameta')).filter(({target}) =>
      [id, refused].includes(target.id),
    )
    expect(told.map((event) => [event.action, event.actor.id, diffValues(event)])).toEqual([
      ['refresh.created', 'artameta-admin', expect.anything()],
      ['customers.refreshed', 'artameta-admin', {state: 'succeeded'}],
      ['refresh.created', 'superadmin', expect.anything()],
      ['customers.refreshed', 'superadmin', {state: 'failed', fault: 'rule-disabled'}],
    ])
  })

  test('is taken once by two calls at the same time', async () => {
    await open({customers: 6_000, plan: 'plus'})
    const id = await ask()
    await Promise.all([run(id), run(id)])
    expect(await run(id)).toBe('nothing-to-do')
    const taken = await snapshots()
    expect(taken).toHaveLength(1)
    expect(Math.abs((taken[0]?.totals.customers ?? 0) - 6_000)).toBeLessThan(10)
  })

  test('waits for an earlier refresh of the site', async () => {
    await open({customers: 6_000, plan: 'plus'})
    const first = await ask()
    const second = await ask({byNetwork: true}, 'superadmin')
    const meanwhile: Promise<unknown>[] = []
    let asked = 0
    const noticing = {
      ...system,
      fetch: async (...request: Parameters<typeof fetch>) => {
        asked += 1
        if (asked === 20) {
          await stack.settled()
          meanwhile.push(run(second))
        }
        return fetch(...request)
      },
    }
    expect(await refreshSnapshot(services(), first, () => 0, noticing)).toBe('finished')
    await Promise.all(meanwhile)
    expect(await job(second)).toMatchObject({state: 'failed', fault: 'busy'})
    expect(await snapshots()).toHaveLength(1)
  })

  test('stops before the next request when it is cancelled, and can be resumed', async () => {
    await open({customers: 6_000, plan: 'plus'})
    const id = await ask()
    const own = services()
    let asked = 0
    const stopping = {
      ...system,
      fetch: async (...request: Parameters<typeof fetch>) => {
        asked += 1
        if (asked === 6) await stack.client.mutate(requestCancel({_id: id}), tag)
        return fetch(...request)
      },
    }
    expect(await refreshSnapshot(own, id, () => 0, stopping)).toBe('cancelled')
    const stopped = await job(id)
    expect(stopped.state).toBe('cancelled')
    expect(await snapshots()).toEqual([])
    const current = await stack.client.getDocument<SnapshotRefresh>(id, tag)
    if (!current) throw new Error('The job is gone.')
    await stack.client.mutate(resumeJob(current), tag)
    expect(await run(id)).toBe('finished')
    expect(await snapshots()).toHaveLength(1)
  })

  test('is stopped by the pause of the network before the next request', async () => {
    await open()
    const id = await ask()
    await stack.client.createOrReplace(
      {_id: SYNC_CONTROL_ID, _type: 'customerSyncControl', paused: true},
      tag,
    )
    expect(await run(id)).toBe('failed')
    expect(await job(id)).toMatchObject({fault: 'paused'})
    expect(shop.log.operations).toEqual([])
  })

  test.each<[ShopFault, StoreSettingsPatch, Partial<CustomerSyncRule>]>([
    ['scope-excess', {scopes: ['read_customers', 'write_orders']}, {}],
    ['scope-missing', {scopes: []}, {}],
    ['store-frozen', {condition: 'frozen'}, {}],
    ['store-gone', {condition: 'gone'}, {}],
    ['version-other', {answeredVersion: '2027-01'}, {}],
    ['field-not-approved', {customerData: 'no-email-address'}, {}],
    ['data-not-approved', {customerData: 'no-customers'}, {}],
    ['rule-disabled', {}, {mode: 'disabled'}],
    ['rule-unsound', {}, {mode: 'condition'}],
    ['approval-expired', {}, {approvalUntil: '2020-01-01'}],
  ])('fails with the fault %s', async (fault, settings, rule) => {
    await open({settings}, rule)
    const id = await ask()
    expect(await run(id)).toBe('failed')
    const ended = await job(id)
    expect(ended.fault).toBe(fault)
    expect(storedText(ended.failures?.[0]?.reason)).toBe(SHOP_FAULTS[fault])
    expect(await snapshots()).toEqual([])
  })

  test('says which setting is missing', async () => {
    await open()
    const faultWith = async (variables: Record<string, string>) => {
      const id = await ask()
      await run(id, services(variables))
      return (await job(id)).fault
    }
    expect(await faultWith({SHOPIFY_TOKEN_TEST: ''})).toBe('token-missing')
    expect(await faultWith({SHOPIFY_TOKEN_TEST: 'another'})).toBe('token-refused')
    await stack.client
      .patch('site.artameta')
      .set({'shopify.accessTokenEnv': 'LEADS_SECRET'})
      .commit(tag)
    expect(await faultWith({})).toBe('token-unnamed')
    await stack.client.patch('site.artameta').unset(['shopify']).commit(tag)
    expect(await faultWith({})).toBe('store-missing')
    await stack.client.patch(RULE_ID).unset(['approvalReference']).commit(tag)
    expect(await faultWith({})).toBe('approval-missing')
    await stack.client.delete(RULE_ID, tag)
    expect(await faultWith({})).toBe('rule-missing')
  })

  test('waits, with the reason, while the store fails for a moment', async () => {
    await open({settings: {faults: [{fault: {kind: 'status', status: 503}, skip: 3, times: 6}]}})
    const id = await ask()
    expect(await run(id)).toBe('waiting')
    expect(await job(id)).toMatchObject({
      state: 'running',
      waitingFor: formatProblems([problem('unreachable')]),
    })
    expect(await run(id)).toBe('finished')
    expect(await job(id)).toMatchObject({state: 'succeeded'})
  })

  test('fails when the rule changed since it was requested', async () => {
    await open()
    const id = await ask()
    await stack.client.patch(RULE_ID).set({redactionLevel: 'counts'}).commit(tag)
    expect(await run(id)).toBe('failed')
    expect(await job(id)).toMatchObject({fault: 'rule-changed'})
  })

  test('stores the result of a dry run, and takes no snapshot', async () => {
    await open({customers: 2_000})
    const candidate = {mode: 'condition', conditions: TAGGED_VIP}
    const id = await ask({byNetwork: true, dryRun: {candidate}}, 'superadmin')
    expect(await run(id)).toBe('finished')
    const result = parseDryRun((await job(id)).preview)
    expect(result).toMatchObject({fields: expect.arrayContaining(['tags', 'emailDomain'])})
    expect(result?.matched).toBeLessThan(result?.customers ?? 0)
    expect(result?.cost).toBeGreaterThan(0)
    expect(await snapshots()).toEqual([])
    const refused = await ask({dryRun: {candidate}})
    expect(await run(refused)).toBe('failed')
    expect(storedText((await job(refused)).failures?.[0]?.reason)).toContain(
      'Only people who can change',
    )
  })
})
