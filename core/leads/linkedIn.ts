const HOST = 'linkedin.com'

/** The address as it is stored: with `https://`, also where somebody left that out. */
export function cleanLinkedIn(line: string): string {
  if (line === '') return ''
  if (/^http:\/\//iu.test(line)) return line.replace(/^http/iu, 'https')
  return /^(?:[\w-]+\.)*linkedin\.com(?:[/?#]|$)/iu.test(line) ? `https://${line}` : line
}

/** Whether a text is the address of a page at LinkedIn. */
export function isLinkedIn(text: string): boolean {
  if (!URL.canParse(text)) return false
  const {protocol, hostname, username, password, port} = new URL(text)
  const isThere = hostname === HOST || hostname.endsWith(`.${HOST}`)
  return protocol === 'https:' && isThere && username === '' && password === '' && port === ''
}
