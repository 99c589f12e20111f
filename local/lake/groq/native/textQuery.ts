/** Words that a text must have, or must not have. */
interface Term {
  /** Normalised words that follow each other. */
  words: string
  /** Whether the last word is the beginning of a word. */
  prefix: boolean
  excluded: boolean
}

/** A parsed `text::query(…)`. */
export interface TextQuery {
  terms: readonly Term[]
  /** A lone `*`, which every text matches. */
  everything: boolean
}

/**
 * Parses the language of `text::query`: words that must all occur, in any order and any field; `word*` for
 * words with that beginning; `"a phrase"` for words that follow each other; `-word` and `-"a phrase"` for
 * what must not occur; a lone `*` for everything. A word with punctuation, such as an e-mail address, is a
 * phrase of its parts.
 */
export function parseTextQuery(text: string): TextQuery {
  const terms: Term[] = []
  let everything = false
  for (const token of text.slice(0, 1024).match(TOKEN) ?? []) {
    if (token === '*') everything = true
    const excluded = token.length > 1 && token.startsWith('-')
    const prefix = token.endsWith('*')
    const words = normalisedWords(token).trim()
    if (words !== '') terms.push({words, prefix, excluded})
  }
  return {terms, everything}
}

const TOKEN = /-?"[^"]*"?\*?|\S+/g

/** Whether fields, each made by {@link normalisedWords}, match a query. An empty query matches none. */
export function matchesTextQuery(query: TextQuery, fields: readonly string[]): boolean {
  if (query.terms.length === 0) return query.everything
  return query.terms.every((term) => occurs(term, fields) !== term.excluded)
}

function occurs(term: Term, fields: readonly string[]): boolean {
  const wanted = term.prefix ? ` ${term.words}` : ` ${term.words} `
  return fields.some((field) => field.includes(wanted))
}

/** Words in lower case and without accents, with one space around each: ` ada lovelace `. */
export function normalisedWords(text: string): string {
  if (ASCII.test(text)) {
    const words = text.toLowerCase().match(ASCII_WORD)
    return words ? ` ${words.join(' ')} ` : ' '
  }
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = plain.match(WORD)
  return words ? ` ${words.join(' ')} ` : ' '
}

const WORD = /[\p{L}\p{N}]+/gu

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\0-\u007F]*$/

const ASCII_WORD = /[a-z0-9]+/g

/**
 * Every string in a value, at any depth, as {@link normalisedWords}, without attributes whose names start
 * with an underscore (ids, types, references, keys): a query that means them names them, as the Studio's
 * `[@, _id]` does.
 */
export function fieldsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => fieldsOf(entry))
  if (typeof value === 'object' && value !== null) return fieldsOfDocument(value)
  const fields: string[] = []
  collect(value, fields)
  return fields
}

/** {@link fieldsOf} an object, which must not change: they are cached. */
function fieldsOfDocument(document: object): readonly string[] {
  let fields = collected.get(document)
  if (!fields) {
    const fresh: string[] = []
    collect(document, fresh)
    fields = fresh
    collected.set(document, fields)
  }
  return fields
}

const collected = new WeakMap<object, readonly string[]>()

function collect(value: unknown, fields: string[]): void {
  if (typeof value === 'string') {
    const words = normalisedWords(value)
    if (words !== ' ') fields.push(words)
  } else if (Array.isArray(value)) {
    for (const entry of value) collect(entry, fields)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, entry] of Object.entries(value)) {
      if (!key.startsWith('_')) collect(entry, fields)
    }
  }
}
