import {describe, expect, test} from 'vitest'
import {describeProblems} from '../problems/problem.ts'
import {syncStatus, type SyncFacts} from './syncStatus.ts'

const NOW = '2026-11-30T12:00:00.000Z'
const RULE = {
  mode: 'all',
  redactionLevel: 'counts',
  cellThreshold: 10,
  approvalReference: 'DPIA-7',
  approvalUntil: '2026-11-30',
  schedule: 'daily',
  tenantMayEdit: false,
  revision: 3,
}
const STORE = {storeDomain: 'alpha.myshopify.com', accessTokenEnv: 'SHOPIFY_ALPHA'}
const SNAPSHOT = {_id: 'alpha.snapshot.1', takenAt: '2026-11-30T06:00:00.000Z', ruleRevision: 3}
const FAILED = {_id: 'alpha.refresh.1', state: 'failed', finishedAt: '2026-11-30T07:00:00.000Z'}

const facts = (changes: Partial<SyncFacts> = {}): SyncFacts => ({
  site: {shopify: STORE, timeZone: 'Europe/Berlin'},
  rule: RULE,
  snapshot: SNAPSHOT,
  refresh: null,
  isPaused: null,
  now: NOW,
  ...changes,
})

describe('the status of a sync', () => {
  test.each([
    ['ok', {}],
    ['off', {rule: null}],
    ['off', {rule: {...RULE, mode: 'disabled'}}],
    ['unsound', {rule: {...RULE, mode: 'condition'}}],
    ['notConfigured', {site: {}}],
    ['notConfigured', {site: {shopify: {...STORE, accessTokenEnv: ''}}}],
    ['notConfigured', {rule: {...RULE, approvalReference: ''}}],
    ['notConfigured', {rule: {...RULE, approvalUntil: '2026-11-29'}}],
    ['notConfigured', {refresh: {...FAILED, fault: 'token-refused'}}],
    ['failed', {refresh: {...FAILED, fault: 'store-frozen'}}],
    ['failed', {refresh: FAILED}],
    ['running', {refresh: {_id: 'alpha.refresh.1', state: 'queued'}}],
    ['never', {snapshot: null}],
    ['stale', {snapshot: {...SNAPSHOT, takenAt: '2026-11-28T20:00:00.000Z'}}],
    ['ok', {refresh: {...FAILED, fault: 'store-frozen', finishedAt: '2026-11-30T05:00:00.000Z'}}],
    // What a refresh said of an approval is past once there is one.
    ['ok', {refresh: {...FAILED, fault: 'approval-missing'}}],
    // A pause that is not seen to be over holds.
    ['failed', {refresh: {...FAILED, fault: 'paused'}}],
    ['failed', {refresh: {...FAILED, fault: 'paused'}, isPaused: true}],
    ['ok', {refresh: {...FAILED, fault: 'paused'}, isPaused: false}],
  ] as const)('is %s', (state, changes) => {
    expect(syncStatus(facts(changes)).state).toBe(state)
  })

  test('says what to do about every problem', () => {
    const wrong = [
      facts({site: {}}),
      facts({snapshot: null}),
      facts({refresh: {...FAILED, fault: 'scope-excess'}}),
      facts({refresh: {...FAILED, failures: [{reason: 'It broke.'}]}}),
      facts({rule: {...RULE, cellThreshold: 2}}),
    ]
    for (const each of wrong) expect(describeProblems(syncStatus(each).problems)).not.toBe('')
    expect(syncStatus(facts()).problems).toEqual([])
  })

  test('detects a snapshot of another rule revision, and its age', () => {
    expect(syncStatus(facts())).toMatchObject({hasDrifted: false, age: 6 * 3_600_000})
    const other = facts({rule: {...RULE, revision: 4}})
    expect(syncStatus(other)).toMatchObject({
      hasDrifted: true,
      rule: {mode: 'all', level: 'counts', audience: null},
    })
    expect(syncStatus(facts({snapshot: null})).hasDrifted).toBe(false)
  })

  test('checks an approval by the day at the site', () => {
    const late = {...RULE, approvalUntil: '2026-11-30'}
    const now = '2026-11-30T23:30:00.000Z'
    expect(syncStatus(facts({rule: late, now})).fault).toBe('approval-expired')
    expect(syncStatus(facts({rule: late, now, site: {shopify: STORE}})).fault).toBe(null)
  })
})
