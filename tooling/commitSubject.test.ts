import {expect, test} from 'vitest'
import {subjectProblem} from './commitSubject.ts'

test.each([
  'feat(leads): sort by phone number',
  'fix: keep the address of a paused site',
  'refactor(core)!: decide about consent in one place',
  `docs: ${'x'.repeat(66)}`,
])('%s is a valid subject', (subject) => {
  expect(subjectProblem(subject)).toBeNull()
})

test.each([
  ['A bulk load prepares documents', 'form'],
  ['feat(leads) sort by phone number', 'form'],
  ['feat(Leads): sort by phone number', 'form'],
  ['feature(leads): sort by phone number', 'none of'],
  ['feat(leads): Sort by phone number', 'capital'],
  ['feat(leads): sort by phone number.', 'full stop'],
  [`docs: ${'x'.repeat(67)}`, '73 characters'],
])('%s is refused with the reason', (subject, reason) => {
  expect(subjectProblem(subject)).toContain(reason)
})
