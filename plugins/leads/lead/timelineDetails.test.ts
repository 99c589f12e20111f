import {expect, test} from 'vitest'
import {problem} from '../../../core/problems/problem.ts'
import {formatProblems} from '../../../core/problems/storedProblems.ts'
import {timelineDetails} from './timelineDetails.ts'

test('a change is one line, even with empty values', () => {
  expect(
    timelineDetails({
      details: [
        {name: 'jobTitle.from', value: 'Clerk'},
        {name: 'jobTitle.to', value: 'Manager'},
        {name: 'phone.to', value: '1'},
        {name: 'tags.from', value: 'vip'},
        {name: 'tags.to', value: ''},
        {name: 'owner.to', value: 'user-1'},
      ],
    }),
  ).toEqual([
    {name: 'jobTitle', from: 'Clerk', to: 'Manager'},
    {name: 'phone', from: '', to: '1'},
    {name: 'tags', from: 'vip', to: ''},
    {name: 'owner', from: '', to: 'user-1'},
  ])
})

test('parts of the sentence, ids and empty values are left out', () => {
  const details = [
    {name: 'from', value: 'new'},
    {name: 'to', value: 'won'},
    {name: 'list', value: 'alpha.list.01ARZ3NDEKTSV4RRFFQ69G5FAV'},
    {name: 'lists.to', value: 'alpha.list.01ARZ3NDEKTSV4RRFFQ69G5FAV'},
    {name: 'title', value: 'Fair'},
    {name: 'change', value: 'created'},
    {name: 'reason', value: null},
    {name: 'link', value: 'https://example.com'},
  ]
  expect(timelineDetails({code: 'entry.lists.added', details})).toEqual([
    {name: 'link', value: 'https://example.com'},
  ])
})

test('why something was not done is a problem, and a sentence of an earlier release stays', () => {
  const problems = [problem('mail.suppressed')]
  expect(timelineDetails({details: [{name: 'why', value: formatProblems(problems)}]})).toEqual([
    {name: 'why', problems},
  ])
  expect(timelineDetails({details: [{name: 'why', value: 'The person bounced.'}]})).toEqual([
    {name: 'why', value: 'The person bounced.'},
  ])
})
