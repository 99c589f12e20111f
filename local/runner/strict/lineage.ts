/**
 * How many calls a chain may have: `MAX_RECURSION_COUNT` of `@sanity/functions`, and 16 in Sanity's
 * documentation (help article "Functions rate limit").
 */
export const LONGEST_CHAIN = 16

const TOKEN = /^(.+):(\d{1,9})$/

/**
 * The lineage token of a call, which `@sanity/client` sends with every request of the call. It has
 * the form `<chain>:<number of the call>`, as `buildLineageToken` of `@sanity/functions` makes it.
 *
 * @param parent - lineage of the write that causes the call; `null` where it had none
 * @param newChain - name of a chain that begins with this call
 * @returns the token, or `null` when the chain is at its end and the call is not to be made
 */
export function nextLineage(parent: string | null, newChain: string): string | null {
  const token = parent?.trim() ?? ''
  const [, chain, count] = TOKEN.exec(token) ?? []
  if (chain === undefined) return `${token || newChain}:1`
  const calls = Number(count)
  return calls >= LONGEST_CHAIN ? null : `${chain}:${calls + 1}`
}
