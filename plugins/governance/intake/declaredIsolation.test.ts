import {expect, test} from 'vitest'
import {declaredIsolation} from './declaredIsolation.ts'
import {maskedDomain} from './maskedDomain.ts'
import {readSyncRule} from '../../../core/shopify/syncRule.ts'

test('the declared roles of a site keep to it', async () => {
  await expect(declaredIsolation('alpha', 'beta')).resolves.toMatchObject({status: 'isolated'})
  await expect(declaredIsolation('alpha', null)).resolves.toMatchObject({status: 'isolated'})
})

test('a domain is seen where the site’s rule shows domains, and never more than that', () => {
  const rule = (mode: string, redactionLevel: string) => {
    const read = readSyncRule({mode, redactionLevel})
    return read.ok ? read.rule : null
  }
  expect(maskedDomain(rule('all', 'domains'), 'example.com')).toBe('example.com')
  expect(maskedDomain(rule('all', 'summaries'), 'example.com')).toBe('example.com')
  expect(maskedDomain(rule('all', 'buckets'), 'example.com')).toBe(null)
  expect(maskedDomain(rule('disabled', 'domains'), 'example.com')).toBe(null)
  expect(maskedDomain(null, 'example.com')).toBe(null)
})
