import {base32} from '../crypto/encodings.ts'
import {mac} from '../crypto/mac.ts'
import type {AuditEvent} from '../sanity.types.generated.ts'
import {isPersonKey} from '../people/keys.ts'
import {isUlid} from '../people/ulid.ts'
import {isKeyOfKind, parseTenantDocumentId} from '../tenancy/documentId.ts'

// In every function below, `secret` is `siteSecret(master, site, 'audit')`.

/**
 * Replaces a text by a mark. Equal texts of one kind get equal marks, so that a reader recognizes a
 * value; nobody can compute the text from the mark.
 *
 * @param what - kind of text
 */
export function keyedMark(secret: string, what: string, text: string): string {
  return `#${base32(mac(secret, `${what}\u0000${text}`).subarray(0, 5))}`
}

const USER_ID = /^[A-Za-z][\w-]{0,79}$/
/** The product writes single words; prose may name a person. */
const WORD = /^[\w.:+-]{0,80}$/
/** An e-mail address or a telephone number, in whatever attribute it stands. */
const PERSONAL = /@|%40|\d[\d\s()./-]{6,}\d/u
/** Names of fields and columns that are a site's own short words. */
const PLAIN_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u

/** Whether a text is the id of a document of the site, with a key that says nothing about a person. */
export function isOpaqueId(site: string, id: string): boolean {
  const parsed = parseTenantDocumentId(id)
  return parsed?.site === site && isKeyOfKind(parsed.key, parsed.kind, isOpaque)
}

function isOpaque(segment: string): boolean {
  return isPersonKey(segment) || isUlid(segment)
}

/** Whether a text has the form of a Sanity user id. */
export function isUserId(text: string): boolean {
  return USER_ID.test(text)
}

/** Whether a text is a single word, such as the product writes. */
export function isWord(text: string): boolean {
  return WORD.test(text)
}

/** Whether a text contains what looks like an e-mail address or a telephone number. */
export function looksPersonal(text: string): boolean {
  return PERSONAL.test(text)
}

/** The name of a field: itself when it is a few plain words, else a mark. */
export function redactName(name: string, secret: string): string {
  return PLAIN_NAME.test(name) && !looksPersonal(name) ? name : keyedMark(secret, 'field', name)
}

/** The id of a document of the site: itself when its key is opaque, else a mark. */
export function redactId(site: string, id: string, secret: string): string {
  return isOpaqueId(site, id) ? id : keyedMark(secret, 'id', id)
}

/**
 * The author of a transaction as the actor of an event. Where the history names no author, the actor
 * is unknown: what a document says about its author was written by that author.
 */
export function toActor(author: string | null | undefined, secret: string): AuditEvent['actor'] {
  if (author === null || author === undefined || author === '') {
    return {kind: 'function', id: 'unknown'}
  }
  return {kind: 'user', id: isUserId(author) ? author : keyedMark(secret, 'actor', author)}
}
