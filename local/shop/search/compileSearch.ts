import {bothBounds, eitherBounds, type Bounds} from './termTests.ts'
import type {Candidate} from './candidate.ts'
import {parseSearch, type SearchNode, type SearchTerm} from './parseSearch.ts'
import {
  COUNT_SEARCH_FIELDS,
  CUSTOMER_SEARCH_FIELDS,
  type SearchField,
  type SearchRules,
} from './searchFields.ts'

/** A warning about a search under `extensions.search`. */
export interface SearchWarning {
  field: string
  message: string
  code: 'invalid_field' | 'invalid_value'
}

/** A compiled search. */
export interface CompiledSearch {
  matches: (candidate: Candidate) => boolean
  bounds: Bounds
  /** With a warning, the search is ignored and all customers match. */
  warnings: readonly SearchWarning[]
  /** Whether `bounds` says all that `matches` does, and has one entry at most. */
  isRange: boolean
}

interface Compiled {
  matches: (candidate: Candidate) => boolean
  bounds: Bounds
}

const EVERYBODY: Compiled = {matches: () => true, bounds: {}}

/**
 * Compiles `query` of `customers`. Like Shopify, it ignores a search with an unknown field and returns all
 * customers, with a warning.
 */
export function compileCustomerSearch(text: string, rules: SearchRules): CompiledSearch {
  return compile(text, rules, (name) => {
    if (name === 'state' && !rules.classicAccounts) return undefined
    return CUSTOMER_SEARCH_FIELDS.get(name)
  })
}

/**
 * Compiles `query` of `customersCount`, which only knows times and ids. It ignores the other fields of
 * `customers` without a warning, as was measured on another count.
 */
export function compileCountSearch(text: string, rules: SearchRules): CompiledSearch {
  const search = compile(text, rules, (name) => COUNT_SEARCH_FIELDS.get(name))
  const warnings = search.warnings.filter(({field}) => !CUSTOMER_SEARCH_FIELDS.has(field))
  return {...search, warnings}
}

function compile(
  text: string,
  rules: SearchRules,
  fieldOf: (name: string) => SearchField | undefined,
): CompiledSearch {
  const warnings: SearchWarning[] = []

  const compileTerm = (term: SearchTerm): Compiled => {
    const name = term.field ?? 'default'
    const field = fieldOf(name)
    if (!field) {
      const message = 'Invalid search field for this query.'
      warnings.push({field: name, message, code: 'invalid_field'})
      return EVERYBODY
    }
    const test = field(term, rules)
    if (!test) {
      const message = 'Invalid value for this search field.'
      warnings.push({field: name, message, code: 'invalid_value'})
      return EVERYBODY
    }
    return {matches: test.test, bounds: test.bounds ?? {}}
  }

  const compileNode = (node: SearchNode): Compiled => {
    if (node.kind === 'term') return compileTerm(node)
    if (node.kind === 'not') {
      const {matches} = compileNode(node.node)
      return {matches: (candidate) => !matches(candidate), bounds: {}}
    }
    const parts = node.nodes.map(compileNode)
    const tests = parts.map(({matches}) => matches)
    if (node.kind === 'and') {
      return {
        matches: (candidate) => tests.every((test) => test(candidate)),
        bounds: parts.map(({bounds}) => bounds).reduce(bothBounds),
      }
    }
    return {
      matches: (candidate) => tests.some((test) => test(candidate)),
      bounds: parts.map(({bounds}) => bounds).reduce(eitherBounds),
    }
  }

  const node = parseSearch(text)
  const compiled = node ? compileNode(node) : EVERYBODY
  if (warnings.length > 0) return {...EVERYBODY, warnings, isRange: true}
  const isRange = !node || (isRangeOnly(node) && Object.keys(compiled.bounds).length === 1)
  return {...compiled, warnings, isRange}
}

function isRangeOnly(node: SearchNode): boolean {
  if (node.kind === 'and') return node.nodes.every(isRangeOnly)
  return (
    node.kind === 'term' && ['updated_at', 'created_at', 'customer_date'].includes(node.field ?? '')
  )
}
