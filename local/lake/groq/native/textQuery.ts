/** One thing a text has to have, or must not have. */
interface Term {
  /** Normalised words that must stand next to each other. */
  words: string
  /** The last word may go on. */
  prefix: boolean
  excluded: boolean
}

/** What `text::query(…)` asks of a text. */
export interface TextQuery {
  terms: readonly Term[]
  /** A lone `*`, which every text answers. */
  everything: boolean
}

const TOKEN = /-?"[^"]*"?\*?|\S+/g
const WORD = /[\p{L}\p{N}]+/gu
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\0-\u007F]*$/
const ASCII_WORD = /[a-z0-9]+/g

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

/**
 * Reads the query language of `text::query`: words that must all occur, in any order and any field;
 * `word*` for words that start so; `"a phrase"` for words next to each other; `-word` and
 * `-"a phrase"` for what must not occur; a lone `*` for anything. A word that holds punctuation, as
 * an e-mail address does, is a phrase of its parts.
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

function occurs(term: Term, fields: readonly string[]): boolean {
  const wanted = term.prefix ? ` ${term.words}` : ` ${term.words} `
  return fields.some((field) => field.includes(wanted))
}

/** Whether fields, each made by {@link normalisedWords}, answer a query. An empty query: no. */
export function matchesTextQuery(query: TextQuery, fields: readonly string[]): boolean {
  if (query.terms.length === 0) return query.everything
  return query.terms.every((term) => occurs(term, fields) !== term.excluded)
}

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

const collected = new WeakMap<object, readonly string[]>()

/** The fields of a value that stays as it is, remembered; for anything else see `fieldsOf`. */
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

/**
 * Every string in a value, at any depth, as {@link normalisedWords}. Attributes whose names start
 * with an underscore (ids, types, references, keys) are left out: a query that means them names
 * them, as the Studio's `[@, _id]` does.
 */
export function fieldsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => fieldsOf(entry))
  if (typeof value === 'object' && value !== null) return fieldsOfDocument(value)
  const fields: string[] = []
  collect(value, fields)
  return fields
}
