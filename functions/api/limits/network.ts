import ipaddr from 'ipaddr.js'

/** Longer texts are no address with a port and a zone. */
const MAX_LENGTH = 100
const BRACKETED = /^\[([^\]]*)\](?::\d{1,5})?$/
const IPV4_WITH_PORT = /^(\d[\d.]*):\d{1,5}$/
/** The part of an IPv6 address that an internet provider gives one customer. */
const NETWORK_GROUPS = 4

function withoutPort(text: string): string {
  return BRACKETED.exec(text)?.[1] ?? IPV4_WITH_PORT.exec(text)?.[1] ?? text
}

/**
 * The network that a caller is counted under: the IPv4 address, or the /64 of the IPv6 address, in
 * one spelling. Ports, brackets, zones, letter case and IPv4-mapped spellings make no difference.
 * IPv4 is taken in four decimal parts only.
 *
 * @param address - as a socket or a proxy spells it
 * @returns `null` for a text that is no address
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
