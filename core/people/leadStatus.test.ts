import {describe, expect, test} from 'vitest'
import {demoSite} from '../testing/demoSite.ts'
import {defaultLeadStatus, isLeadStatus, leadStatusTitle} from './leadStatus.ts'

describe('statuses', () => {
  test('come from the site', () => {
    expect(defaultLeadStatus(demoSite)).toBe('new')
    expect(isLeadStatus(demoSite, 'won')).toBe(true)
    expect(isLeadStatus(demoSite, 'toString')).toBe(false)
    expect(leadStatusTitle(demoSite, 'won')).toBe('Customer')
    expect(leadStatusTitle(demoSite, 'gone')).toBe('gone')
  })

  test('have a fallback where the site has none', () => {
    expect(defaultLeadStatus({})).toBe('new')
    expect(isLeadStatus({leadStatuses: null}, 'new')).toBe(true)
    expect(defaultLeadStatus({leadStatuses: [{title: 'broken'}, {value: 'first'}]})).toBe('first')
  })
})
