import {useCallback} from 'react'
import {useTranslation, type TFunction} from 'sanity'
import type {FieldProblem, Problem} from '../../core/problems/problem.ts'
import {failureOf, type FailureKind} from './failure.ts'
import {uiLocaleNamespace} from './uiLocale.ts'

function translate(t: TFunction, {code, values = {}}: Problem): string {
  const texts = Object.entries(values).map(([name, value]): [string, string | number] => [
    name,
    typeof value === 'object' ? translate(t, value) : value,
  ])
  return t(code, Object.fromEntries(texts))
}

/** Says problems in the language of the Studio, one sentence after the other. */
export type ProblemText = (...problems: readonly Problem[]) => string

/** @returns what says problems; it stays the same until the language changes */
export function useProblemText(): ProblemText {
  const {t} = useTranslation(uiLocaleNamespace)
  return useCallback((...problems) => problems.map((each) => translate(t, each)).join(' '), [t])
}

/** An error in the language of the Studio, and its kind for deciding what to offer. */
export interface ErrorReason {
  kind: FailureKind
  reason: string
}

/** @returns what says an error; it stays the same until the language changes */
export function useErrorReason(): (error: unknown) => ErrorReason {
  const problemText = useProblemText()
  return useCallback(
    (error) => {
      const {kind, problems} = failureOf(error)
      return {kind, reason: problemText(...problems)}
    },
    [problemText],
  )
}

/** What is wrong with a field, as one text; `null` where nothing is. */
export function textOfField(
  problems: readonly FieldProblem[],
  field: string,
  problemText: ProblemText,
): string | null {
  return problemText(...problems.filter((each) => each.field === field)) || null
}
