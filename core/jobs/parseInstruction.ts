import type {z} from 'zod'
import {problem, type Problem} from '../problems/problem.ts'
import {formatProblems, parseProblems} from '../problems/storedProblems.ts'

/** A parsed instruction of a job, or why it is invalid. */
export type ParsedInstruction<Instruction> =
  | {ok: true; instruction: Instruction}
  | {ok: false; problem: Problem}

/** Parses the JSON text of a job's instruction by its schema. Never throws. */
export function parseInstruction<Instruction>(
  schema: z.ZodType<Instruction>,
  text: string | null | undefined,
): ParsedInstruction<Instruction> {
  let value: unknown
  try {
    value = JSON.parse(text ?? '')
  } catch {
    return {ok: false, problem: problem('job.instruction-not-json')}
  }
  const {data, error} = schema.safeParse(value)
  if (data !== undefined) return {ok: true, instruction: data}
  const [issue] = error?.issues ?? []
  const place = issue?.path.join('.') ?? ''
  const [cause = problem('value.unfit')] = parseProblems(issue?.message ?? '')
  const values = {problem: cause}
  return {
    ok: false,
    problem:
      place === ''
        ? problem('job.instruction-invalid', values)
        : problem('job.instruction-invalid-at', {...values, place}),
  }
}

/** Says in a schema's error what is wrong, for {@link parseInstruction}. */
export function instructionIssue(cause: Problem): {code: 'custom'; message: string} {
  return {code: 'custom', message: formatProblems([cause])}
}
