import {normalizeEmail} from '../../people/normalizeEmail.ts'

/** The address in a cell, and the name beside it. */
export interface EmailCell {
  /** Normalised. */
  email: string
  /** Empty where there is none. */
  name: string
}

/** Longest text in which an address is looked for, in UTF-16 code units. */
const MAX_LENGTH = 1000

const IN_BRACKETS = /^(?<name>[^<>]*)<(?<address>[^<>]+)>$/u
const WRAPPED = /^(?:"(?<double>.*)"|'(?<single>.*)'|<(?<angle>.*)>|\((?<round>.*)\))$/u

function unwrap(text: string): string {
  const groups = WRAPPED.exec(text)?.groups
  if (!groups) return text
  return (groups['double'] ?? groups['single'] ?? groups['angle'] ?? groups['round'] ?? text).trim()
}

/** The address without what people and programs put around it. */
function bareAddress(text: string): string {
  let bare = text
  for (let round = 0; round < 4; round += 1) {
    const next = unwrap(bare)
      .replace(/^(?:mailto:|e-?mail:|smtp:)\s*/iu, '')
      .replace(/^[\s'"‘’“”,;]+/u, '')
      .replace(/[\s'"‘’“”,;.]+$/u, '')
    if (next === bare) return bare
    bare = next
  }
  return bare
}

/**
 * The e-mail address that a cell holds: also as `Name <a@b>`, after `mailto:`, in quotation marks, or
 * before dots and semicolons. `null` where it holds none, or several.
 */
export function parseEmailCell(text: string): EmailCell | null {
  if (text.length > MAX_LENGTH) return null
  const plain = normalizeEmail(text)
  if (plain.ok && !/^['`]/u.test(plain.email)) return {email: plain.email, name: ''}
  const groups = IN_BRACKETS.exec(text.replace(/[\s,;.]+$/u, ''))?.groups
  const address = bareAddress(groups?.['address'] ?? text).replace(/\?.*$/u, '')
  const result = normalizeEmail(address)
  if (!result.ok) return null
  return {email: result.email, name: unwrap((groups?.['name'] ?? '').trim())}
}
