import {GroqSyntaxError} from 'groq-js'
import {parseGroq, type GroqNode} from './groqNode.ts'
import {contains} from './groqTree.ts'
import {toPlainData} from './queryDocument.ts'
import {queryProblem} from './queryProblem.ts'

/** The longest query text that the hosted API takes, in characters. */
const MAX_QUERY_LENGTH = 300_000

/**
 * Parses a query with the values of its parameters, which may also bound slices and name attributes, as
 * in the hosted API.
 *
 * @throws LakeError 400 in the hosted shape: bad syntax, an unknown function, a slice that is not
 *   constant, a parameter without a value
 */
export function parseQuery(query: string, params: Record<string, unknown>): GroqNode {
  if (query.length > MAX_QUERY_LENGTH) {
    const description = `query size exceeds ${MAX_QUERY_LENGTH} characters`
    throw queryProblem(`${query.slice(0, 100)}…`, description)
  }
  for (const name of ['hasOwnProperty', '__proto__']) {
    if (Object.hasOwn(params, name)) throw queryProblem(query, `param $${name} is not a valid name`)
  }
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, toPlainData(value)]),
  )
  let tree: GroqNode
  try {
    // groq-js ends a comment only at a line break.
    tree = parseGroq(`${query}\n`, values)
  } catch (error) {
    throw syntaxProblem(query, error, params)
  }
  const unresolved = new Set<string>()
  contains(tree, (node) => {
    if (node.type === 'Parameter') unresolved.add(node.name)
    return false
  })
  const missing = unresolved.size > 0 ? missingParameter(query, params, unresolved) : null
  if (missing) throw parameterProblem(query, missing)
  return tree
}

/** Where the text names a parameter without a value, or `null`. */
function missingParameter(
  query: string,
  params: Record<string, unknown>,
  among?: ReadonlySet<string>,
): {name: string; start: number; end: number} | null {
  for (const match of query.matchAll(PARAMETERS)) {
    const name = match[1]
    if (name === undefined || Object.hasOwn(params, name)) continue
    if (among && !among.has(name)) continue
    return {name, start: match.index, end: match.index + match[0].length}
  }
  return null
}

/** A string or a comment, in which a `$` means nothing; or a parameter. */
const PARAMETERS = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\/[^\n]*|\$([A-Za-z_][A-Za-z_0-9]*)/gs

function parameterProblem(query: string, at: {name: string; start: number; end: number}) {
  return queryProblem(query, `param $${at.name} referenced, but not provided`, at.start, at.end)
}

function syntaxProblem(query: string, error: unknown, params: Record<string, unknown>) {
  if (error instanceof GroqSyntaxError) {
    const {position, message}: {position: number; message: string} = error
    let detail = message.replace(/^Syntax error in GROQ query at position \d+(: )?/, '')
    const isEarly = position < query.trimEnd().length
    if (detail === 'Unexpected end of query' && isEarly) detail = 'unable to parse entire query'
    return queryProblem(query, detail || 'unable to parse the query', position, position + 1)
  }
  if (error instanceof RangeError) return queryProblem(query, 'the query is nested too deeply')
  if (!(error instanceof Error) || error.name !== 'GroqQueryError') {
    return queryProblem(query, 'unable to parse the query')
  }
  const missing = error.message.startsWith('slicing') ? missingParameter(query, params) : null
  if (missing) return parameterProblem(query, missing)
  return queryProblem(query, error.message, ...rangeOf(query, error.message))
}

/** Where the text calls the function of groq-js's message; the whole text where that is not found. */
function rangeOf(query: string, description: string): [start: number, end: number] {
  const unknown = /^Undefined (?:pipe )?(function|namespace): (\w+)$/.exec(description)
  const name = unknown?.[2] ?? /function (\w+)\(\)/.exec(description)?.[1]
  if (!name) return [0, query.length]
  const call = new RegExp(`\\b${name}\\b(?=\\s*${unknown?.[1] === 'namespace' ? '::' : '\\('})`)
  const match = call.exec(query)
  return match ? [match.index, match.index + name.length] : [0, query.length]
}
