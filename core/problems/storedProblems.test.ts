import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {isProblemCode, problem, type Problem, type ProblemCode} from './problem.ts'
import {PROBLEM_TEXTS} from './problemTexts.ts'
import {
  formatMaskedProblems,
  formatProblems,
  parseProblems,
  readProblems,
  storedText,
} from './storedProblems.ts'

const CODES: readonly ProblemCode[] = Object.keys(PROBLEM_TEXTS).filter(isProblemCode)

const {some} = fc.letrec<{some: Problem}>((tie) => ({
  some: fc.record(
    {
      code: fc.constantFrom(...CODES),
      values: fc.dictionary(
        fc.string({minLength: 1, maxLength: 8}).filter((name) => name !== '__proto__'),
        fc.oneof({maxDepth: 3}, fc.string({maxLength: 300}), fc.integer(), tie('some')),
      ),
    },
    {requiredKeys: ['code'], noNullPrototype: true},
  ),
}))

test('Problems are read back as they were stored', () => {
  fc.assert(
    fc.property(fc.array(some, {maxLength: 5}), (problems) => {
      expect(parseProblems(formatProblems(problems))).toEqual(problems)
    }),
  )
})

test('A sentence of an earlier release is shown as it is', () => {
  expect(storedText('It broke.')).toBe('It broke.')
  expect(storedText('[It broke.')).toBe('[It broke.')
  expect(parseProblems('The list was deleted in the meantime.')).toEqual([problem('list.gone')])
})

test('No text means no problem', () => {
  for (const text of [null, undefined, '', '[]']) {
    expect(parseProblems(text)).toEqual([])
    expect(storedText(text)).toBeNull()
  }
})

test('A code of a later release is shown as it is, and other JSON is a sentence', () => {
  expect(storedText('[{"code":"job.later"}]')).toBe('job.later')
  for (const text of ['[1]', '[{"code":1}]', '[{"code":"lead.gone","values":{"x":null}}]']) {
    expect(readProblems(text)).toBeNull()
    expect(storedText(text)).toBe(text)
  }
})

test('JSON that is nested too deeply is a sentence', () => {
  const deep = '{"code":"job.unrecorded","values":{"problem":'.repeat(20_000)
  expect(parseProblems(`[${deep}`)).toHaveLength(1)
  expect(parseProblems(`[${deep}1${'}}'.repeat(20_000)}]`)).toHaveLength(1)
})

test('Long values are cut, at every depth', () => {
  const cause = problem('export.column-unknown', {column: 'x'.repeat(1000)})
  const text = formatProblems([problem('job.instruction-invalid', {problem: cause})])
  expect(text.length).toBeLessThan(500)
  expect(storedText(text)).toContain('xxx')
})

test('Addresses are masked where servers may repeat them, and the rest is read back', () => {
  const said = problem('mail.not-taken', {
    message: `451 later <ada@example.com> ${'x'.repeat(900)}`,
  })
  const text = formatMaskedProblems([problem('job.unrecorded', {problem: said})])
  expect(text).not.toContain('ada@example.com')
  expect(storedText(text)).toContain('451 later <(address)> xxx')
})
