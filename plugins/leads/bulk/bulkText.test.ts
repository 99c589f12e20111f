import {describe, expect, test} from 'vitest'
import type {BulkReport} from './bulkReport.ts'
import {fieldAction, fieldProblem} from './fieldAction.ts'
import {reasonsOf, resultText} from './BulkResult.tsx'

describe('a field’s new value', () => {
  test.each([
    ['company', '', ' Engines ', {kind: 'setField', field: 'company', value: 'Engines'}],
    ['company', '', ' ', {kind: 'setField', field: 'company', value: ''}],
    ['score', '', '12', {kind: 'setScore', value: 12}],
    ['score', '', '', {kind: 'setScore', value: null}],
    ['custom:size', '', '10', {kind: 'setCustomField', name: 'size', value: '10'}],
    ['other', ' size ', '10', {kind: 'setCustomField', name: 'size', value: '10'}],
    ['other', ' ', '10', null],
    ['score', '', 'x', null],
    ['linkedIn', '', 'example.com', null],
    ['', '', 'x', null],
  ])('%s %s %s', (field, name, value, expected) => {
    expect(fieldAction(field, name, value)).toEqual(expected)
  })

  test('is checked only where there is one', () => {
    expect(fieldProblem('linkedIn', '')).toBeNull()
    expect(fieldProblem('linkedIn', 'www.linkedin.com/in/x')).toBeNull()
    expect(fieldProblem('linkedIn', 'https://example.com/in/x')).toMatchObject({
      code: 'not-linkedin',
    })
    expect(fieldProblem('score', '1e400')).toEqual({code: 'not-number'})
  })
})

describe('how it ended', () => {
  const report: BulkReport = {
    jobId: 'artameta.bulk.x',
    way: 'page',
    action: {kind: 'addTag', tag: 'x'},
    tally: {succeeded: 95, unchanged: 0, skipped: 0, failed: 5},
    left: 0,
    leftIds: [],
    failures: [],
    moreFailures: 0,
    skipped: [],
    canUndo: true,
  }
  const t = (key: string, values?: Record<string, unknown>) => `${key} ${String(values?.['count'])}`

  test('is said in one line without what nobody came to', () => {
    expect(resultText(t, report)).toBe('result.succeeded 95, result.failed 5')
    const nothing = {...report, tally: {succeeded: 0, unchanged: 0, skipped: 0, failed: 0}}
    expect(resultText(t, nothing)).toContain('result.nothing')
  })

  test('lists reasons by how many leads they are about', () => {
    const told = ['a', 'b', 'b'].map((reason, index) => ({id: String(index), reason}))
    expect(reasonsOf(told)).toEqual([
      {reason: 'b', count: 2},
      {reason: 'a', count: 1},
    ])
  })
})
