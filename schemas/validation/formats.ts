/** `true`, or a sentence that says what is wrong and what to do; as Sanity's custom rules want it. */
export type Verdict = true | string

/** An absent value is the business of `required()`, not of a format. */
function whenPresent(check: (value: string) => Verdict): (value: string | undefined) => Verdict {
  return (value) => (value === undefined || value === '' ? true : check(value))
}

/**
 * A time zone by its IANA name. Offsets such as `+01:00`, which `Intl` would take too, are refused:
 * they say nothing about summer time, so a date of consent could not be read back.
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
    return canonical === value || `Write this language as “${canonical}”.`
  } catch {
    return `“${value}” is not a language tag. Use one such as en or de-CH.`
  }
})

/**
 * An origin as a browser sends it: scheme, host and port, nothing after. Plain http is left to this
 * machine, since anybody on the way could change a form that arrives over it.
 */
export const webOrigin = whenPresent((value) => {
  if (!URL.canParse(value)) {
    return `“${value}” is not an origin. Use one such as https://example.com.`
  }
  const {origin, protocol, hostname} = new URL(value)
  if (protocol !== 'https:' && protocol !== 'http:') {
    return `“${value}” is not an origin of web pages. Use one such as https://example.com.`
  }
  if (origin !== value) return `An origin ends after host and port. Write ${origin}.`
  const here =
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1'
  return protocol === 'https:' || here || `Use https: ${origin.replace('http:', 'https:')}.`
})

/** A host name as browsers spell it, with a port where it is not the usual one. */
export const hostName = whenPresent((value) => {
  const problem = `“${value}” is not a host name. Use one such as example.com.`
  if (!URL.canParse(`https://${value}`)) return problem
  const {host} = new URL(`https://${value}`)
  if (host === value) return true
  return host === value.toLowerCase() ? `Write it in lower case: ${host}.` : problem
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

/** Text that holds JSON, as filters and audiences do. */
export const jsonText = whenPresent((value) => {
  try {
    JSON.parse(value)
    return true
  } catch {
    return 'This is not valid JSON. It is best written by the tool that it belongs to.'
  }
})
