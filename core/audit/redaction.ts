import {base32} from '../crypto/base32.ts'
import {mac} from '../crypto/mac.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'

/**
 * A mark that stands for a text: equal for equal texts of one kind, so that one can see that it is
 * the same again, and of no use for guessing it.
 *
 * @param secret - `siteSecret(master, site, 'audit')`
 * @param what - kind of text
 */
export function keyedMark(secret: string, what: string, text: string): string {
  return `#${base32(mac(secret, `${what}\u0000${text}`).subarray(0, 5))}`
}

/** Keys of documents: a person's key, a ULID, or both. */
const OPAQUE_KEY = /^(?:[a-z2-7]{26}|[0-9A-HJKMNP-TV-Z]{26})(?:\.[0-9A-HJKMNP-TV-Z]{26})?$/
const USER_ID = /^[A-Za-z][\w-]{0,79}$/
/** Values that the product writes are single words; prose is somebody's. */
const WORD = /^[\w.:+-]{0,80}$/
/** Looks like an address or like a telephone number, whatever it is called. */
const PERSONAL = /@|%40|\d[\d\s()./-]{6,}\d/u

/** Whether a text is the id of a document of the site, with a key that tells nothing about anybody. */
export function isOpaqueId(site: string, id: string): boolean {
  const parsed = parseTenantDocumentId(id)
  return parsed !== null && parsed.site === site && OPAQUE_KEY.test(parsed.key)
}

/** Whether a text has the form of a user's id, as Sanity gives them out. */
export function isUserId(text: string): boolean {
  return USER_ID.test(text)
}

/** Whether a text is one word, such as the product writes. */
export function isWord(text: string): boolean {
  return WORD.test(text)
}

/** Whether a text holds what looks like an address or a telephone number. */
export function looksPersonal(text: string): boolean {
  return PERSONAL.test(text)
}

/** Names of fields and columns that are a site's own short words. */
const PLAIN_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u

/**
 * The name of a field as the trail may hold it: itself where it is a few plain words, else a mark.
 *
 * @param secret - `siteSecret(master, site, 'audit')`
 */
export function shownName(name: string, secret: string): string {
  return PLAIN_NAME.test(name) && !looksPersonal(name) ? name : keyedMark(secret, 'field', name)
}
