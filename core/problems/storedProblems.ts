import {z} from 'zod'
import {parseJsonText} from '../documents/parseJsonText.ts'
import {maskAddresses} from '../people/cleanText.ts'
import {
  describeProblems,
  isProblemCode,
  recordedProblem,
  type Problem,
  type ProblemValue,
} from './problem.ts'

/** Longest value that is stored, in UTF-16 code units: values may be names that people typed. */
const MAX_VALUE_LENGTH = 300

const Stored: z.ZodType<Problem> = z.lazy(() =>
  z
    .object({
      code: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number(), Stored])).optional(),
    })
    .transform(({code, values}): Problem => {
      if (!isProblemCode(code)) return recordedProblem(code)
      return values ? {code, values} : {code}
    }),
)

/** Schema of problems in JSON. A code that this release does not have stands for itself. */
export const StoredProblems = z.array(Stored)

function shorten(value: ProblemValue): ProblemValue {
  if (typeof value === 'string') return value.slice(0, MAX_VALUE_LENGTH)
  return typeof value === 'number' ? value : toStoredProblem(value)
}

/** A problem as documents store it: its code and values, of which long texts are cut. */
export function toStoredProblem({code, values}: Problem): Problem {
  if (!values) return {code}
  const short = Object.entries(values).map(([name, value]) => [name, shorten(value)] as const)
  return {code, values: Object.fromEntries(short)}
}

/**
 * The text that a document stores of problems: JSON, which {@link parseProblems} reads. Readers
 * translate the codes.
 */
export function formatProblems(problems: readonly Problem[]): string {
  return JSON.stringify(problems.map(toStoredProblem))
}

function maskValue(value: ProblemValue): ProblemValue {
  if (typeof value === 'string') return maskAddresses(value, MAX_VALUE_LENGTH)
  return typeof value === 'number' ? value : maskProblem(value)
}

function maskProblem({code, values}: Problem): Problem {
  if (!values) return {code}
  const masked = Object.entries(values).map(([name, value]) => [name, maskValue(value)] as const)
  return {code, values: Object.fromEntries(masked)}
}

/** As {@link formatProblems}, without the addresses that servers may repeat in what they say. */
export function formatMaskedProblems(problems: readonly Problem[]): string {
  return formatProblems(problems.map(maskProblem))
}

/** The problems of a text that {@link formatProblems} made; `null` for any other text. Never throws. */
export function readProblems(text: string): Problem[] | null {
  return text.startsWith('[') ? parseJsonText(StoredProblems, text) : null
}

/**
 * The problems that a document stores. Documents of earlier releases store English sentences, which stay as
 * they are. Never throws.
 */
export function parseProblems(text: string | null | undefined): Problem[] {
  if (!text) return []
  return readProblems(text) ?? [recordedProblem(text)]
}

/** The English text of problems that a document stores; `null` where it stores none. */
export function storedText(text: string | null | undefined): string | null {
  return describeProblems(parseProblems(text)) || null
}
