import {expect, test} from 'vitest'
import {readSyncRule} from '../../../core/shopify/syncRule.ts'
import {maskedDomain} from './intake.ts'

test('a domain is shown where the site’s rule allows domains, and never more', () => {
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
