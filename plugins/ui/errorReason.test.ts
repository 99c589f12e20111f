import {describe, expect, test} from 'vitest'
import {errorReason} from './errorReason.ts'

function failure(statusCode: number, message = 'refused'): Error {
  return Object.assign(new Error(message), {statusCode})
}

describe('errorReason', () => {
  test.each([
    [401, 'denied'],
    [403, 'denied'],
    [409, 'conflict'],
    [429, 'limited'],
    [504, 'timeout'],
    [500, 'other'],
  ])('reads an answer with status %d as %s', (status, kind) => {
    expect(errorReason(failure(status)).kind).toBe(kind)
  })

  test('tells a store that cannot be reached from one that answers', () => {
    expect(errorReason(new Error('Request error while attempting to reach')).kind).toBe('offline')
    expect(errorReason(new TypeError('Failed to fetch')).kind).toBe('offline')
  })

  test('keeps the text of what it does not know', () => {
    expect(errorReason(failure(400, 'expected "]"'))).toEqual({
      kind: 'other',
      reason: 'expected "]"',
    })
    expect(errorReason('odd')).toEqual({kind: 'other', reason: 'odd'})
  })
})
