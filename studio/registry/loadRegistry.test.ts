import {expect, test} from 'vitest'
import {siteFixture} from '../../core/testing/siteFixture.ts'
import {isSite} from './loadRegistry.ts'

test('a complete site is valid', () => {
  expect(isSite(siteFixture('acme'))).toBe(true)
})

test.each([
  ['nothing', null],
  ['text', 'site'],
  ['another type', {...siteFixture('acme'), _type: 'lead'}],
  ['a draft', {...siteFixture('acme'), _id: 'drafts.site.acme'}],
  ['a key that its id does not have', {...siteFixture('acme'), key: 'other'}],
  ['a reserved key', siteFixture('network')],
  ['no title', {...siteFixture('acme'), title: undefined}],
  ['no statuses', {...siteFixture('acme'), leadStatuses: undefined}],
])('%s is invalid', (_, value) => {
  expect(isSite(value)).toBe(false)
})
