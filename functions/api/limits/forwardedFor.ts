/**
 * The entry of `X-Forwarded-For` that the outermost trusted proxy added. Each proxy appends the
 * address that it was called from, so the last entry comes from the innermost proxy. With `hops`
 * proxies of one's own, the entry `hops` places from the end is the first that was written by one of
 * them; whatever stands left of it comes from the caller, who can write anything there. Empty entries
 * count: a proxy adds none.
 *
 * @param header - all header fields of that name, joined by commas
 * @param hops - how many trusted proxies a request passes; 0 when there is none
 * @returns `null` when no proxy is trusted, or the header has fewer entries than proxies
 */
export function forwardedFor(header: string | undefined, hops: number): string | null {
  if (header === undefined || hops < 1) return null
  return header.split(',').at(-hops)?.trim() ?? null
}
