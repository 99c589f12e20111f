import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {CustomerSyncRule} from '../../../core/sanity.types.generated.ts'
import {SYNC_CONTROL_ID} from '../../../core/shopify/syncControl.ts'
import {readChain, recordTrails} from '../../../local/api/testing/testServices.ts'
import {startTestStack, type TestStack} from '../../../local/api/testing/testStack.ts'

const PATH = '/api/admin/shopify/customer-sync'
const SITES = ['artameta', 'bluefern']
const tag = {tag: 'leads.test.sync-api'}

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())
beforeEach(async () => {
  await stack.client.delete({query: '*[_type in ["snapshotRefresh", "customerSyncControl"]]'}, tag)
  for (const site of SITES) {
    await stack.client
      .patch(`site.${site}`)
      .set({shopify: {storeDomain: `${site}.myshopify.com`, accessTokenEnv: 'SHOPIFY_TOKEN_TEST'}})
      .commit(tag)
    await stack.client.createOrReplace(
      {
        _id: `${site}.rule.customers`,
        _type: 'customerSyncRule',
        site,
        mode: 'all',
        redactionLevel: 'counts',
        cellThreshold: 10,
        approvalReference: 'DPIA-7',
        tenantMayEdit: site === 'bluefern',
        revision: 1,
      },
      tag,
    )
  }
})

async function ask(role: string | null, query = '', body?: unknown) {
  const response = await fetch(`${stack.api.url}${PATH}${query}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(role ? {authorization: `Bearer local-${role}`} : {}),
      ...(body === undefined ? {} : {'content-type': 'application/json'}),
    },
    ...(body === undefined ? {} : {body: JSON.stringify(body)}),
  })
  return {code: response.status, answer: await response.json()}
}

function rule(site: string): Promise<CustomerSyncRule | undefined> {
  return stack.client.getDocument<CustomerSyncRule>(`${site}.rule.customers`, tag)
}

const DOMAINS = {redactionLevel: 'domains'}

describe('who calls', () => {
  test.each([null, 'nobody', ''])('is refused with the token of %j', async (role) => {
    for (const body of [
      undefined,
      {action: 'pause'},
      {action: 'apply', sites: 'all', policy: {}},
    ]) {
      const {code, answer} = await ask(role, '', body)
      expect([code, answer.status]).toEqual([401, 'unauthenticated'])
    }
    expect(await stack.client.getDocument(SYNC_CONTROL_ID, tag)).toBeUndefined()
  })

  test('sees only the sites that the token reaches', async () => {
    const all = await ask('superadmin')
    expect(all.answer).toMatchObject({status: 'ok', data: {paused: false, next: null}})
    expect(all.answer.data.sites.map(({site}: {site: string}) => site)).toEqual(SITES)
    const own = await ask('bluefern-viewer')
    expect(own.answer.data.sites.map(({site}: {site: string}) => site)).toEqual(['bluefern'])
    const other = await ask('bluefern-admin', '?site=artameta')
    expect([other.code, other.answer.status]).toEqual([403, 'forbidden'])
  })
})

describe('the status of a site', () => {
  const statusOf = async (site: string) => (await ask('superadmin', `?site=${site}`)).answer.status

  test('is empty only while no snapshot was taken of a store that is configured', async () => {
    expect(await statusOf('artameta')).toBe('empty')
    const snapshot = {
      _id: 'artameta.snapshot.01M8MV0Q176SB7C5YMK4KRGHXK',
      _type: 'shopifyCustomerSnapshot',
      site: 'artameta',
      takenAt: new Date().toISOString(),
      totals: {customers: 120},
      ruleRevision: 1,
    }
    await stack.client.create(snapshot, tag)
    const {answer} = await ask('superadmin', '?site=artameta')
    expect(answer).toMatchObject({
      status: 'ok',
      data: {state: 'ok', rule: 'enabled · all · totals only', snapshot: {customers: 120}},
    })
    await stack.client.delete(snapshot._id, tag)
  })

  test('says what is not configured, and what has failed', async () => {
    await stack.client.patch('site.artameta').unset(['shopify']).commit(tag)
    const {code, answer} = await ask('superadmin', '?site=artameta')
    expect([code, answer.status]).toEqual([503, 'not_configured'])
    expect(answer.diagnostics[0].code).toBe('customer-sync.store-missing')
    await stack.client.create(
      {
        _id: 'bluefern.refresh.network.01M8MV0Q176SB7C5YMK4KRGHXK',
        _type: 'snapshotRefresh',
        site: 'bluefern',
        state: 'failed',
        fault: 'store-frozen',
        intent: '{}',
      },
      tag,
    )
    expect(await statusOf('bluefern')).toBe('degraded')
  })
})

describe('a policy', () => {
  test('shows what it would change, and changes nothing', async () => {
    const body = {action: 'preview', sites: 'all', policy: DOMAINS}
    const {answer} = await ask('superadmin', '', body)
    expect(answer.status).toBe('ok')
    expect(answer.data.sites[0]).toMatchObject({
      site: 'artameta',
      result: 'change',
      before: 'enabled · all · totals only',
      after: 'enabled · all · totals, ranges and e-mail domains',
    })
    expect(await rule('artameta')).toMatchObject({redactionLevel: 'counts', revision: 1})
  })

  test('is applied with a result for each site, and recorded in the audit trail', async () => {
    await stack.client
      .patch('artameta.rule.customers')
      .set({redactionLevel: 'domains', revision: 2})
      .commit(tag)
    const body = {action: 'apply', sites: [...SITES, 'nowhere'], policy: DOMAINS}
    const {code, answer} = await ask('superadmin', '', body)
    expect([code, answer.status]).toEqual([200, 'degraded'])
    expect(
      answer.data.sites.map(
        ({site, result}: {site: string; result: string}) => `${site} ${result}`,
      ),
    ).toEqual(['artameta same', 'bluefern applied', 'nowhere forbidden'])
    expect(await rule('bluefern')).toMatchObject({redactionLevel: 'domains', revision: 2})
    await recordTrails(stack)
    const told = (await readChain(stack.client, 'bluefern')).filter(
      ({action, actor}) => action === 'rule.changed' && actor.kind === 'user',
    )
    expect(told.at(-1)).toMatchObject({actor: {id: 'superadmin'}})
  })

  test('is applied by a site’s administrator where the rule lets them, and nowhere else', async () => {
    const body = {action: 'apply', sites: 'all', policy: DOMAINS}
    expect((await ask('bluefern-admin', '', body)).answer).toMatchObject({
      status: 'ok',
      data: {sites: [{site: 'bluefern', result: 'applied'}]},
    })
    for (const role of ['artameta-admin', 'bluefern-editor', 'bluefern-viewer']) {
      const {code, answer} = await ask(role, '', body)
      const isSame = answer.data?.sites?.every(({result}: {result: string}) => result === 'same')
      expect(isSame || code === 403).toBe(true)
    }
    expect(await rule('artameta')).toMatchObject({redactionLevel: 'counts'})
  })

  test.each([
    [{mode: 'condition'}, 'conditions'],
    [{cellThreshold: 2}, 'cellThreshold'],
  ])('with an invalid rule is refused with the reason: %j', async (policy, field) => {
    const body = {action: 'apply', sites: ['artameta'], policy}
    const {answer} = await ask('superadmin', '', body)
    expect(answer.data.sites[0]).toMatchObject({result: 'refused', errors: [{field}]})
    expect(await rule('artameta')).toMatchObject({mode: 'all', revision: 1})
  })

  test.each([
    {action: 'explode'},
    {action: 'apply', sites: 'all', policy: {site: 'bluefern'}},
    {action: 'apply', sites: ['*'], policy: {}},
    {action: 'apply', policy: DOMAINS},
  ])('that cannot be read is refused with the field: %j', async (body) => {
    const {code, answer} = await ask('superadmin', '', body)
    expect([code, answer.status]).toEqual([422, 'invalid'])
    expect(answer.errors.length).toBeGreaterThan(0)
  })
})

describe('a refresh and the pause', () => {
  test('is started in the caller’s name, and followed by its id', async () => {
    const {answer} = await ask('superadmin', '', {action: 'refresh', sites: ['artameta']})
    const [{job}] = answer.data.sites
    expect(job).toMatch(/^artameta\.refresh\.network\./u)
    expect(await stack.client.getDocument(job, tag)).toMatchObject({createdBy: 'superadmin'})
    const state = await ask('superadmin', `?job=${job}`)
    expect(state.answer).toMatchObject({status: 'ok', data: {id: job, state: 'queued'}})
    const own = await ask('artameta-admin', '', {action: 'refresh', sites: 'all', dryRun: true})
    expect(own.answer.data.sites[0].job).toMatch(/^artameta\.refresh\.[0-9A-Z]{26}$/u)
    const foreign = await ask('bluefern-admin', `?job=${job}`)
    expect(foreign.code).toBe(404)
    const editor = await ask('artameta-editor', '', {action: 'refresh', sites: 'all'})
    expect([editor.code, editor.answer.status]).toEqual([403, 'forbidden'])
  })

  test('is paused and resumed by superadmins alone', async () => {
    const refused = await ask('artameta-admin', '', {action: 'pause', reason: 'no'})
    expect([refused.code, refused.answer.status]).toEqual([403, 'forbidden'])
    await ask('superadmin', '', {action: 'pause', reason: 'Audit'})
    expect((await ask('superadmin')).answer.data.paused).toBe(true)
    await ask('superadmin', '', {action: 'resume'})
    expect((await ask('superadmin')).answer.data.paused).toBe(false)
  })
})
