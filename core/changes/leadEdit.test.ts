import {describe, expect, test} from 'vitest'
import {editLead, type EditedLead, type LeadEdit, type LeadFieldValue} from './leadEdit.ts'

const LEAD: EditedLead = {
  _id: 'alpha.lead.01ARZ3NDEKTSV4RRFFQ69G5FAV',
  _rev: 'r1',
  site: 'alpha',
  status: 'new',
  company: 'Engines',
  tags: ['vip'],
  customFields: [{name: 'hat', value: 'red'}],
}

function edit(
  seen: LeadFieldValue,
  wanted: LeadFieldValue,
  more: Partial<LeadEdit> = {},
): LeadEdit {
  return {
    site: {key: 'alpha', customFields: [], leadStatuses: [{value: 'won', title: 'Won'}]},
    seen,
    wanted,
    actor: {kind: 'user', id: 'u1'},
    now: '2026-03-01T10:00:00.000Z',
    ids: {activity: '01BX5ZZKBKACTAV9WEVGEMMVRZ'},
    ...more,
  }
}

const company = (value: string): LeadFieldValue => ({field: 'company', value})
const tags = (...value: string[]): LeadFieldValue => ({field: 'tags', value})
const hat = (value: string): LeadFieldValue => ({field: 'customFields', name: 'hat', value})

describe('editLead', () => {
  test.each<[LeadFieldValue, LeadFieldValue, unknown]>([
    [company('Engines'), company('  Looms '), 'Looms'],
    [company('Engines'), company(''), ''],
    [tags('vip'), tags('vip', ' b2b '), ['vip', 'b2b']],
    [hat('red'), hat('blue'), 'blue'],
    [{field: 'status', value: 'new'}, {field: 'status', value: 'won'}, 'won'],
  ])('of %j to %j reports what was written', (seen, wanted, written) => {
    expect(editLead(edit(seen, wanted), {lead: LEAD})).toMatchObject({kind: 'changed', written})
  })

  test('writes nothing where the cleaned value is there already', () => {
    const decision = editLead(edit(company('Engines'), company(' Engines ')), {lead: LEAD})
    expect(decision).toMatchObject({kind: 'unchanged', mutations: []})
  })

  test.each<[LeadFieldValue, LeadFieldValue, unknown]>([
    [company('Old'), company('Mine'), 'Engines'],
    [tags(), tags('mine'), ['vip']],
    [hat(''), hat('blue'), 'red'],
  ])('is overtaken when %j is not there any more', (seen, wanted, now) => {
    expect(editLead(edit(seen, wanted), {lead: LEAD})).toEqual({
      kind: 'overtaken',
      mutations: [],
      now,
      by: null,
    })
  })

  test('names who changed the status only where the timeline has that change', () => {
    const wanted = edit({field: 'status', value: 'open'}, {field: 'status', value: 'won'})
    const by = (to: string) => editLead(wanted, {lead: LEAD, statusChange: {by: 'u2', to}})
    expect(by('new')).toMatchObject({kind: 'overtaken', by: 'u2'})
    expect(by('lost')).toMatchObject({kind: 'overtaken', by: null})
  })

  test('distinguishes a missing lead and a refusal by the rules', () => {
    const wanted = edit({field: 'status', value: 'new'}, {field: 'status', value: 'sold'})
    expect(editLead(wanted, {lead: null}).kind).toBe('gone')
    expect(editLead(wanted, {lead: LEAD})).toMatchObject({
      kind: 'refused',
      problems: [{field: 'status'}],
    })
  })

  test('restores by the same rule', () => {
    const back = (seen: string) =>
      editLead(edit(company(seen), company('Old'), {isUndo: true}), {lead: LEAD}).kind
    expect(back('Engines')).toBe('changed')
    expect(back('Mine')).toBe('overtaken')
  })
})
