/** How a term compares; empty after `:` alone, which asks for the value itself. */
export type Comparator = '' | '<' | '>' | '<=' | '>='

/** One condition of a search: a value of a field, or of any field. */
export interface SearchTerm {
  kind: 'term'
  field: string | null
  comparator: Comparator
  value: string
  /** Whether the value was in quotes. */
  quoted: boolean
}

/** A parsed search. */
export type SearchNode =
  | SearchTerm
  | {kind: 'and' | 'or'; nodes: SearchNode[]}
  | {kind: 'not'; node: SearchNode}

type Token =
  | {kind: 'text'; value: string; quoted: boolean; from: number; to: number}
  | {kind: 'colon' | 'open' | 'close' | 'minus'; from: number; to: number}
  | {kind: 'comparator'; value: Comparator; from: number; to: number}

const QUOTES = new Set(['"', "'"])
const ENDS_OF_NAMES = new Set([':', '(', ')', '"', "'"])

function readQuoted(text: string, from: number): {value: string; to: number} {
  let value = ''
  let at = from + 1
  while (at < text.length && text[at] !== text[from]) {
    if (text[at] === '\\' && at + 1 < text.length) at++
    value += text[at] ?? ''
    at++
  }
  return {value, to: Math.min(at + 1, text.length)}
}

function readName(text: string, from: number): {value: string; to: number} {
  let value = ''
  let at = from
  for (; at < text.length; at++) {
    const char = text[at] ?? ''
    if (/\s/.test(char) || ENDS_OF_NAMES.has(char)) break
    if (char === '\\' && at + 1 < text.length) at++
    value += text[at] ?? ''
  }
  return {value, to: at}
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const char = text[at] ?? ''
    const last = tokens.at(-1)
    const follows = last?.to === at
    if (/\s/.test(char)) at++
    else if (char === '(' || char === ')') {
      tokens.push({kind: char === '(' ? 'open' : 'close', from: at, to: ++at})
    } else if (char === ':') tokens.push({kind: 'colon', from: at, to: ++at})
    else if (QUOTES.has(char)) {
      const {value, to} = readQuoted(text, at)
      tokens.push({kind: 'text', value, quoted: true, from: at, to})
      at = to
    } else if (last?.kind === 'colon' && (char === '<' || char === '>')) {
      const isOrEqual = text[at + 1] === '='
      const to = at + (isOrEqual ? 2 : 1)
      tokens.push({kind: 'comparator', value: isOrEqual ? `${char}=` : char, from: at, to})
      at = to
    } else if (char === '-' && !(follows && last.kind !== 'open')) {
      tokens.push({kind: 'minus', from: at, to: ++at})
    } else {
      const {value, to} = readName(text, at)
      tokens.push({kind: 'text', value, quoted: false, from: at, to})
      at = to
    }
  }
  return tokens
}

/**
 * Parses a search of the Admin API: terms such as `state:enabled`, `orders_count:>=2` or
 * `tag:'a,b'`, joined by `AND` (the default) and `OR`, with `NOT`, `-` and brackets.
 * `AND` binds closer than `OR`.
 *
 * As in Shopify, a value without quotes ends at a colon, and the rest is another term: in
 * `updated_at:>=2026-01-01T00:00:00Z` that is `00:00Z`, the value `00Z` of a field `00`.
 *
 * @returns `null` for a search without a term
 */
export function parseSearch(text: string): SearchNode | null {
  const tokens = tokensOf(text)
  let at = 0
  const isWord = (word: string): boolean => {
    const token = tokens[at]
    return token?.kind === 'text' && !token.quoted && token.value === word
  }

  const parseTerm = (): SearchTerm | null => {
    const first = tokens[at]
    if (first?.kind !== 'text') {
      // A stray colon or comparator only separates terms.
      at++
      return null
    }
    at++
    const colon = tokens[at]
    const plain: SearchTerm = {
      kind: 'term',
      field: null,
      comparator: '',
      value: first.value,
      quoted: first.quoted,
    }
    if (first.quoted || colon?.kind !== 'colon' || colon.from !== first.to) return plain
    at++
    let comparator: Comparator = ''
    const next = tokens[at]
    if (next?.kind === 'comparator') {
      comparator = next.value
      at++
    }
    const value = tokens[at]
    const before = tokens[at - 1]
    // A space may stand between colon and comparator, as in Shopify's own examples.
    if (value?.kind !== 'text' || value.from !== before?.to) {
      return {...plain, field: first.value, comparator, value: ''}
    }
    at++
    return {kind: 'term', field: first.value, comparator, value: value.value, quoted: value.quoted}
  }

  const parseUnit = (): SearchNode | null => {
    const token = tokens[at]
    if (isWord('NOT') || token?.kind === 'minus') {
      at++
      const node = parseUnit()
      return node && {kind: 'not', node}
    }
    if (token?.kind !== 'open') return parseTerm()
    at++
    const node = parseOr()
    if (tokens[at]?.kind === 'close') at++
    return node
  }

  const parseAnd = (): SearchNode | null => {
    const nodes: SearchNode[] = []
    while (at < tokens.length && tokens[at]?.kind !== 'close' && !isWord('OR')) {
      if (isWord('AND')) {
        at++
        continue
      }
      const node = parseUnit()
      if (node) nodes.push(node)
    }
    return joined('and', nodes)
  }

  const parseOr = (): SearchNode | null => {
    const nodes: SearchNode[] = []
    do {
      if (isWord('OR')) at++
      const node = parseAnd()
      if (node) nodes.push(node)
    } while (isWord('OR'))
    return joined('or', nodes)
  }

  const found: SearchNode[] = []
  while (at < tokens.length) {
    const node = parseOr()
    if (node) found.push(node)
    if (tokens[at]?.kind === 'close') at++
  }
  return joined('and', found)
}

function joined(kind: 'and' | 'or', nodes: SearchNode[]): SearchNode | null {
  const [first, second] = nodes
  if (!first) return null
  return second ? {kind, nodes} : first
}
