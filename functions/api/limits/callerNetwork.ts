import ipaddr from 'ipaddr.js'
import {base32} from '../../../core/crypto/encodings.ts'
import {mac} from '../../../core/crypto/mac.ts'

/** The one network of all callers whose address is not an address. */
const UNKNOWN = 'unknown'

/**
 * The key under which a caller is counted: a keyed hash of the caller's network. It is of no use outside
 * this process, does not reveal the address, and nobody can find two networks with the same key. All
 * texts that are not addresses have one key.
 *
 * @param processSecret - random, made when the process starts
 */
export function callerKey(processSecret: string, address: string): string {
  return base32(mac(processSecret, networkOf(address) ?? UNKNOWN).subarray(0, 16))
}

/** No address with a port and a zone is longer. */
const MAX_LENGTH = 100
/** The part of an IPv6 address that an internet provider gives to one customer. */
const NETWORK_GROUPS = 4

/**
 * The network of a caller: the IPv4 address, or the /64 of the IPv6 address, in one spelling. Ports,
 * brackets, zones, letter case and IPv4-mapped spellings make no difference. IPv4 addresses have exactly
 * four decimal parts.
 *
 * @param address - as a socket or a proxy spells it
 * @returns `null` for a text that is not an address
 */
export function networkOf(address: string): string | null {
  if (address.length > MAX_LENGTH) return null
  const text = withoutPort(address.trim())
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text).toString()
  const withoutZone = text.replace(/%[^%]*$/u, '')
  if (!ipaddr.IPv6.isValid(withoutZone)) return null
  const parsed = ipaddr.process(withoutZone)
  if (parsed instanceof ipaddr.IPv4) return parsed.toString()
  const groups = parsed.parts.slice(0, NETWORK_GROUPS).map((group) => group.toString(16))
  return `${groups.join(':')}::/64`
}

const BRACKETED = /^\[([^\]]*)\](?::\d{1,5})?$/
const IPV4_WITH_PORT = /^(\d[\d.]*):\d{1,5}$/

function withoutPort(text: string): string {
  return BRACKETED.exec(text)?.[1] ?? IPV4_WITH_PORT.exec(text)?.[1] ?? text
}

/**
 * The entry of `X-Forwarded-For` that the outermost trusted proxy added. Each proxy appends the address
 * of its caller, so the last entry comes from the innermost proxy. With `hops` proxies of one's own, the
 * entry `hops` places from the end is the first that one of them wrote; a caller can write anything to
 * the left of it. Empty entries count, since no proxy adds any.
 *
 * @param header - all header fields of that name, joined by commas
 * @param hops - how many trusted proxies a request passes
 * @returns `null` when no proxy is trusted, or the header has fewer entries than proxies
 */
export function forwardedFor(header: string | undefined, hops: number): string | null {
  if (header === undefined || hops < 1) return null
  return header.split(',').at(-hops)?.trim() ?? null
}
