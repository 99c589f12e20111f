/**
 * Whether a host name can only mean this machine: `localhost`, anything under `.localhost`
 * (RFC 6761), an address in 127.0.0.0/8, or `::1`.
 *
 * @param hostname - without a port; an IPv6 address with or without brackets
 */
export function isLoopbackHostname(hostname: string): boolean {
  const name = hostname.toLowerCase()
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    name === '::1' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
  )
}

/** Whether an origin, or any other URL, is HTTP on this machine. */
export function isLoopbackUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const {protocol, hostname, username, password} = new URL(value)
  return (
    (protocol === 'http:' || protocol === 'https:') &&
    username === '' &&
    password === '' &&
    isLoopbackHostname(hostname)
  )
}
