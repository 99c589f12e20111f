import {array, assert, constantFrom, oneof, property, string, stringMatching} from 'fast-check'
import {describe, expect, it} from 'vitest'
import {cpuTime} from '../../../../tooling/testing/cpuTime.ts'
import {evaluateGroq, type GroqNode} from '../groqNode.ts'
import {withoutEdgeDots} from './matchPattern.ts'
import {matchPattern} from './matchPattern.ts'

const value = (data: unknown): GroqNode => ({type: 'Value', value: data})

function groqMatch(left: unknown, right: unknown): unknown {
  return evaluateGroq({type: 'OpCall', op: 'match', left: value(left), right: value(right)}, {})
}

function groqScore(left: unknown, right: unknown): unknown {
  const match: GroqNode = {
    type: 'OpCall',
    op: 'match',
    left: {type: 'AccessAttribute', name: 'text'},
    right: value(right),
  }
  const scored = evaluateGroq(
    {type: 'PipeFuncCall', base: value([{text: left}]), name: 'score', args: [match]},
    {},
  )
  return Array.isArray(scored) ? scored[0]._score : null
}

const text = oneof(
  stringMatching(/^[aAbB.* -]{0,12}$/),
  string({
    unit: constantFrom(
      'a',
      'b',
      '.',
      '*',
      ' ',
      'ß',
      'İ',
      'ı',
      'ſ',
      'K',
      'é',
      'É',
      '𝕏',
      '_',
      '\n',
      '@',
    ),
  }),
  string(),
)
const side = oneof(
  text,
  array(text, {maxLength: 3}),
  array(constantFrom<unknown>('a', 1, null)),
  constantFrom<unknown>(null, 1, true, {}),
)

describe('matchPattern', () => {
  it('matches like groq-js', () => {
    assert(
      property(side, side, (left, right) => {
        const pattern = matchPattern(right)
        expect(pattern.matches(left)).toBe(groqMatch(left, right) === true)
        expect(pattern.score(left)).toBe(groqScore(left, right))
      }),
      {numRuns: 3000},
    )
  })

  it.each([
    ['many wildcards', `${'a*'.repeat(400)}b`, 'a'.repeat(100_000)],
    ['wildcards and dots', `*${'.a*'.repeat(300)}b`, 'a'.repeat(2_000)],
    ['nothing but wildcards', '*'.repeat(1_000), 'a'.repeat(100_000)],
    ['dots', 'a', '.'.repeat(1_000_000)],
    ['a pattern of dots', '.'.repeat(1_000_000), 'a'],
  ])('is fast for %s', (_name, pattern, subject) => {
    expect(cpuTime(() => matchPattern(pattern).matches(subject))).toBeLessThan(1_000)
  })
})

describe('withoutEdgeDots', () => {
  it('removes the same dots as groq-js', () => {
    assert(
      property(string({unit: constantFrom('.', 'a', '_', ' ', 'é', '-', '1')}), (subject) => {
        expect(withoutEdgeDots(subject)).toBe(subject.replace(/(\b\.+|\.+\b)/g, ''))
      }),
      {numRuns: 2000},
    )
  })
})
