import type {z} from 'zod'

/** A parsed instruction of a job, or why it is invalid. */
export type ParsedInstruction<Instruction> =
  | {ok: true; instruction: Instruction}
  | {ok: false; reason: string}

/** Parses the JSON text of a job's instruction by its schema. Never throws. */
export function parseInstruction<Instruction>(
  schema: z.ZodType<Instruction>,
  text: string | null | undefined,
): ParsedInstruction<Instruction> {
  let value: unknown
  try {
    value = JSON.parse(text ?? '')
  } catch {
    return {ok: false, reason: 'What was asked for can’t be read: it is not JSON.'}
  }
  const {data, error} = schema.safeParse(value)
  if (data !== undefined) return {ok: true, instruction: data}
  const [issue] = error?.issues ?? []
  const place = issue && issue.path.length > 0 ? ` (${issue.path.join('.')})` : ''
  return {ok: false, reason: `What was asked for can’t be read${place}: ${issue?.message ?? ''}`}
}
