/** A site's limit, and how much of it is used. */
export interface ShareInput {
  /** How many submissions the site takes in a window. */
  limit: number
  /** How many it has taken in this window. */
  used: number
  /** How many of those came from the caller. */
  held: number
}

/** Whether a submission may be written, or why not. */
export type ShareDecision = 'granted' | 'full' | 'share-used'

/**
 * The part of the rest that one caller may hold once half of the limit is used. To use up a limit of
 * 500, at least 49 callers have to act together.
 */
const SHARE_OF_REST = 1 / 10

/**
 * Decides whether a site takes another submission of a caller. The first half of the limit is open to
 * all. In the second half, a caller's share shrinks with what is left, so that a new caller is served
 * until nothing is left: dynamic thresholds for shared buffers (Choudhury and Hahne, "Dynamic queue length thresholds for shared-memory packet switches", 1998).
 */
export function siteShare({limit, used, held}: ShareInput): ShareDecision {
  if (used >= limit) return 'full'
  if (used * 2 < limit) return 'granted'
  const share = Math.max(1, Math.floor((limit - used) * SHARE_OF_REST))
  return held < share ? 'granted' : 'share-used'
}
