import {utf8ToBytes} from '@noble/hashes/utils.js'

/** An address in the spelling that keys and look-ups use, or why the text is not one. */
export type NormalizedEmail = {ok: true; email: string} | {ok: false; reason: string}

/** RFC 5321 section 4.5.3.1.1. */
const MAX_LOCAL_OCTETS = 64
/** RFC 5321 section 4.5.3.1.3 less the angle brackets (RFC 3696 erratum 1690). */
const MAX_ADDRESS_OCTETS = 254
/** Longer input is refused before any work. */
const MAX_RAW_LENGTH = 1000

/** Control, format (zero-width, bidi), private and unassigned characters, and every white space. */
const UNSEEN = /[\p{C}\p{Z}]/u
/** Dot-atom characters of RFC 5322 section 3.2.3, and beyond ASCII what RFC 6531 adds. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~.\u0080-\u{10ffff}-]+$/u
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** Characters that a URL does not read as part of a host. */
const NOT_A_HOST = /[/\\?#@:[\]%<>^|"'`{}()!$&*+,;=~_]/u
const ASCII = /^[\u0020-\u007e]*$/u

/** Length in bytes of UTF-8. */
function octets(text: string): number {
  return ASCII.test(text) ? text.length : utf8ToBytes(text).length
}

function refuse(reason: string): NormalizedEmail {
  return {ok: false, reason}
}

/**
 * The domain in the ASCII form that DNS uses (UTS 46 by way of the URL standard), or `null` when
 * it is no domain name.
 */
function asciiDomain(domain: string): string | null {
  const lower = domain.toLowerCase()
  if (ASCII.test(lower) && !lower.includes('xn--')) return lower
  try {
    return new URL(`http://${domain}/`).hostname
  } catch {
    return null
  }
}

function domainProblem(domain: string): string | null {
  if (domain.startsWith('[')) {
    return 'The e-mail address must end in a domain name, not in an IP address.'
  }
  if (domain.startsWith('.') || domain.endsWith('.') || domain.includes('..')) {
    return 'The part after the @ has a dot too many.'
  }
  return NOT_A_HOST.test(domain) ? 'The part after the @ is not a domain name.' : null
}

function asciiDomainProblem(domain: string): string | null {
  const labels = domain.split('.')
  if (labels.length < 2) return 'The part after the @ lacks an ending such as ".com".'
  if (domain.length > 253 || !labels.every((label) => LABEL.test(label))) {
    return 'The part after the @ is not a domain name.'
  }
  return /^\d+$/.test(labels.at(-1) ?? '')
    ? 'The e-mail address must end in a domain name, not in an IP address.'
    : null
}

function localProblem(local: string): string | null {
  if (local.startsWith('"')) return 'Addresses in quotation marks are not accepted.'
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) {
    return 'The part before the @ has a dot too many.'
  }
  if (!LOCAL.test(local))
    return 'The part before the @ holds a character that is not allowed there.'
  return octets(local) > MAX_LOCAL_OCTETS
    ? `The part before the @ is longer than ${MAX_LOCAL_OCTETS} characters.`
    : null
}

/**
 * Normalises an e-mail address to the spelling that keys and look-ups use: trimmed, Unicode NFC,
 * lower case, domain in ASCII. Limits are those of RFC 5321; quoted local parts and address
 * literals are refused, since no public form needs them. Applying it twice changes nothing.
 *
 * @param raw - what a person typed or a file holds
 * @returns the address, or a sentence for that person, which does not repeat the address
 */
export function normalizeEmail(raw: string): NormalizedEmail {
  const trimmed = raw.trim()
  if (trimmed === '') return refuse('The e-mail address is missing.')
  if (trimmed.length > MAX_RAW_LENGTH) return refuse('The e-mail address is too long.')
  const text = trimmed.normalize('NFC').toLowerCase().normalize('NFC')
  if (UNSEEN.test(text)) {
    return refuse('The e-mail address holds a space or an invisible character.')
  }
  const at = text.lastIndexOf('@')
  if (at < 0) return refuse('The e-mail address lacks an @.')
  const local = text.slice(0, at)
  const domain = text.slice(at + 1)
  if (local === '') return refuse('The part before the @ is missing.')
  if (domain === '') return refuse('The part after the @ is missing.')
  const badLocal = local.includes('@') && !local.startsWith('"')
  if (badLocal) return refuse('The e-mail address has more than one @.')
  const early = localProblem(local) ?? domainProblem(domain)
  if (early) return refuse(early)
  const ascii = asciiDomain(domain)
  const late =
    ascii === null ? 'The part after the @ is not a domain name.' : asciiDomainProblem(ascii)
  if (ascii === null || late) return refuse(late ?? '')
  const email = `${local}@${ascii}`
  return octets(email) > MAX_ADDRESS_OCTETS
    ? refuse(`The e-mail address is longer than ${MAX_ADDRESS_OCTETS} characters.`)
    : {ok: true, email}
}
