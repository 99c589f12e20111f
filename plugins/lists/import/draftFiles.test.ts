import {expect, test} from 'vitest'
import type {ColumnMapping} from '../../../core/imports/importMapping.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'
import {draftFile, withMembers} from './draftFiles.ts'
import type {OpenedSheet} from './parsing/fileParser.ts'

const SITE: WorkspaceSite = {
  _id: 'site.artameta',
  key: 'artameta',
  title: 'Artameta',
  status: 'active',
  hosts: [],
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
  planLimit: 1000,
  leadStatuses: [],
  consentTexts: [],
  forms: [],
  allowedOrigins: [],
  _type: 'site',
  _createdAt: '',
  _updatedAt: '',
  _rev: '',
  publicUrl: 'https://artameta.example',
  customFields: [],
}
const MEMBERS = [
  {id: 'p1', name: 'Ida Berg'},
  {id: 'p2', name: 'Bo Holm'},
]
const VALUES = ['Ida Berg', 'Bo Holm']
const SHEET: OpenedSheet = {
  key: 'a',
  name: 'a.csv',
  kind: 'csv',
  encoding: null,
  delimiter: null,
  hasHeader: true,
  sample: [
    ['E-Mail', 'Owner'],
    ['ada@example.com', 'Ida Berg'],
    ['eve@example.com', 'Bo Holm'],
  ].map((cells, index) => ({line: index + 1, cells})),
}

const columnsWith = (members: typeof MEMBERS) => draftFile(SITE, SHEET, members).mapping.columns
const know = (columns: readonly ColumnMapping[]) =>
  withMembers(SITE, SHEET, columns, MEMBERS, (index) => (index === 1 ? VALUES : []))

test('members that come after a file lead to the same columns as members that come before it', () => {
  expect(columnsWith([])).not.toEqual(columnsWith(MEMBERS))
  expect(know(columnsWith([]))).toEqual(columnsWith(MEMBERS))
  expect(know(columnsWith(MEMBERS))).toEqual(columnsWith(MEMBERS))
})

test('what a person chose stays when members come later', () => {
  const [email, owner] = columnsWith([])
  if (!email || !owner) throw new Error('The file has two columns.')
  const tags: ColumnMapping = {...owner, target: {kind: 'custom', name: 'seller', type: 'text'}}
  expect(know([email, tags])).toEqual([email, tags])
  const chosen: ColumnMapping = {
    ...owner,
    target: {kind: 'field', field: 'owner', values: {'bo holm': 'p1'}},
  }
  expect(know([email, chosen])[1]?.target).toEqual({
    kind: 'field',
    field: 'owner',
    values: {'bo holm': 'p1', 'ida berg': 'p1'},
  })
})
