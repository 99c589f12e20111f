import {describe, expect, test} from 'vitest'
import {z} from 'zod'
import {REDACTION_LEVELS} from '../shopify/customerTally.ts'
import {SYNC_MODES, SYNC_SCHEDULES} from '../shopify/syncRule.ts'
import {
  describeProblem,
  describeProblems,
  fieldErrors,
  fieldProblem,
  isPlainProblemCode,
  isProblemCode,
  problem,
  recordedProblem,
  type ProblemCode,
} from './problem.ts'
import {PROBLEM_TEXTS} from './problemTexts.ts'
import {firstProblem, inCode} from './zodProblems.ts'

const CODES: readonly ProblemCode[] = Object.keys(PROBLEM_TEXTS).filter(isProblemCode)

function namesIn(text: string): string[] {
  return Array.from(text.matchAll(/\{\{(\w+)(?:, number)?\}\}/gu), ([, name = '']) => name)
}

describe('the text of a problem', () => {
  test.each(CODES)('%s has a value for each of its names', (code) => {
    const names = namesIn(PROBLEM_TEXTS[code])
    const values = Object.fromEntries(names.map((name) => [name, `<${name}>`]))
    const text = describeProblem({code, values})
    expect(text.trim()).not.toBe('')
    expect(text).not.toMatch(/[{}]/u)
    for (const name of names) expect(text).toContain(`<${name}>`)
  })

  test('groups digits only where it says so, and includes other problems', () => {
    expect(describeProblem(problem('value.times-too-many', {limit: 10_000}))).toContain('10,000')
    expect(describeProblem(problem('value.at-most', {limit: 1000}))).toContain(' 1000 ')
    const cause = problem('audience.no-definition')
    expect(describeProblem(problem('audience.broken-segment', {name: '“A”', problem: cause}))).toBe(
      'The segment “A” can’t be used: it has no conditions.',
    )
  })

  test('of several problems is one after the other', () => {
    const all = [problem('lead.gone'), problem('lead.busy')]
    expect(describeProblems(all)).toBe(all.map(describeProblem).join(' '))
  })

  test('that lists choices has all of them', () => {
    const lists = [
      [problem('rule.mode'), SYNC_MODES],
      [problem('rule.level'), REDACTION_LEVELS],
      [problem('rule.schedule'), SYNC_SCHEDULES],
    ] as const
    for (const [listed, choices] of lists) {
      for (const choice of choices) expect(describeProblem(listed)).toContain(choice)
    }
  })
})

test('an endpoint tells the code of a problem with its values beside the English text', () => {
  const tooLong = fieldProblem('note', problem('entry.too-long', {limit: 10_000}))
  const missing = fieldProblem('email', problem('address.missing'))
  expect(fieldErrors([tooLong, missing])).toEqual([
    {
      field: 'note',
      code: 'entry.too-long',
      reason: 'The value is longer than 10,000 characters.',
      values: {limit: 10_000},
    },
    {field: 'email', code: 'address.missing', reason: 'The e-mail address is missing.'},
  ])
})

describe('a recorded text', () => {
  test('leads back to its code where it names no values', () => {
    for (const code of CODES.filter(isPlainProblemCode)) {
      const recorded = recordedProblem(describeProblem(problem(code)))
      expect(PROBLEM_TEXTS[recorded.code]).toBe(PROBLEM_TEXTS[code])
    }
  })

  test('that is not known is kept', () => {
    expect(describeProblem(recordedProblem('It broke.'))).toBe('It broke.')
  })
})

describe('the problem of a schema’s error', () => {
  const schema = z.int(inCode('value.how-many')).max(1000, inCode('value.at-most'))

  test.each([
    ['x', {code: 'value.how-many'}],
    [1001, {code: 'value.at-most', values: {limit: 1000}}],
  ])('names the limit that %j exceeds', (value, expected) => {
    const {error} = schema.safeParse(value)
    expect(error && firstProblem(error, 'value.unfit')).toEqual(expected)
  })

  test('without a code is the one that the caller names', () => {
    const {error} = z.string().safeParse(1)
    expect(error && firstProblem(error, 'value.unfit')).toEqual({code: 'value.unfit'})
  })
})
