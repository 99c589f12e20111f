import {expect, test} from 'vitest'
import {TEST_SITE} from '../testLeads.ts'
import {askedLead, emptyDraft, isTouched, type LeadDraft} from './leadDraft.ts'

const EMPTY = emptyDraft(TEST_SITE, '2026-07-01')

test('an empty draft asks for a lead of the default status, and leaves the consent open', () => {
  expect(askedLead(EMPTY)).toMatchObject({email: '', status: 'new', lists: [], consent: null})
  expect(askedLead({...EMPTY, agreed: false}).consent).toBe('none')
  expect(askedLead({...EMPTY, agreed: true}).consent).toEqual(EMPTY.consent)
})

test('texts are converted to values', () => {
  const draft: LeadDraft = {...EMPTY, score: ' 2,5 ', tags: 'vip, fair', custom: {seats: '3'}}
  expect(askedLead(draft).fields).toMatchObject({
    name: '',
    score: 2.5,
    tags: ['vip', ' fair'],
    customFields: {seats: '3'},
  })
  expect(askedLead(EMPTY).fields).not.toHaveProperty('score')
  expect(askedLead({...EMPTY, score: 'many'}).fields.score).toBeNaN()
})

test('a draft is dirty when input would be lost', () => {
  expect(isTouched(EMPTY)).toBe(false)
  expect(isTouched({...EMPTY, status: 'won'})).toBe(false)
  expect(isTouched({...EMPTY, texts: {name: 'A'}})).toBe(true)
  expect(isTouched({...EMPTY, agreed: false})).toBe(true)
})
