import {problem, type Problem} from '../problems/problem.ts'

/**
 * Deepest nesting of a body. No form needs more than three levels, and the hosted Content Lake takes
 * attributes up to 20 levels deep (https://www.sanity.io/docs/content-lake/technical-limits).
 */
export const MAX_DEPTH = 20

/** Assigned to an object, a member of this name would become its prototype. */
const FORBIDDEN_NAME = '__proto__'

/** A body that is safe to work with, or why it is refused. */
export type ShapedBody = {ok: true; body: Record<string, unknown>} | {ok: false; problem: Problem}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function problemOf(body: unknown): Problem | null {
  const waiting: {value: unknown; depth: number}[] = [{value: body, depth: 1}]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const {value, depth} = next
    if (typeof value === 'number' && !Number.isFinite(value)) return problem('body.number')
    if (typeof value !== 'object' || value === null) continue
    if (depth > MAX_DEPTH) return problem('body.nested', {limit: MAX_DEPTH})
    if (!isList(value) && Object.hasOwn(value, FORBIDDEN_NAME)) {
      return problem('body.forbidden-name', {name: FORBIDDEN_NAME})
    }
    for (const item of Object.values(value)) waiting.push({value: item, depth: depth + 1})
  }
  return null
}

function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (isList(value)) return value.map(wellFormed)
  return typeof value === 'object' && value !== null ? wellFormedMembers(value) : value
}

function wellFormedMembers(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name.toWellFormed(), wellFormed(item)]),
  )
}

/**
 * Refuses a parsed body that is nested too deep, holds numbers beyond the range of JSON, or has a member
 * named like a prototype. Halves of surrogate pairs, which no store takes, become U+FFFD. The depth is
 * measured without recursion, so that no body can use up the stack; callers may recurse over the result.
 *
 * @param body - the result of `JSON.parse`, or the entries of an HTML form
 */
export function shapeBody(body: unknown): ShapedBody {
  if (typeof body !== 'object' || body === null || isList(body)) {
    return {ok: false, problem: problem('body.not-object')}
  }
  const found = problemOf(body)
  return found ? {ok: false, problem: found} : {ok: true, body: wellFormedMembers(body)}
}
