import type {z} from 'zod'
import {fieldProblem, problem, type FieldProblem} from '../../core/problems/problem.ts'

/**
 * What the schema of a body for programs says is wrong with it, by members, such as `columns.0`.
 *
 * @param whole - name for the body itself
 */
export function schemaProblems({issues}: z.ZodError, whole: string): FieldProblem[] {
  return issues.map(({path, message}) =>
    fieldProblem(path.join('.') || whole, problem('request.member', {message})),
  )
}
