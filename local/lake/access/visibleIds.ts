import type {Permission} from '../../../core/tenancy/grants.ts'
import {parseGroq, type GroqNode} from '../groq/groqNode.ts'
import {ownAttribute, constantValue} from '../groq/groqTree.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {isAdministrator, type Caller, type AccessControl} from './lakeCaller.ts'

/** Ids from `from` on, before `to`. */
export interface IdRange {
  from: string
  to: string
}

/** All ids: they begin with an ASCII character. */
const EVERY: IdRange = {from: '', to: '\u007F'}

function pathRange(pattern: string): IdRange | null {
  if (pattern === '**') return EVERY
  const from = pattern.slice(0, -2)
  if (!pattern.endsWith('.**') || from.includes('*')) return null
  // "/" follows ".", so the range contains all ids that begin with `from`.
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

/** Whether the ranges contain all ids. */
export function isEverything(ranges: readonly IdRange[]): boolean {
  return ranges.some(({from, to}) => from === EVERY.from && to === EVERY.to)
}

/**
 * The ids of all documents on which a caller has a permission, where the grants depend on ids alone, as
 * this project's read grants do.
 *
 * @returns `null` where they depend on the documents
 */
export function visibleIds(
  caller: Pick<Caller, 'grants' | 'role'>,
  permission: Permission = 'read',
): IdRange[] | null {
  const ranges: IdRange[] = []
  for (const {filter, permissions} of caller.grants) {
    if (!permissions.includes(permission)) continue
    const found = rangesOf(parseGroq(filter))
    if (!found) return null
    ranges.push(...found)
  }
  // Some documents below "_." are for administrators only, whatever the grants say.
  const isOpen = !isAdministrator(caller) && ranges.some(({from, to}) => from <= '_/' && to > '_.')
  return isOpen ? null : ranges
}

/** What a reader may see of the past. */
export interface HistoryView {
  /** Id of the reader, who may see their own transactions. */
  reader: string
  /** Ids of all documents whose past they may see; `null` where this depends on the documents. */
  ids: readonly IdRange[] | null
  /** Whether an existing or deleted document is one of them. */
  includes(id: string): boolean
}

interface ViewParts {
  can: AccessControl['can']
  caller: Caller
  /** The caller needs all of them. */
  permissions: readonly [Permission, ...Permission[]]
  /** The current state of a document, or the last one of a deleted document. */
  latestOf: (id: string) => StoredDocument | null
}

/**
 * The documents on which a caller has permissions, existing or deleted. Where grants depend on ids
 * alone, no document is read.
 */
export function documentView({can, caller, permissions, latestOf}: ViewParts): HistoryView {
  const [first, ...others] = permissions.map((permission) => visibleIds(caller, permission))
  const ids = others.reduce<ReturnType<typeof visibleIds>>(
    (left, right) => left && right && intersection(left, right),
    first ?? null,
  )
  const known = new Map<string, boolean>()
  const check = (id: string): boolean => {
    const latest = latestOf(id)
    return latest !== null && permissions.every((permission) => can(caller, permission, latest))
  }
  return {
    reader: caller.id,
    ids,
    includes(id) {
      if (ids) return isWithin(id, ids)
      const answer = known.get(id) ?? check(id)
      known.set(id, answer)
      return answer
    },
  }
}
