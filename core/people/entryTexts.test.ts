import {expect, test} from 'vitest'
import {
  ENTRY_TEXTS,
  entryText,
  isEntryCode,
  translatableEntry,
  type EntryNames,
} from './entryTexts.ts'

const NAMES: EntryNames = {
  status: (value) => value.toUpperCase(),
  form: (id) => (id === 'contact' ? 'Contact us' : undefined),
  field: (name) => `the ${name}`,
  list: (names) => names.join(' & '),
}

const details = (values: Record<string, string>) =>
  Object.entries(values).map(([name, value]) => ({name, value}))

test('a text has its code and the English sentence', () => {
  expect(entryText('entry.note.added')).toEqual({code: 'entry.note.added', summary: 'Added a note'})
  expect(entryText('entry.lists.added', {title: 'Fair {{x}}'}).summary).toBe(
    'Added to the list “Fair {{x}}”',
  )
})

test.each([
  ['entry.status.changed', {from: 'new', to: 'won'}, {from: 'NEW', to: 'WON'}],
  ['entry.form.sent', {form: 'contact', page: 'https://a.example'}, {form: 'Contact us'}],
  [
    'entry.fields.changed',
    {'name.from': 'A', 'name.to': 'B', 'size.to': '3'},
    {fields: 'the name & the size'},
  ],
  ['entry.campaigns.removed', {'campaigns.from': 'x', title: 'Spring'}, {title: 'Spring'}],
  ['entry.import.updated', {file: 'people.csv', 'name.to': 'A'}, {file: 'people.csv'}],
  ['entry.lead.deleted', {change: 'deleted'}, {}],
])('%s is said again from the details', (code, values, expected) => {
  expect(translatableEntry({code, details: details(values)}, NAMES)).toEqual({
    key: code,
    values: expected,
  })
})

test('the stored sentence has to do without a known code, or where a value is missing', () => {
  expect(translatableEntry({}, NAMES)).toBeNull()
  expect(translatableEntry({code: 'entry.unheard-of'}, NAMES)).toBeNull()
  expect(translatableEntry({code: 'toString'}, NAMES)).toBeNull()
  const gone = {code: 'entry.form.sent', details: details({form: 'gone'})}
  expect(translatableEntry(gone, NAMES)).toBeNull()
  expect(translatableEntry({code: 'entry.fields.changed', details: null}, NAMES)).toBeNull()
})

test('codes are told from other texts', () => {
  expect(Object.keys(ENTRY_TEXTS).every(isEntryCode)).toBe(true)
  expect(isEntryCode('constructor')).toBe(false)
  expect(isEntryCode(null)).toBe(false)
})
