import {problem, type FieldProblem} from '../problems/problem.ts'

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
  const found =
    room === 0
      ? problem('plan.full', {limit, count})
      : problem('plan.too-few', {limit, count, room})
  return {field: 'planLimit', ...found}
}
