import {utf8ToBytes} from '@noble/hashes/utils.js'
import {problem, type Problem} from '../problems/problem.ts'

/** An address in the spelling that keys and look-ups use, or why the text is not one. */
export type NormalizedEmail = {ok: true; email: string} | {ok: false; problem: Problem}

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

function domainProblem(domain: string): Problem | null {
  if (domain.startsWith('[')) return problem('address.ip-address')
  if (domain.startsWith('.') || domain.endsWith('.') || domain.includes('..')) {
    return problem('address.domain-dot')
  }
  return NOT_A_HOST.test(domain) ? problem('address.domain-unfit') : null
}

function asciiDomainProblem(domain: string): Problem | null {
  const labels = domain.split('.')
  if (labels.length < 2) return problem('address.domain-no-ending')
  if (domain.length > 253 || !labels.every((label) => LABEL.test(label))) {
    return problem('address.domain-unfit')
  }
  return /^\d+$/.test(labels.at(-1) ?? '') ? problem('address.ip-address') : null
}

function localProblem(local: string): Problem | null {
  if (local === '') return problem('address.local-missing')
  if (local.startsWith('"')) return problem('address.quoted')
  if (local.includes('@')) return problem('address.several-ats')
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) {
    return problem('address.local-dot')
  }
  if (!LOCAL.test(local)) return problem('address.local-characters')
  return octets(local) > MAX_LOCAL_OCTETS
    ? problem('address.local-too-long', {limit: MAX_LOCAL_OCTETS})
    : null
}

/**
 * Normalises an e-mail address to the spelling that keys and look-ups use: trimmed, Unicode NFC,
 * lower case, domain in ASCII. Limits are those of RFC 5321; quoted local parts and address
 * literals are refused, since no public form needs them. Applying it twice changes nothing.
 *
 * @param raw - what a person typed or a file holds
 * @returns the address, or what is wrong with the text, which does not repeat it
 */
export function normalizeEmail(raw: string): NormalizedEmail {
  const trimmed = raw.trim()
  if (trimmed === '') return refuse(problem('address.missing'))
  if (trimmed.length > MAX_RAW_LENGTH) return refuse(tooLong())
  const text = trimmed.normalize('NFC').toLowerCase().normalize('NFC')
  if (UNSEEN.test(text)) return refuse(problem('address.unseen'))
  const at = text.lastIndexOf('@')
  if (at < 0) return refuse(problem('address.no-at'))
  const local = text.slice(0, at)
  const domain = text.slice(at + 1)
  if (domain === '' && local !== '') return refuse(problem('address.domain-missing'))
  const early = localProblem(local) ?? domainProblem(domain)
  if (early) return refuse(early)
  const ascii = asciiDomain(domain)
  if (ascii === null) return refuse(problem('address.domain-unfit'))
  const late = asciiDomainProblem(ascii)
  if (late) return refuse(late)
  const email = `${local}@${ascii}`
  return octets(email) > MAX_ADDRESS_OCTETS ? refuse(tooLong()) : {ok: true, email}
}

function refuse(why: Problem): NormalizedEmail {
  return {ok: false, problem: why}
}

function tooLong(): Problem {
  return problem('address.too-long', {limit: MAX_ADDRESS_OCTETS})
}
