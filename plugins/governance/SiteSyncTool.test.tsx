// @vitest-environment jsdom
import {fireEvent, screen, waitFor, within} from '@testing-library/react'
import {describe, expect, test} from 'vitest'
import {grantsFor} from '../../core/tenancy/grants.ts'
import {openSite, testRule, testSite, testSnapshot} from './testing/testSync.tsx'

const ADMIN = grantsFor({kind: 'site', site: 'alpha', role: 'admin'})
const EDITOR = grantsFor({kind: 'site', site: 'alpha', role: 'editor'})

const OLDER = {
  totals: {customers: 1000, matched: 250},
  tags: [{_key: 'b', label: 'vip', count: 90}],
  ruleRevision: 1,
  queryHash: 'bb',
}
const SITE = [
  testSite('alpha'),
  testRule('alpha', {tenantMayEdit: true}),
  testSnapshot('alpha', 5),
  testSnapshot('alpha', 30, OLDER),
]

const panel = async (name: string) => within(await screen.findByRole('region', {name}))

describe('a site’s customers', () => {
  test('are shown with status, newest snapshot with charts, and history', async () => {
    await openSite(SITE, {grants: ADMIN})
    const status = await panel('Status')
    expect(status.getByText('Up to date')).toBeTruthy()
    expect(status.getByText('enabled · all · totals and ranges')).toBeTruthy()
    const snapshot = await panel('Newest snapshot')
    expect(await snapshot.findByText('1,200')).toBeTruthy()
    expect(snapshot.getByRole('table', {name: 'Tags'})).toBeTruthy()
    expect(snapshot.getByText(/Incomplete: tags/u)).toBeTruthy()
    const history = await panel('History')
    const difference = within(
      await history.findByRole('table', {name: 'Difference between two snapshots'}),
    )
    expect(difference.getByText('+200')).toBeTruthy()
    expect(difference.getByText('+10')).toBeTruthy()
    expect(history.getByText(/taken under different rules/u)).toBeTruthy()
    expect(history.getByText(/^From 1,000 to 1,200 since/u)).toBeTruthy()
  })

  test('have a rule that administrators may change where allowed, but not make invalid', async () => {
    const store = await openSite(SITE, {grants: ADMIN})
    const rule = await panel('Rule')
    const save = rule.getByRole('button', {name: 'Save rule'})
    expect(save).toHaveProperty('disabled', true)
    fireEvent.click(rule.getByRole('radio', {name: /^Customers that meet a condition/u}))
    expect(await rule.findAllByText('Choose which customers are counted.')).not.toEqual([])
    expect(save).toHaveProperty('disabled', true)
    fireEvent.click(rule.getByRole('radio', {name: /^All customers/u}))
    fireEvent.click(rule.getByRole('radio', {name: /^Totals only/u}))
    expect(rule.getByTestId('rule-preview').textContent).toBe('enabled · all · totals only')
    await waitFor(() => expect(save).toHaveProperty('disabled', false))
    fireEvent.click(save)
    await waitFor(() =>
      expect(store.documents.get('alpha.rule.customers')).toMatchObject({
        redactionLevel: 'counts',
        revision: 3,
      }),
    )
    expect((await screen.findAllByText('Rule changed')).length).toBeGreaterThan(0)
  })

  test('have a condition built from the fields that are read of customers', async () => {
    const store = await openSite(SITE, {grants: ADMIN})
    const rule = await panel('Rule')
    fireEvent.click(rule.getByRole('radio', {name: /^Customers that meet a condition/u}))
    fireEvent.click(await rule.findByRole('button', {name: 'Condition'}))
    fireEvent.click(await rule.findByRole('button', {name: /^Value/u}))
    const typed = await screen.findByRole('combobox', {name: /^Value/u})
    fireEvent.change(typed, {target: {value: 'vip'}})
    fireEvent.keyDown(typed, {key: 'Enter'})
    await waitFor(() =>
      expect(rule.getByTestId('rule-preview').textContent).toBe(
        'enabled · condition · totals and ranges · tag equals vip',
      ),
    )
    fireEvent.click(rule.getByRole('button', {name: 'Save rule'}))
    await waitFor(() =>
      expect(store.documents.get('alpha.rule.customers')?.['mode']).toBe('condition'),
    )
  })

  test('have a rule that is read-only for others, with the reason', async () => {
    await openSite(SITE, {grants: EDITOR})
    const rule = await panel('Rule')
    expect(
      await rule.findByText('Only administrators of the site can change this rule.'),
    ).toBeTruthy()
    expect(rule.queryByRole('button', {name: 'Save rule'})).toBeNull()
    const status = await panel('Status')
    await waitFor(() =>
      expect(status.getByRole('button', {name: 'Refresh now'})).toHaveProperty('disabled', true),
    )
  })

  test('have a rule that only superadmins change', async () => {
    await openSite([testSite('alpha'), testRule('alpha')], {grants: ADMIN})
    const rule = await panel('Rule')
    expect(
      await rule.findByText('Only superadmins can change this rule, in the network workspace.'),
    ).toBeTruthy()
    expect(await screen.findByRole('heading', {name: 'No snapshot yet'})).toBeTruthy()
  })

  test('are counted in a dry run, whose progress and result are shown', async () => {
    const store = await openSite(SITE, {grants: ADMIN})
    const rule = await panel('Rule')
    const start = rule.getByRole<HTMLButtonElement>('button', {name: 'Dry run'})
    await waitFor(() => expect(start.disabled || start.dataset['disabled'] === 'true').toBe(false))
    fireEvent.click(start)
    expect(await rule.findByText('The dry run is running.')).toBeTruthy()
    const job = [...store.documents.values()].find(({_type}) => _type === 'snapshotRefresh')
    expect(job?.['intent']).toContain('"dryRun":true')
    const preview = JSON.stringify({
      customers: 2000,
      matched: null,
      suppressed: ['tag'],
      fields: ['tags', 'state'],
      cost: 120,
      requests: 4,
      durationMs: 2500,
      plan: 'Basic',
    })
    store.write([{patch: {id: job?._id, set: {state: 'succeeded', preview}}}])
    expect(await rule.findByText('2,000')).toBeTruthy()
    expect(rule.getByText('120 points in 4 requests')).toBeTruthy()
    expect(rule.getByText('Too few to show')).toBeTruthy()
  })

  test('are refreshed and the refresh is cancelled', async () => {
    const store = await openSite(SITE, {grants: ADMIN})
    const status = await panel('Status')
    fireEvent.click(status.getByRole('button', {name: 'Refresh now'}))
    fireEvent.click(await status.findByRole('button', {name: 'Cancel'}))
    await waitFor(() =>
      expect(
        [...store.documents.values()].find(({_type}) => _type === 'snapshotRefresh'),
      ).toMatchObject({cancelRequested: true}),
    )
  })

  test('of a site that is gone, or may not be read, show that', async () => {
    await openSite([])
    expect(await screen.findByText('This site does not exist')).toBeTruthy()
  })
})
