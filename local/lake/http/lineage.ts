import type {HonoRequest} from 'hono'

/**
 * The header with which a function's writes say which chain of calls they belong to, as
 * `<id>:<count>`. `@sanity/client` sends it where `X_SANITY_LINEAGE` is set.
 */
export const LINEAGE_HEADER = 'x-sanity-lineage'

/** Visible ASCII, as long as a token of any hosted function may reasonably be. */
const LINEAGE = /^[\x21-\x7e]{1,200}$/

/** The lineage that a request states; `null` without one, and for one that is no token. */
export function lineageOf(request: HonoRequest): string | null {
  const stated = request.header(LINEAGE_HEADER)
  return stated !== undefined && LINEAGE.test(stated) ? stated : null
}
