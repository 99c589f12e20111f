import {expect, test} from 'vitest'
import {newImportDraft, type DraftFile} from '../../../core/imports/importDraft.ts'
import type {OpenedSheet} from './parsing/fileParser.ts'
import {newWizard, wizardReducer, type WizardEvent, type WizardState} from './wizardState.ts'

const sheet = (key: string): OpenedSheet => ({
  key,
  name: `${key}.csv`,
  kind: 'csv',
  encoding: {name: 'utf-8', isSure: true},
  delimiter: {sign: ',', isSure: true},
  hasHeader: true,
  sample: [],
})

const file = (key: string): DraftFile => ({
  key,
  name: `${key}.csv`,
  vendor: null,
  isIncluded: true,
  mapping: {
    version: 1,
    columns: [
      {heading: 'E-mail', target: {kind: 'field', field: 'email'}},
      {heading: 'Note', target: {kind: 'ignore'}},
    ],
  },
  subscription: null,
  timeZone: null,
  listName: null,
  listNames: [],
})

function after(...events: WizardEvent[]): WizardState {
  return events.reduce(wizardReducer, newWizard(newImportDraft('UTC')))
}

const opened: WizardEvent = {
  type: 'opened',
  sheets: [sheet('a'), sheet('b')],
  files: [file('a'), file('b')],
  problems: [],
}

test('files are added to those that are open, and removed with what was chosen for them', () => {
  const more = after(opened, {
    type: 'opened',
    sheets: [sheet('c')],
    files: [file('c')],
    problems: [{name: 'd.zip', code: 'broken'}],
  })
  expect(more.draft.files.map(({key}) => key)).toEqual(['a', 'b', 'c'])
  expect(more.problems).toHaveLength(1)
  const left = wizardReducer(more, {type: 'remove-file', key: 'b'})
  expect(left.draft.files.map(({key}) => key)).toEqual(['a', 'c'])
  expect(Object.keys(left.sheets)).toEqual(['a', 'c'])
})

test('a choice about a column changes that column of that file only', () => {
  const column = {heading: 'Note', target: {kind: 'tags', separator: ','}} as const
  const {draft} = after(opened, {type: 'map-column', key: 'b', index: 1, column})
  expect(draft.files[0]).toEqual(file('a'))
  expect(draft.files[1]?.mapping.columns).toEqual([file('b').mapping.columns[0], column])
})

test('a table that is read again has its columns guessed again', () => {
  const again = {
    ...file('a'),
    mapping: {version: 1 as const, columns: [{heading: 'All', target: {kind: 'ignore' as const}}]},
  }
  const state = after(opened, {
    type: 'read-again',
    sheet: sheet('a'),
    options: {delimiter: ';'},
    file: again,
  })
  expect(state.draft.files[0]).toEqual(again)
  expect(state.sheets['a']?.options).toEqual({delimiter: ';'})
  expect(state.sheets['b']?.options).toEqual({})
})
