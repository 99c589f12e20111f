import {describe, expect, test} from 'vitest'
import {describeProblems} from '../../core/problems/problem.ts'
import {failureOf} from './failure.ts'

function failure(statusCode: number, message = 'refused'): Error {
  return Object.assign(new Error(message), {statusCode})
}

describe('failureOf', () => {
  test.each([
    [401, 'denied'],
    [403, 'denied'],
    [409, 'conflict'],
    [429, 'limited'],
    [504, 'timeout'],
    [500, 'other'],
  ])('reads an answer with status %d as %s', (status, kind) => {
    expect(failureOf(failure(status)).kind).toBe(kind)
  })

  test('distinguishes an unreachable store and an error answer', () => {
    expect(failureOf(new Error('Request error while attempting to reach')).kind).toBe('offline')
    expect(failureOf(new TypeError('Failed to fetch')).kind).toBe('offline')
  })

  test('keeps the text of unknown errors', () => {
    const unknown = failureOf(failure(400, 'expected "]"'))
    expect(unknown.kind).toBe('other')
    expect(describeProblems(unknown.problems)).toBe('expected "]"')
    expect(describeProblems(failureOf('odd').problems)).toBe('odd')
  })
})
