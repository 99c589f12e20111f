import {Path, type ExprNode} from 'groq-js'

/** Whether a segment of an id is what a segment of a pattern means; `**` apart. */
function isSegment(segment: string | undefined, pattern: string | undefined): boolean {
  if (segment === undefined || pattern === undefined) return false
  return pattern === '*' ? segment !== '' : pattern === segment
}

/**
 * Whether segments are what a pattern means. `**` takes one or more; where what comes after it does not
 * fit, the last `**` takes one more, so the time grows with the product of both lengths at most.
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
 * What `path()` gives, as the hosted API matches ids: segments between dots are taken literally,
 * `*` stands for one segment and `**` for one or more. groq-js 2.0.0 lets any character stand where
 * the pattern has a dot, so that its `path("blue.**")` matches the documents of `bluefern` too: a
 * grant must never be evaluated by it.
 */
export class IdPath extends Path {
  readonly #segments: readonly string[]
  readonly #text: string

  constructor(pattern: string) {
    // Its own expression is never asked, and some patterns make none.
    super('')
    this.#text = pattern
    this.#segments = pattern.split('.')
  }

  /** The pattern as it was written. */
  get text(): string {
    return this.#text
  }

  /** Whether an id is one that the pattern means. */
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
 * The same expression with `path()` as {@link IdPath} has it; for whatever judges by ids which site
 * a document belongs to and is evaluated by groq-js.
 *
 * @param tree - what groq-js's `parse` gives
 * @throws TypeError when the argument of a `path()` is not a text: what it would match is not known
 */
export function withIdPaths(tree: ExprNode): ExprNode {
  return replaced(tree)
}
