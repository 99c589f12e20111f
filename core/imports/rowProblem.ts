import type {ItemProblem} from '../jobs/jobOutcome.ts'
import {isProblemCode, problem, type Problem} from '../problems/problem.ts'
import type {RowProblem} from './importMapping.ts'

/** What is wrong with a row or one of its cells, without its place. The text does not repeat the value. */
export function toProblem({code, values}: Pick<RowProblem, 'code' | 'values'>): Problem {
  return {code: `row.${code}`, ...(values ? {values} : {})}
}

/** The same of a problem that the chunk of an import stores; it may have a code of another release. */
export function storedRowProblem({code, values}: ItemProblem): Problem {
  const full = `row.${code}`
  if (!isProblemCode(full)) return problem('job.recorded', {message: code})
  return {code: full, ...(values ? {values} : {})}
}
