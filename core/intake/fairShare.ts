/** Where a site's limit stands, and what of it a caller has used. */
export interface ShareInput {
  /** How many submissions the site takes in a window. */
  limit: number
  /** How many it took in this window. */
  used: number
  /** How many of those came from the caller. */
  held: number
}

/** Whether a submission may be written; `full` and `share-used` say why not. */
export type ShareDecision = 'granted' | 'full' | 'share-used'

/**
 * The part of what is left that one caller may hold once half of the limit is used. To use up a limit
 * of 500, at least 49 callers have to act together.
 */
const SHARE_OF_REST = 1 / 10

/**
 * Decides whether a site takes another submission of a caller. The first half of the limit is free to
 * all. Of the second half a caller may use the less the less is left, so that one who sent nothing yet
 * is served until nothing is left. The idea is that of dynamic thresholds for shared buffers
 * (Choudhury and Hahne, "Dynamic queue length thresholds for shared-memory packet switches", 1998).
 */
export function siteShare({limit, used, held}: ShareInput): ShareDecision {
  if (used >= limit) return 'full'
  if (used * 2 < limit) return 'granted'
  const share = Math.max(1, Math.floor((limit - used) * SHARE_OF_REST))
  return held < share ? 'granted' : 'share-used'
}
