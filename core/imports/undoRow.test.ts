import {expect, test} from 'vitest'
import type {LeadRecord} from '../documents/people.ts'
import {demoSite} from '../testing/demoSite.ts'
import {undoRow, type UndoCase} from './undoRow.ts'

const KEY = 'A'.repeat(26)
const LEAD: LeadRecord = {
  _id: `artameta.lead.${KEY}`,
  _rev: 'r1',
  site: 'artameta',
  email: 'ada@example.com',
  company: 'Imported Ltd.',
  jobTitle: 'Changed since',
  phone: '+49 30 2',
  score: 5,
}

function undoing(fields: (NonNullable<UndoCase['undo']> & {kind: 'updated'})['fields']) {
  return undoRow({
    site: {...demoSite, key: 'artameta'},
    row: 3,
    undo: {
      kind: 'updated',
      key: KEY,
      fields,
      added: {tags: [], lists: [], campaigns: []},
    },
    lead: LEAD,
    subscriber: null,
    transactions: new Set(),
    actor: {kind: 'user', id: 'u1', name: 'Ada'},
    now: '2026-07-01T10:00:00.000Z',
    ids: {activity: '01J0000000000000000000000A'},
  })
}

test('a field that was empty before the import is unset again', () => {
  const outcome = undoing([
    {name: 'company', before: null, after: 'Imported Ltd.'},
    {name: 'score', before: null, after: 5},
    {name: 'phone', before: '+49 30 1', after: '+49 30 2'},
  ])
  expect(outcome).toMatchObject({kind: 'changed', label: 'restored'})
  expect(outcome.kind === 'changed' && outcome.mutations[0]).toMatchObject({
    patch: {set: {phone: '+49 30 1'}, unset: ['company', 'score']},
  })
})

test('a field that somebody changed since the import keeps its value', () => {
  const outcome = undoing([{name: 'jobTitle', before: null, after: 'Imported'}])
  expect(outcome).toMatchObject({kind: 'skipped', label: 'kept', note: {fields: ['jobTitle']}})
})
