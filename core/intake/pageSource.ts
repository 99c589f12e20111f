/** Where a form was sent from, without personal data. */
export interface PageSource {
  pageUrl?: string
  utm?: UtmValues
}

/** The campaign parameters that a page's address has. */
export interface UtmValues {
  source?: string
  medium?: string
  campaign?: string
  term?: string
  content?: string
}

const UTM = ['source', 'medium', 'campaign', 'term', 'content'] as const
const MAX_URL = 2000
const MAX_VALUE = 200
/**
 * An e-mail address, plain or URL-encoded. One character on each side is enough: a longer pattern takes
 * time that grows with the square of the length.
 */
const EMAIL = /[^\s/](?:@|%40)[^\s/]/iu

function webUrl(text: string): URL | null {
  try {
    const url = new URL(text)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null
  } catch {
    return null
  }
}

function pathWithoutPeople(pathname: string): string {
  return pathname
    .split('/')
    .map((segment) => (EMAIL.test(segment) ? '-' : segment))
    .join('/')
}

/** The campaign parameters of an address, without values that contain an e-mail address. */
function utmOf(url: URL): UtmValues {
  const values: UtmValues = {}
  for (const name of UTM) {
    const value = url.searchParams.get(`utm_${name}`)?.trim().toWellFormed().slice(0, MAX_VALUE)
    if (value && !EMAIL.test(value)) values[name] = value.toWellFormed()
  }
  return values
}

/**
 * The part of a page's address that may be stored: origin, path and campaign parameters. Credentials,
 * fragment and all other parameters are dropped, since sites put sessions, names and addresses there;
 * so are path segments that contain an e-mail address.
 *
 * @param page - as the form sent it; anything but an http(s) address gives nothing
 */
export function pageSource(page: string | null | undefined): PageSource {
  const url = page && page.length <= 10_000 ? webUrl(page) : null
  if (!url) return {}
  const utm = utmOf(url)
  const clean = new URL(url.origin + pathWithoutPeople(url.pathname))
  for (const name of UTM) {
    const value = utm[name]
    if (value) clean.searchParams.set(`utm_${name}`, value)
  }
  const source: PageSource = clean.href.length <= MAX_URL ? {pageUrl: clean.href} : {}
  return Object.keys(utm).length > 0 ? {...source, utm} : source
}

/** The part of a referrer that may be stored: origin and path; `undefined` for a non-http(s) address. */
export function cleanReferrer(referrer: string | null | undefined): string | undefined {
  const url = referrer && referrer.length <= 10_000 ? webUrl(referrer) : null
  if (!url) return undefined
  const clean = url.origin + pathWithoutPeople(url.pathname)
  return clean.length <= MAX_URL ? clean : url.origin
}
