import {evaluateSync, parse, toJS} from 'groq-js'
import {describe, expect, it} from 'vitest'
import {nativeCall} from './nativeCall.ts'

describe('nativeCall', () => {
  it('hands evaluated arguments to the function and its result to the query', () => {
    const calls: unknown[][] = []
    const call = nativeCall(
      (...args) => {
        calls.push(args)
        return args
      },
      [parse('a + 1'), parse('@'), parse('missing'), parse('"x"')],
    )
    const value = evaluateSync(call, {root: {a: 1}})
    expect(toJS(value)).toEqual([2, {a: 1}, null, 'x'])
    expect(calls).toEqual([[2, {a: 1}, null, 'x']])
  })

  it('may return nothing, and can be called for each element', () => {
    let count = 0
    const filter = parse('*[true]')
    if (filter.type !== 'Filter') throw new Error('expected a filter')
    const call = nativeCall(
      (value) => {
        count += 1
        return value === 2 ? true : undefined
      },
      [parse('@')],
    )
    const value = evaluateSync({...filter, expr: call}, {dataset: [1, 2, 3]})
    expect(toJS(value)).toEqual([2])
    expect(count).toBe(3)
  })
})
