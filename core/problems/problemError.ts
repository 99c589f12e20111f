import {describeProblems, type Problem} from './problem.ts'

/** An error that says in problems what is wrong; its message says them in English. */
export class ProblemError<Each extends Problem = Problem> extends Error {
  override readonly name: string = 'ProblemError'
  /** At least one. */
  readonly problems: readonly Each[]

  constructor(problems: readonly Each[], options?: ErrorOptions) {
    super(describeProblems(problems), options)
    this.problems = problems
  }
}
