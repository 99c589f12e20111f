import {expect, test} from 'vitest'
import {mutationsByDocument} from '../audit/storeTransaction.ts'
import {guardOf} from './guardsOf.ts'

const KEY = '01jz0000000000000000000000'

function guardAfter(id: string, mutation: Record<string, unknown>) {
  return guardOf(id, mutationsByDocument([mutation]).get(id) ?? null)
}
const patched = (id: string, patch: object) => guardAfter(id, {patch: {id, ...patch}})

test.each([
  ['lead', 'subscription', 'subscription'],
  ['bulk', 'createdBy', 'author'],
  ['view', 'createdBy', 'author'],
  ['export', 'createdBy', 'author'],
  ['import', 'createdBy', 'author'],
])('a write to the field of a %s that only functions may write', (kind, field, guard) => {
  const id = `artameta.${kind}.${KEY}`
  expect(patched(id, {set: {[field]: 'x'}})).toBe(guard)
  expect(patched(id, {unset: [field]})).toBe(guard)
  expect(patched(id, {set: {[`..${field}`]: 'x'}})).toBe(guard)
  expect(patched(id, {set: {[`['${field}']`]: 'x'}})).toBe(guard)
  expect(patched(id, {diffMatchPatch: {[field]: '@@ -1 +1 @@'}})).toBe(guard)
  expect(guardAfter(id, {createOrReplace: {_id: id}})).toBe(guard)
  const moved = mutationsByDocument([{delete: {id}}, {create: {_id: id}}]).get(id)
  expect(guardOf(id, moved ?? null)).toBe(guard)
  expect(patched(id, {set: {title: 'x'}})).toBeNull()
  expect(guardOf(id, null)).toBe(guard)
})

test('a new document, where a grant does not say what its field may hold', () => {
  const created = (kind: string) => {
    const id = `artameta.${kind}.${KEY}`
    return guardAfter(id, {create: {_id: id}})
  }
  expect(created('lead')).toBe('subscription')
  expect(created('bulk')).toBeNull()
})

test('any write to what a lead’s copy is a copy of', () => {
  for (const kind of ['subscriber', 'suppression']) {
    const id = `artameta.${kind}.${KEY}`
    expect(guardAfter(id, {delete: {id}})).toBe('subscription')
    expect(patched(id, {set: {status: 'x'}})).toBe('subscription')
  }
})

test('a write to the consent texts of a site', () => {
  expect(patched('site.artameta', {set: {'consentTexts[0].text': 'x'}})).toBe('consentTexts')
  expect(patched('site.artameta', {set: {title: 'x'}})).toBeNull()
})

test('documents without such a rule', () => {
  expect(patched(`artameta.segment.${KEY}`, {set: {createdBy: 'x'}})).toBeNull()
  expect(patched('drafts.artameta', {set: {subscription: 'x'}})).toBeNull()
})
