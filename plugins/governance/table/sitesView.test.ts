import {describe, expect, test} from 'vitest'
import {describeProblems} from '../../../core/problems/problem.ts'
import {rulePreview} from '../../../core/shopify/rulePreview.ts'
import {syncRow, type SiteSync} from '../data/siteSync.ts'
import {FIRST_VIEW, networkFigures, shownSites, type CellTexts} from './sitesView.ts'

const NOW = '2026-11-30T12:00:00.000Z'

function sync(key: string, changes: Partial<SiteSync> = {}): SiteSync {
  return {
    key,
    site: {
      _id: `site.${key}`,
      title: `Shop ${key}`,
      shopify: {storeDomain: `${key}.myshopify.com`, accessTokenEnv: 'SHOPIFY_TOKEN'},
    },
    rule: {
      _id: `${key}.rule.customers`,
      mode: 'all',
      redactionLevel: 'counts',
      approvalReference: 'DPIA',
      revision: 2,
    },
    snapshot: {
      _id: `${key}.snapshot.1`,
      takenAt: '2026-11-30T06:00:00.000Z',
      ruleRevision: 2,
      totals: {customers: 100, matched: 40},
    },
    refresh: null,
    isPartial: false,
    ...changes,
  }
}

const ROWS = [
  sync('alpha'),
  sync('beta', {snapshot: null}),
  sync('gamma', {rule: null, snapshot: null}),
  sync('delta', {
    snapshot: {_id: 'd', takenAt: '2026-11-29T06:00:00.000Z', ruleRevision: 1, totals: {}},
  }),
].map((each) => syncRow(each, NOW, null))

const english: CellTexts = {
  problemText: (...problems) => describeProblems(problems),
  ruleText: rulePreview,
}
const keys = (view: object) =>
  shownSites(ROWS, {...FIRST_VIEW, ...view}, english).map(({key}) => key)

describe('the view of sites', () => {
  test('sorts sites that need attention first', () => {
    expect(keys({})).toEqual(['beta', 'alpha', 'delta', 'gamma'])
  })

  test('filters by status, drift, problem and words', () => {
    expect(keys({filter: 'ok'})).toEqual(['alpha', 'delta'])
    expect(keys({filter: 'drift'})).toEqual(['delta'])
    expect(keys({filter: 'problem'})).toEqual(['beta'])
    expect(keys({search: 'SHOP gamma.my'})).toEqual(['gamma'])
    expect(keys({search: 'nobody'})).toEqual([])
  })

  test('sorts, with what is not known last', () => {
    expect(keys({sort: 'customers'})).toEqual(['alpha', 'beta', 'delta', 'gamma'])
    expect(keys({sort: 'snapshot', isDescending: true})).toEqual([
      'delta',
      'alpha',
      'beta',
      'gamma',
    ])
    expect(keys({sort: 'site', isDescending: true})).toEqual(['gamma', 'delta', 'beta', 'alpha'])
  })

  test('sums what snapshots say', () => {
    expect(networkFigures(ROWS)).toMatchObject({
      sites: 4,
      drifted: 1,
      problems: 1,
      customers: 100,
      matched: 40,
      withoutTotal: 1,
    })
    expect(networkFigures(ROWS).byState.get('ok')).toBe(2)
  })
})
