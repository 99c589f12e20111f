import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {PROBLEM_TEXTS} from '../../core/problems/problemTexts.ts'
import {INTAKE_PROBLEM_TEXTS} from '../../core/problems/texts/intakeProblemTexts.ts'
import {MAIL_PROBLEM_TEXTS} from '../../core/problems/texts/mailProblemTexts.ts'

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../docs/form-errors.md'), 'utf8')
const ROWS = Array.from(
  DOCUMENT.matchAll(/^\| `(?<code>[^`]+)`\s*\| (?<text>.+?)\s*\|$/gmu),
  ({groups}) => [groups?.['code'] ?? '', groups?.['text'] ?? ''] as const,
)

test('the documented codes of forms have the texts that the endpoints answer with', () => {
  expect(ROWS.length).toBeGreaterThan(40)
  expect(Object.fromEntries(ROWS)).toEqual(
    Object.fromEntries(
      Object.entries(PROBLEM_TEXTS).filter(([code]) => ROWS.some(([known]) => known === code)),
    ),
  )
})

test('every code that a field of a form can have is documented', () => {
  const documented = new Set(ROWS.map(([code]) => code))
  const own = Object.keys(INTAKE_PROBLEM_TEXTS).filter((code) => !code.startsWith('submission.'))
  const ofAddresses = Object.keys(MAIL_PROBLEM_TEXTS).filter((code) => code.startsWith('address.'))
  expect([...own, ...ofAddresses].filter((code) => !documented.has(code))).toEqual([])
})
