import {expect, test} from 'vitest'
import {problem} from '../../../core/problems/problem.ts'
import {formatProblems} from '../../../core/problems/storedProblems.ts'
import {timelineDetails} from './timelineDetails.ts'

test('a change is one line, even with empty values', () => {
  expect(
    timelineDetails([
      {name: 'jobTitle.from', value: 'Clerk'},
      {name: 'jobTitle.to', value: 'Manager'},
      {name: 'phone.to', value: '1'},
      {name: 'tags.from', value: 'vip'},
      {name: 'tags.to', value: ''},
      {name: 'owner.to', value: 'user-1'},
    ]),
  ).toEqual([
    {label: 'Job title', from: 'Clerk', to: 'Manager', isUser: false},
    {label: 'Phone', from: '', to: '1', isUser: false},
    {label: 'Tags', from: 'vip', to: '', isUser: false},
    {label: 'Owner', from: '', to: 'user-1', isUser: true},
  ])
})

test('parts of the summary, ids and empty values are left out', () => {
  const details = [
    {name: 'from', value: 'new'},
    {name: 'to', value: 'won'},
    {name: 'list', value: 'alpha.list.01ARZ3NDEKTSV4RRFFQ69G5FAV'},
    {name: 'reason', value: null},
    {name: 'link', value: 'https://example.com'},
  ]
  expect(timelineDetails(details)).toEqual([{label: 'Link', value: 'https://example.com'}])
})

test('why something was not done is a problem, and a sentence of an earlier release stays', () => {
  const problems = [problem('mail.suppressed')]
  expect(timelineDetails([{name: 'why', value: formatProblems(problems)}])).toEqual([
    {label: 'Why', problems},
  ])
  expect(timelineDetails([{name: 'why', value: 'The person bounced.'}])).toEqual([
    {label: 'Why', value: 'The person bounced.'},
  ])
})
