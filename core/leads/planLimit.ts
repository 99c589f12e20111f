import type {FieldProblem} from '../envelope/envelope.ts'

/**
 * How many leads a site may still add by hand or by an import. What forms send always becomes a lead, so
 * a site can be over its limit: nothing that a person submitted is lost.
 *
 * @param limit - `planLimit` of the site; without one there is room for any number
 * @param count - the leads that the site has
 */
export function roomFor(limit: number | null | undefined, count: number): number {
  return limit == null ? Infinity : Math.max(0, limit - count)
}

/**
 * Why leads do not fit into a site's plan, with the numbers and what to do; `null` when they fit.
 *
 * @param count - the leads that the site has
 * @param adding - the leads that are to be added
 */
export function planProblem(
  limit: number | null | undefined,
  count: number,
  adding: number,
): FieldProblem | null {
  const room = roomFor(limit, count)
  if (adding <= room || limit == null) return null
  const fits = room === 0 ? 'No more fit' : `${NUMBER.format(room)} more fit`
  const reason =
    `The site’s plan has room for ${NUMBER.format(limit)} leads, and there are ` +
    `${NUMBER.format(count)}. ${fits}. Delete leads that nobody needs, or ask an administrator of ` +
    'the network to raise the limit.'
  return {field: 'planLimit', reason}
}

const NUMBER = new Intl.NumberFormat('en')
