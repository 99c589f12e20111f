import {normalizeEmail} from '../people/normalizeEmail.ts'
import {personKey} from '../people/personKey.ts'

/** Tells what is one person's, knowing no more of them than their key. */
export interface PersonMatcher {
  /** Whether a text is an address of the person, however it is written. */
  isAddress: (text: unknown) => boolean
  /** Whether a value holds an address of the person anywhere. */
  holdsAddress: (value: unknown) => boolean
}

/**
 * @param secret - `siteSecret(master, site, 'person-key')`
 * @param key - of the person
 */
export function personMatcher(secret: string, key: string): PersonMatcher {
  const isAddress = (text: unknown): boolean => {
    if (typeof text !== 'string' || !text.includes('@')) return false
    const normalized = normalizeEmail(text)
    return normalized.ok && personKey(secret, normalized.email) === key
  }
  const holdsAddress = (value: unknown): boolean => {
    if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsAddress)
    return isAddress(value)
  }
  return {isAddress, holdsAddress}
}
