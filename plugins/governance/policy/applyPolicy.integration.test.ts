import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {decideRuleChange} from '../../../core/shopify/ruleChange.ts'
import {settingsOf, type RuleSettings} from '../../../core/shopify/ruleSettings.ts'
import {policyDiff} from '../../../core/shopify/rulePolicy.ts'
import {startTestLake, type TestLake} from '../../../local/lake/testing/testLake.ts'
import {LOCAL_DATASET} from '../../../local/ports.ts'
import {fetchRules} from '../data/networkSync.ts'
import {applyPolicy, undoPolicy} from './applyPolicy.ts'
import {writeEach} from '../data/writeEach.ts'

const SITES = Array.from({length: 1000}, (_, number) => `shop-${String(number).padStart(4, '0')}`)
const POLICY = {redactionLevel: 'counts', cellThreshold: 25} as const
/** Sites whose rule has no approval, so that no policy can be applied to it. */
const UNAPPROVED = new Set(SITES.slice(0, 2))

const rule = (site: string) => ({
  _id: `${site}.rule.customers`,
  _type: 'customerSyncRule',
  site,
  mode: 'all',
  redactionLevel: 'buckets',
  cellThreshold: 10,
  ...(UNAPPROVED.has(site) ? {} : {approvalReference: 'DPIA-7'}),
  tenantMayEdit: false,
  revision: 3,
})

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
  lake.store.bulkLoad(LOCAL_DATASET, SITES.map(rule))
})
afterAll(() => lake.stop())

const revisionsOf = async () => {
  const rules = await fetchRules(lake.client('local-superadmin'), SITES)
  return Map.groupBy(rules, (each) => each.rule?.['revision'])
}

describe('an administrator of a site', () => {
  it('saves its rule where superadmins allowed it, and never allows it', async () => {
    const network = lake.client('local-superadmin')
    const own = lake.client('local-bluefern-admin')
    const save = async (changes: Partial<RuleSettings>) => {
      const [target] = await fetchRules(own, ['bluefern'])
      const current = target?.rule ?? null
      const decision = decideRuleChange('bluefern', current, {...settingsOf(current), ...changes})
      if (!decision.ok) throw new Error('The rule is not sound.')
      const {mutations} = decision
      const [written] = await writeEach([{site: 'bluefern', mutations}], {client: own, tag: 'test'})
      return written?.failure?.kind ?? 'saved'
    }
    await network.createOrReplace(rule('bluefern'))
    expect(await save({keepDays: 30})).toBe('denied')
    await network.patch('bluefern.rule.customers').set({tenantMayEdit: true}).commit()
    expect(await save({keepDays: 30})).toBe('saved')
    expect(await save({tenantMayEdit: false})).toBe('denied')
    const stored = await network.getDocument('bluefern.rule.customers')
    expect(stored).toMatchObject({keepDays: 30, revision: 4, tenantMayEdit: true})
    // Whoever writes the trail is told at once.
    expect(await network.getDocument('bluefern.pending.trail')).toBeTruthy()
    await network.delete('bluefern.rule.customers')
  })
})

describe('a policy over a thousand sites', () => {
  it('is applied once to each, and reports failures', async () => {
    const client = lake.client('local-superadmin')
    const shown = policyDiff(await fetchRules(client, SITES), POLICY)
    expect(shown.filter(({kind}) => kind === 'refused').map(({site}) => site)).toEqual([
      ...UNAPPROVED,
    ])
    // Somebody changes one after it was shown.
    const other = SITES[500] ?? ''
    await client.patch(`${other}.rule.customers`).set({keepDays: 30, revision: 4}).commit()

    const began = performance.now()
    const results = await applyPolicy(shown, {client})
    expect(performance.now() - began).toBeLessThan(10_000)

    expect(results.filter(({kind}) => kind === 'applied')).toHaveLength(997)
    expect(results.filter(({kind}) => kind === 'failed')).toEqual([
      {site: other, kind: 'failed', problems: [{code: 'rule.changed-since-preview'}]},
    ])
    const revisions = await revisionsOf()
    // The one that was changed by hand has revision 4, too.
    expect(revisions.get(4)).toHaveLength(998)
    expect(revisions.get(3)?.map(({site}) => site)).toEqual([...UNAPPROVED])

    // Applied again, as when an answer was lost, nothing is written: the rules say that it was done.
    const again = await applyPolicy(shown, {client})
    expect(again.filter(({kind}) => kind === 'applied')).toHaveLength(997)
    expect((await revisionsOf()).get(4)).toHaveLength(998)

    // A retry is for those that failed, as they are now.
    const failed = await fetchRules(client, [other])
    const retried = await applyPolicy(policyDiff(failed, POLICY), {client})
    expect(retried).toMatchObject([{site: other, kind: 'applied'}])

    // Undone, they are as before, but for the one that somebody changed since.
    const changed = SITES[700] ?? ''
    await client.patch(`${changed}.rule.customers`).set({keepDays: 9}).commit()
    const undos = results.flatMap((each) => (each.kind === 'applied' ? [each.undo] : []))
    const undone = await undoPolicy(undos, {client})
    expect(undone.filter(({kind}) => kind === 'undone')).toHaveLength(996)
    expect(undone.filter(({kind}) => kind === 'failed')).toMatchObject([{site: changed}])
    expect((await revisionsOf()).get(5)).toHaveLength(997)
  }, 60_000)

  it('is refused to administrators of one site, whole', async () => {
    const own = lake.client('local-bluefern-admin')
    const shown = policyDiff([{site: 'bluefern', rule: null}], POLICY)
    const results = await applyPolicy(shown, {client: own})
    expect(results).toMatchObject([{site: 'bluefern', kind: 'failed'}])
    const [target] = await fetchRules(lake.client('local-superadmin'), ['bluefern'])
    expect(target?.rule).toBe(null)
  })
})
