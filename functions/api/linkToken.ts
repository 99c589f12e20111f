import type {ServerSite} from '../shared/siteRegistry.ts'
import type {SiteSecrets} from '../shared/siteSecrets.ts'
import type {SecretPurpose} from '../../core/people/siteSecret.ts'
import {MAX_BODY_BYTES, readBody} from './readBody.ts'
import type {AddressLimiter} from './limits/addressLimiter.ts'
import type {ApiContext} from './services.ts'

/** Members of a link's form, and its token from the form or else from the address. */
export interface LinkRequest {
  token: string
  body: Record<string, unknown>
}

/** Reads the token of a link: from the address, or from the form behind its button. */
export async function readLinkRequest(context: ApiContext): Promise<LinkRequest> {
  const fromAddress = context.req.query('token') ?? ''
  const size = context.req.header('content-length')
  const hasBody =
    context.req.method === 'POST' && size !== '0' && context.req.header('content-type')
  if (!hasBody || Number(size ?? 0) > MAX_BODY_BYTES) return {token: fromAddress, body: {}}
  const {value: body} = await readBody(context.req.raw)
  const {token} = body
  return {token: typeof token === 'string' && token ? token : fromAddress, body}
}

/** Gives link checks the secret of a site; `null` for a site that does not exist. */
export function secretLookup(
  sites: readonly ServerSite[],
  secrets: SiteSecrets,
  purpose: SecretPurpose,
): (site: string) => string | null {
  return (key) => {
    const site = sites.find((candidate) => candidate.key === key)
    return site ? secrets(site, purpose) : null
  }
}

/** A genuine link was used too often. */
export class LinkLimitError extends Error {
  override readonly name = 'LinkLimitError'
  readonly retryAfterS: number

  constructor(retryAfterS: number) {
    super(`This link was used too often. Try again in ${retryAfterS} s.`)
    this.retryAfterS = retryAfterS
  }
}

/**
 * Counts the use of a genuine link, before the store is asked about it.
 *
 * @throws LinkLimitError when the links of this person were used too often
 */
export function countLinkUse(
  limiter: AddressLimiter,
  {site, personKey}: {site: string; personKey: string},
): void {
  const {exceeded, reset} = limiter.take(`${site}.${personKey}`)
  if (exceeded) throw new LinkLimitError(reset)
}
