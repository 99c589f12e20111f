import type {Permission} from '../../../core/tenancy/grants.ts'
import type {Caller} from '../access/lakeCaller.ts'
import {parseGroq, type GroqNode} from '../groq/groqNode.ts'
import {ownAttribute, constantValue} from '../groq/groqTree.ts'

/** Ids from one on, up to another without it. */
export interface IdRange {
  from: string
  to: string
}

/** Every id there is: they begin with a character of ASCII. */
const EVERY: IdRange = {from: '', to: '\u007F'}

function pathRange(pattern: string): IdRange | null {
  if (pattern === '**') return EVERY
  const from = pattern.slice(0, -2)
  if (!pattern.endsWith('.**') || from.includes('*')) return null
  // The character after the dot, so that the range holds whatever begins with `from`.
  return {from, to: `${from.slice(0, -1)}/`}
}

function rangesOf(node: GroqNode): IdRange[] | null {
  if (node.type === 'Group') return rangesOf(node.base)
  if (node.type === 'Or') {
    const [left, right] = [rangesOf(node.left), rangesOf(node.right)]
    return left && right && [...left, ...right]
  }
  if (node.type !== 'OpCall' || ownAttribute(node.left) !== '_id') return null
  if (node.op === '==') {
    const value = constantValue(node.right)?.value
    return typeof value === 'string' ? [{from: value, to: `${value}\0`}] : null
  }
  if (node.op !== 'in' || node.right.type !== 'FuncCall' || node.right.name !== 'path') return null
  const pattern = node.right.args[0] && constantValue(node.right.args[0])?.value
  const range = typeof pattern === 'string' ? pathRange(pattern) : null
  return range && [range]
}

/** The ids in both of two lists of ranges. */
export function intersection(one: readonly IdRange[], other: readonly IdRange[]): IdRange[] {
  return one.flatMap((a) =>
    other
      .map((b) => ({from: a.from > b.from ? a.from : b.from, to: a.to < b.to ? a.to : b.to}))
      .filter(({from, to}) => from < to),
  )
}

/** Whether an id is in one of the ranges. */
export function isWithin(id: string, ranges: readonly IdRange[]): boolean {
  return ranges.some(({from, to}) => id >= from && id < to)
}

/** Whether ranges hold every id there is. */
export function isEverything(ranges: readonly IdRange[]): boolean {
  return ranges.some(({from, to}) => from === EVERY.from && to === EVERY.to)
}

/**
 * The ids of all documents on which a caller has a permission, where that is told by ids alone, as
 * this project's grants to read do.
 *
 * @returns `null` where documents have to be looked into
 */
export function visibleIds(
  {grants}: Pick<Caller, 'grants'>,
  isAdministrator: boolean,
  permission: Permission = 'read',
): IdRange[] | null {
  const ranges: IdRange[] = []
  for (const {filter, permissions} of grants) {
    if (!permissions.includes(permission)) continue
    const found = rangesOf(parseGroq(filter))
    if (!found) return null
    ranges.push(...found)
  }
  // Some documents below "_." are left to administrators, whatever the grants say.
  const isOpen = !isAdministrator && ranges.some(({from, to}) => from <= '_/' && to > '_.')
  return isOpen ? null : ranges
}
