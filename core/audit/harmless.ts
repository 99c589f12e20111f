import {parseTenantDocumentId} from '../tenancy/documentId.ts'

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
