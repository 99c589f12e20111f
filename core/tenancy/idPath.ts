import {Path, type ExprNode} from 'groq-js'

/** Whether a segment of an id matches a segment of a pattern other than `**`. */
function isSegment(segment: string | undefined, pattern: string | undefined): boolean {
  if (segment === undefined || pattern === undefined) return false
  return pattern === '*' ? segment !== '' : pattern === segment
}

/**
 * Whether segments match a pattern. `**` takes one or more; where the rest does not match, the last `**`
 * takes one more, so the time grows at most with the product of both lengths.
 */
function matchSegments(segments: readonly string[], pattern: readonly string[]): boolean {
  let at = 0
  let place = 0
  let star = -1
  let afterStar = 0
  while (at < segments.length) {
    if (pattern[place] === '**') {
      star = place
      place += 1
      at += 1
      afterStar = at
    } else if (isSegment(segments[at], pattern[place])) {
      place += 1
      at += 1
    } else if (star === -1) {
      return false
    } else {
      afterStar += 1
      at = afterStar
      place = star + 1
    }
  }
  return place === pattern.length
}

/**
 * The value of `path()`, as the hosted API matches ids: segments between dots are taken literally,
 * `*` stands for one segment and `**` for one or more. groq-js 2.0.0 lets any character stand where
 * the pattern has a dot, so that its `path("blue.**")` matches the documents of `bluefern` too: a
 * grant must never be evaluated by it.
 */
export class IdPath extends Path {
  readonly #segments: readonly string[]
  readonly #text: string

  constructor(pattern: string) {
    // The expression of the base class is never used, and some patterns are not valid there.
    super('')
    this.#text = pattern
    this.#segments = pattern.split('.')
  }

  /** The pattern as it was written. */
  get text(): string {
    return this.#text
  }

  /** Whether an id matches the pattern. */
  matches(id: string): boolean {
    return matchSegments(id.split('.'), this.#segments)
  }

  /** The pattern, as queries show it. */
  toJSON(): string {
    return this.#text
  }
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function patternOf(call: Record<string, unknown>): string {
  const pattern: unknown = Array.isArray(call['args']) ? call['args'][0] : undefined
  const value = isNode(pattern) && pattern['type'] === 'Value' ? pattern['value'] : undefined
  if (typeof value === 'string') return value
  throw new TypeError('path() takes a text in quotes, such as path("artameta.**"); write one')
}

function replaced(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(replaced)
  if (!isNode(node) || node['type'] === 'Value') return node
  const {type, namespace, name} = node
  if (type === 'FuncCall' && namespace === 'global' && name === 'path') {
    return {type: 'Value', value: new IdPath(patternOf(node))}
  }
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, replaced(child)]))
}

/**
 * Replaces `path()` by {@link IdPath} in a parsed expression; for every expression that groq-js evaluates
 * to find out which site a document belongs to.
 *
 * @param tree - the result of groq-js's `parse`
 * @throws TypeError when the argument of a `path()` is not a literal text
 */
export function withIdPaths(tree: ExprNode): ExprNode {
  return replaced(tree)
}
