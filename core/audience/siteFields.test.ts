import {expect, test} from 'vitest'
import type {CustomFieldSources} from '../documents/site.ts'
import {siteCustomFields, siteFields} from './siteFields.ts'

const SITE: CustomFieldSources = {
  customFields: [],
  forms: [
    {
      id: 'contact',
      kind: 'lead',
      fields: [
        {name: 'email', label: 'E-mail', type: 'email'},
        {name: 'first_name', label: 'First name', type: 'string'},
        {name: 'company', label: 'Company', type: 'string'},
        {name: 'seats', label: 'How many seats?', type: 'number'},
        {name: 'message', label: 'Message', type: 'text'},
        {name: 'size', label: 'Team', type: 'string'},
        {name: 'E-mail address', label: 'E-mail', type: 'string'},
        {name: 'firm', label: 'Firm', type: 'string', leadField: 'company'},
      ],
    },
    {
      id: 'demo',
      kind: 'lead',
      fields: [
        {name: 'seats', label: 'Seats', type: 'string'},
        {name: 'trial', label: 'Trial', type: 'boolean'},
      ],
    },
  ],
}

test('fields of forms that a lead has no attribute for are custom fields', () => {
  expect(siteCustomFields(SITE)).toEqual([
    {name: 'seats', title: 'How many seats?', type: 'number'},
    {name: 'size', title: 'Team', type: 'text'},
    {name: 'trial', title: 'Trial', type: 'boolean'},
  ])
})

test('custom fields found on leads are texts, unless a form defines their type', () => {
  const fields = siteFields(SITE, ['seats', 'industry'])
  expect(fields.get('customFields.seats')?.type).toBe('number')
  expect(fields.get('customFields.industry')).toMatchObject({type: 'text', label: 'Industry'})
  expect(fields.get('email')?.group).toBe('person')
})
