import type {FieldError} from '../envelope/envelope.ts'
import {fillText} from '../texts/english.ts'
import {PROBLEM_TEXTS} from './problemTexts.ts'

type Texts = typeof PROBLEM_TEXTS

/** Which text says what is wrong: a key of `PROBLEM_TEXTS`. */
export type ProblemCode = keyof Texts

/** A value in a text: a text, a number, or another problem. */
export type ProblemValue = string | number | Problem

/**
 * Why something is refused or was not done. {@link describeProblem} says it in English; the Studio
 * translates the code, which is a key of its locale bundle.
 */
export interface Problem<Code extends ProblemCode = ProblemCode> {
  code: Code
  /** Values by their names in the text. */
  values?: Readonly<Record<string, ProblemValue>>
}

/** What is wrong with one field of what a person entered; no field means the whole. */
export interface FieldProblem extends Problem {
  field: string
}

type Trimmed<Name extends string> = Name extends `${infer Before}, number` ? Before : Name

type NamesIn<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Trimmed<Name> | NamesIn<Rest>
  : never

/** The values that the text of a code names. */
export type ValuesOf<Code extends ProblemCode> = Readonly<
  Record<NamesIn<Texts[Code]>, ProblemValue>
>

/** Codes of texts that name no values. */
export type PlainProblemCode = {
  [Code in ProblemCode]: [NamesIn<Texts[Code]>] extends [never] ? Code : never
}[ProblemCode]

/**
 * Creates a problem.
 *
 * @param values - all the values that the text names
 */
export function problem<Code extends PlainProblemCode>(code: Code): Problem<Code>
export function problem<Code extends ProblemCode>(code: Code, values: ValuesOf<Code>): Problem<Code>
export function problem(code: ProblemCode, values?: Problem['values']): Problem {
  return values ? {code, values} : {code}
}

/** A problem as that of a field; whatever else it says about its place is left out. */
export function fieldProblem(field: string, {code, values}: Problem): FieldProblem {
  return values ? {field, code, values} : {field, code}
}

/** Whether a text is the code of a problem. */
export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEM_TEXTS, text)
}

/** Whether a text is the code of a problem without values. */
export function isPlainProblemCode(text: string): text is PlainProblemCode {
  return isProblemCode(text) && !PROBLEM_TEXTS[text].includes('{{')
}

/** The values of a problem, with the problems among them as texts. */
function plainValues(values: Readonly<Record<string, ProblemValue>>) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, string | number] => [
      name,
      typeof value === 'object' ? describeProblem(value) : value,
    ]),
  )
}

/** Says a problem in English. */
export function describeProblem({code, values = {}}: Problem): string {
  return fillText(PROBLEM_TEXTS[code], plainValues(values))
}

/** Says several problems in English, one sentence after the other. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(describeProblem).join(' ')
}

/** The problems of fields as an API's answer has them: codes, and the texts in English. */
export function fieldErrors(problems: readonly FieldProblem[]): FieldError[] {
  return problems.map(({field, ...each}) => ({
    field,
    code: each.code,
    reason: describeProblem(each),
    ...(each.values ? {values: plainValues(each.values)} : {}),
  }))
}

const CODES_BY_TEXT: ReadonlyMap<string, PlainProblemCode> = new Map(
  Object.keys(PROBLEM_TEXTS)
    .filter(isPlainProblemCode)
    .map((code) => [PROBLEM_TEXTS[code], code]),
)

/**
 * The problem that a document of an earlier release describes. Those store English, from which only texts
 * without values lead back to their codes.
 */
export function recordedProblem(message: string): Problem {
  const code = CODES_BY_TEXT.get(message)
  return code ? problem(code) : problem('job.recorded', {message})
}
