import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {evaluateGroq, parseGroq} from '../groqNode.ts'
import {compileNativeValue} from './nativeCondition.ts'

const text = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'a-b',
    '2026-03-01T10:00:00Z',
    'Zo\u00eb \u{1F600}',
    '\uD800',
    'x\uDC00y',
    '-',
  ),
  fc.string({unit: 'binary', maxLength: 6}),
)
const value = fc.oneof(
  {weight: 6, arbitrary: text},
  fc.constantFrom<unknown>(null, 1, -0, true, ['a', null], {b: 1}),
)

describe('expressions on texts', () => {
  it.each([
    'length(name)',
    'length(list)',
    'string::split(name, other)',
    'string::split(name, "-")[1]',
    'count(string::split(lower(name), "a"))',
    'string::split(name, "-")[1] + "-" + string::split(string::split(name, "-")[2], "T")[0]',
    'name + "|"',
    '"|" + other',
    'lower(name) + other',
    'select(count(string::split(name, "-")) > 1 => string::split(name, "-")[-1], other)',
    'select(name == other => "same", name > other => name)',
    '[name, other][0]',
    'count([name, null, other][@ > "a"])',
  ])('%s has the value of groq-js', (expression) => {
    const node = parseGroq(expression)
    const read = compileNativeValue(node)
    expect(read).not.toBeNull()
    fc.assert(
      fc.property(value, value, value, (name, other, list) => {
        const root = {name, other, list}
        const expected = evaluateGroq(node, {root})
        expect(read?.(root) ?? null).toEqual(expected ?? null)
      }),
    )
  })
})
