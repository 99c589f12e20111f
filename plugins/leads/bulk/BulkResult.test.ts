import {describe, expect, test} from 'vitest'
import {describeProblems, problem} from '../../../core/problems/problem.ts'
import {reasonsOf, resultText} from './BulkResult.tsx'
import type {BulkReport} from './bulkReport.ts'

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

  test('is one line, without counts of zero', () => {
    expect(resultText(t, report)).toBe('result.succeeded 95, result.failed 5')
    const nothing = {...report, tally: {succeeded: 0, unchanged: 0, skipped: 0, failed: 0}}
    expect(resultText(t, nothing)).toContain('result.nothing')
  })

  test('lists reasons by their number of leads', () => {
    const list = ['a', 'b', 'b'].map((message, index) => ({
      id: String(index),
      problems: [problem('store.other', {message})],
    }))
    expect(reasonsOf(list, (...problems) => describeProblems(problems))).toEqual([
      {reason: 'b', count: 2},
      {reason: 'a', count: 1},
    ])
  })
})
