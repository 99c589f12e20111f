import type {z} from 'zod'
import {isPlainProblemCode, isProblemCode, problem} from './problem.ts'
import type {PlainProblemCode, Problem, ProblemCode, ValuesOf} from './problem.ts'

/** Codes of texts that name at most the limit that a schema sets. */
type LimitCode = {
  [Code in ProblemCode]: keyof ValuesOf<Code> extends 'limit' ? Code : never
}[ProblemCode]

/** The error of a schema: the code of a problem takes the place of the message. */
export function inCode(code: LimitCode): {error: LimitCode} {
  return {error: code}
}

/**
 * The problem of an issue of a schema.
 *
 * @param otherwise - for an issue that {@link inCode} gave no code
 */
export function problemOfIssue(issue: z.core.$ZodIssue, otherwise: PlainProblemCode): Problem {
  const {message: code} = issue
  if (isPlainProblemCode(code)) return problem(code)
  if (!isProblemCode(code)) return problem(otherwise)
  const limit =
    issue.code === 'too_big' ? issue.maximum : issue.code === 'too_small' ? issue.minimum : ''
  return {code, values: {limit: Number(limit)}}
}

/** The first problem of a schema's error. */
export function firstProblem(error: z.ZodError, otherwise: PlainProblemCode): Problem {
  const [issue] = error.issues
  return issue ? problemOfIssue(issue, otherwise) : problem(otherwise)
}
