import {describe, expect, test} from 'vitest'
import {problem} from '../problems/problem.ts'
import {csvText} from '../spreadsheet/csvText.ts'
import {MAPPING_VERSION} from './importMapping.ts'
import type {ImportRows} from './importUndo.ts'
import {
  needsCorrection,
  reportCells,
  reportHeadings,
  reportRows,
  type ReportedChunk,
} from './report.ts'

const FILE: ReportedChunk['file'] = {
  name: 'fair.csv',
  mapping: {
    version: MAPPING_VERSION,
    columns: [
      {heading: 'E-mail', target: {kind: 'field', field: 'email'}},
      {heading: '', target: {kind: 'field', field: 'phone'}},
    ],
  },
}

const DONE: ImportRows = {
  version: 1,
  waiting: [1004],
  skipped: [{id: '1002', problems: [problem('import.repeats', {line: 2})]}],
  failed: [{id: '1001', problems: [problem('row.not-email')]}],
  undo: [{id: '1000', undo: null}],
  labels: {new: ['1000', '1003'], invalid: ['1001'], duplicate: ['1002']},
  notes: [
    {id: '1001', problems: [{code: 'not-email', column: 0}]},
    {id: '1003', problems: [{code: 'not-phone', column: 1}]},
    {id: '1002', about: 'artameta.lead.x'},
  ],
}

const UPLOADED = ['ada@example.com', '=1+1', 'ada@example.com', 'grace@example.com', 'x'].map(
  (email, index) => ({line: index + 2, cells: [email, 'none']}),
)

const chunk: ReportedChunk = {done: DONE, first: 1000, uploaded: UPLOADED, file: FILE}

describe('a report', () => {
  test('shows the result of each row, with line, column and value', () => {
    expect(reportRows(chunk)).toMatchObject([
      {row: 1000, line: 2, label: 'new', remarks: []},
      {
        row: 1001,
        line: 3,
        label: 'invalid',
        remarks: [{column: 'E-mail', value: '=1+1', problem: {code: 'row.not-email'}}],
      },
      {row: 1002, label: 'duplicate', leadId: 'artameta.lead.x', remarks: [{column: null}]},
      {row: 1003, label: 'new', remarks: [{column: '2', value: 'none'}]},
      {row: 1004, label: null, remarks: []},
    ])
  })

  test('writes a file of rows to correct, with escaped cells', () => {
    const rows = reportRows(chunk, needsCorrection)
    const text = csvText([reportHeadings(FILE), ...rows.map((row) => reportCells(row, FILE))])
    expect(text.slice(1).split('\r\n')).toEqual([
      'E-mail,,Why not imported',
      "'=1+1,none,E-mail: This is not one e-mail address.",
      'grace@example.com,none,2: This is not a telephone number of 5 to 15 digits.',
      '',
    ])
  })

  test('shows the result of each row when the rows are purged', () => {
    const rows = reportRows({...chunk, uploaded: null})
    expect(rows.map(({label}) => label)).toEqual(['new', 'invalid', 'duplicate', 'new', null])
    expect(rows[1]).toMatchObject({line: null, cells: [], remarks: [{value: null}]})
  })
})
