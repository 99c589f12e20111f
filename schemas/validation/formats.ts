/** `true`, or a problem with what to do about it, as Sanity's custom rules return it. */
export type Verdict = true | string

/** Skips absent values: those are checked by `required()`. */
function whenPresent(check: (value: string) => Verdict): (value: string | undefined) => Verdict {
  return (value) => (value === undefined || value === '' ? true : check(value))
}

/**
 * A time zone by its IANA name. Refuses offsets such as `+01:00`, which `Intl` would accept: they don't
 * tell about daylight saving time.
 */
export const timeZone = whenPresent((value) => {
  const problem = `“${value}” is not a time zone. Use an IANA name such as Europe/Stockholm.`
  if (!/^[A-Za-z]/.test(value)) return problem
  try {
    new Intl.DateTimeFormat('en', {timeZone: value}).resolvedOptions()
    return true
  } catch {
    return problem
  }
})

/** A language by its BCP 47 tag. */
export const languageTag = whenPresent((value) => {
  try {
    const [canonical] = Intl.getCanonicalLocales(value)
    return canonical === value || `Use “${canonical}” for this language.`
  } catch {
    return `“${value}” is not a language tag. Use one such as en or de-CH.`
  }
})

/**
 * An origin as a browser sends it: scheme, host and port. Plain http only for this machine, since
 * anybody on the network could change a form that is sent over it.
 */
export const webOrigin = whenPresent((value) => {
  if (!URL.canParse(value)) {
    return `“${value}” is not an origin. Use one such as https://example.com.`
  }
  const {origin, protocol, hostname} = new URL(value)
  if (protocol !== 'https:' && protocol !== 'http:') {
    return `“${value}” is not an origin of web pages. Use one such as https://example.com.`
  }
  if (origin !== value) return `An origin has no path. Use ${origin}.`
  const here =
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1'
  return protocol === 'https:' || here || `Use https: ${origin.replace('http:', 'https:')}.`
})

/** A host name as browsers write it, with a port where it is not the default. */
export const hostName = whenPresent((value) => {
  const problem = `“${value}” is not a host name. Use one such as example.com.`
  if (!URL.canParse(`https://${value}`)) return problem
  const {host} = new URL(`https://${value}`)
  if (host === value) return true
  return host === value.toLowerCase() ? `Use lower case: ${host}.` : problem
})

/** A short name that goes into data and addresses: lower-case letters, digits, hyphens. */
export const shortName = whenPresent(
  (value) =>
    /^[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?$/.test(value) ||
    'Use up to 60 lower-case letters, digits, hyphens and underscores.',
)

/** A name of a form's field as HTML forms send it. */
export const fieldName = whenPresent(
  (value) =>
    /^[A-Za-z][A-Za-z0-9_.-]{0,59}$/.test(value) ||
    'Use up to 60 letters, digits, dots, hyphens and underscores, starting with a letter.',
)

/** A Shopify store by its permanent domain. */
export const storeDomain = whenPresent(
  (value) =>
    /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(value) ||
    'Use the store’s permanent domain, such as example.myshopify.com.',
)

/** A version of Shopify's API: the first month of a quarter. */
export const shopifyApiVersion = whenPresent(
  (value) => /^20\d\d-(?:01|04|07|10)$/.test(value) || 'Use a version such as 2026-10, or 2027-01.',
)

/** A text that holds JSON. */
export const jsonText = whenPresent((value) => {
  try {
    JSON.parse(value)
    return true
  } catch {
    return 'This is not valid JSON. Edit it in its tool.'
  }
})
