import {createCipheriv, createDecipheriv, createHash, createHmac} from 'node:crypto'
import {deflateRawSync, inflateRawSync} from 'node:zlib'

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16
/** More than any sealed text has. */
const MAX_TEXT_BYTES = 64_000_000

/** A sealed text was changed, or sealed for another purpose. */
export class BrokenSealError extends Error {
  override readonly name = 'BrokenSealError'
}

function keyOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Derives from the text, so that two different texts never get the same IV. */
function ivOf(secret: string, purpose: string, text: string): Buffer {
  return createHmac('sha256', secret)
    .update(`${purpose}\u0000${text}`)
    .digest()
    .subarray(0, IV_BYTES)
}

/**
 * Encrypts a text that is stored where others can read it and only functions may understand it.
 *
 * @param secret - see `siteSecret`
 * @param purpose - id of the document and attribute that holds it; elsewhere it cannot be opened
 * @returns base64url; the same for the same text
 */
export function seal(secret: string, purpose: string, text: string): string {
  const iv = ivOf(secret, purpose, text)
  const cipher = createCipheriv(ALGORITHM, keyOf(secret), iv).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(deflateRawSync(text)), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/**
 * Decrypts a text of {@link seal}.
 *
 * @throws BrokenSealError when it was changed, moved, or sealed with another secret
 */
export function unseal(secret: string, purpose: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const iv = bytes.subarray(0, IV_BYTES)
  const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)
  try {
    const decipher = createDecipheriv(ALGORITHM, keyOf(secret), iv, {authTagLength: TAG_BYTES})
      .setAAD(Buffer.from(purpose))
      .setAuthTag(tag)
    const opened = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES))
    const whole = Buffer.concat([opened, decipher.final()])
    return inflateRawSync(whole, {maxOutputLength: MAX_TEXT_BYTES}).toString('utf8')
  } catch {
    throw new BrokenSealError(
      'A sealed text can’t be opened: it was changed, moved, or sealed with another LEADS_SECRET. Ask for it again.',
    )
  }
}
