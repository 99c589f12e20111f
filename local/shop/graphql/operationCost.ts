import type {CostedField} from './costPlan.ts'

/** A single operation may cost no more, on any plan. */
export const MAX_COST = 1000

type Variables = Readonly<Record<string, unknown>>

/**
 * What an operation may cost at most, which decides whether it is admitted: one point for an object,
 * and for a page as many as its objects are, and those within them, by the number of objects that
 * cost one point.
 *
 * @param objectsPerPoint - 20 gives what was measured of a page of 250 orders (13 points); 1 counts
 *   every object
 */
export function requestedCost(
  fields: readonly CostedField[],
  variables: Variables,
  objectsPerPoint: number,
): number {
  let cost = 0
  for (const {pageSize, fields: inner} of fields) {
    const each = 1 + requestedCost(inner, variables, objectsPerPoint)
    cost += pageSize ? Math.ceil((pageSize(variables) * each) / objectsPerPoint) : each
  }
  return cost
}

/** What an operation cost by what it gave, which the bucket is charged. */
export function actualCost(
  fields: readonly CostedField[],
  data: unknown,
  objectsPerPoint: number,
): number {
  let cost = 0
  for (const {key, pageSize, lists, fields: inner} of fields) {
    const given = memberOf(data, key)
    if (given === null || given === undefined) continue
    if (!pageSize) {
      cost += 1 + actualCost(inner, given, objectsPerPoint)
      continue
    }
    let objects = 0
    for (const list of lists) {
      const nodes = memberOf(given, list)
      if (!Array.isArray(nodes)) continue
      for (const node of nodes) objects += 1 + actualCost(inner, node, objectsPerPoint)
    }
    cost += Math.ceil(objects / objectsPerPoint)
  }
  return cost
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
