import type {GroqNode} from '../groqNode.ts'
import {contains} from '../groqTree.ts'
import {compileSql} from '../sql/compileSql.ts'
import type {LakeSearch, PreparedFilter} from '../sql/lakeSearch.ts'
import {isWordMatch} from '../sql/matchCondition.ts'
import {neededSignatures} from '../sql/signatureCondition.ts'
import {isTextPart} from '../sql/textPart.ts'
import {accessPathOf, idRangePath, type AccessPath} from './accessPath.ts'
import {
  highestPosition,
  isCommonWord,
  shareOfPartitions,
  shareOfRows,
  shareWithSignature,
} from './estimates.ts'
import {pinnedColumns, type OrderKey} from './orderIndex.ts'
import {coveringPath} from './rowStatement.ts'

/** More positions than this are not kept from one statement to the next. */
const MAX_GATHERED = 5000

/** Above this share of all documents, most rows found among all are in a filter's partitions. */
const MOST = 0.3

/** Up to this share of all documents, a range of ids is read rather than all rows. */
const MUCH = 0.1

/** Above this share of rows, a word is met soon along an order. */
const MET_SOON = 0.005

/** Whether most documents are in a filter's partitions. */
function isMostOfAll(prepared: PreparedFilter, search: LakeSearch): boolean {
  return shareOfPartitions(prepared, search) >= MOST
}

/**
 * Whether rows are better read in the order of the table than fetched through an index. Where no
 * condition is left to check, an index alone gives them.
 */
export function isReadInOrder(prepared: PreparedFilter, search: LakeSearch): boolean {
  return prepared.where.text !== '1' && isMostOfAll(prepared, search)
}

/**
 * The access path that finds the fewest rows of a filter, if one finds few enough. A path that passes
 * over a whole index (`text::query`, parts of texts) is not counted; it is taken where no other path
 * finds few. The conditions on ids are one path together.
 *
 * @param most - paths that find more rows are not taken
 * @param order - the order whose index is walked where no path is taken, if any
 */
export function bestAccessPath(
  prepared: PreparedFilter,
  search: LakeSearch,
  most: number,
  order: readonly OrderKey[] = [],
): AccessPath | null {
  const {scope, conditions} = prepared
  let best: AccessPath | null = null
  let scan: AccessPath | null = null
  let fewest = most
  for (const condition of conditions) {
    const isSearch = contains(condition, isWordMatch)
    if (isSearch && most === search.limits.fewRows) {
      const isRelated = order.some((key) => isOfTexts(key, prepared))
      if (isMetSoon(condition, prepared, search, isRelated)) continue
    }
    const path = accessPathOf(condition, scope, search.file.plan, {
      isBroad: (word, columns) => isCommonWord(prepared, search, word, columns),
      byPartition: !isSearch || !isMostOfAll(prepared, search),
    })
    if (!path) {
      scan ??= textPartScan(condition, prepared, search)
      continue
    }
    if (path.isScan) {
      scan = path
      continue
    }
    const found = gather(search, path, fewest, isSearch)
    if (!found) continue
    best = found.path
    fewest = found.size
  }
  const isUnordered = order.length === 0
  const range = idRangePath(conditions, scope, isUnordered)
  if (!range) return best ?? scan
  // Without a path and a value that an index begins with, all rows of the partitions would be read.
  const isAll = isUnordered && !best && pinnedColumns(conditions, scope).size === 0
  const instead = isAll ? highestPosition(search) * MUCH : 0
  const found = gather(search, range, Math.max(fewest, Math.ceil(instead)), false)
  return found?.path ?? best ?? scan
}

/**
 * Counts what a path finds, and keeps the positions where they are few, so that the path need not
 * run again; `null` when it finds too many.
 *
 * @param isSearch - whether finding takes longer than keeping: then one statement does both
 */
function gather(
  {rows}: LakeSearch,
  path: AccessPath,
  most: number,
  isSearch: boolean,
): {path: AccessPath; size: number} | null {
  const isKept = most <= MAX_GATHERED && path.column === null
  const first = (select: string): unknown[] =>
    rows(
      `SELECT ${select} FROM (SELECT n FROM (${path.text}) LIMIT ${most + 1})`,
      path.params,
    )[0] ?? []
  const all = 'json_group_array(n)'
  const [count, known] = first(isKept && isSearch ? `count(*), ${all}` : 'count(*)')
  const size = Number(count)
  if (size > most) return null
  const [list] = isKept && !isSearch ? first(all) : [known]
  if (typeof list !== 'string') return {path, size}
  const text = 'SELECT value AS n FROM json_each(?)'
  return {path: {...path, text, params: [list], isWordSearch: false}, size}
}

/**
 * Whether a word search should walk the index of the order instead of gathering all documents that
 * have the words, which takes long where they are many.
 *
 * @param isRelated - whether all matches may be at the far end of the order
 */
function isMetSoon(
  condition: GroqNode,
  prepared: PreparedFilter,
  search: LakeSearch,
  isRelated: boolean,
): boolean {
  const holds = compileSql(condition, true, prepared.scope)
  const signatures = neededSignatures(condition, prepared.scope)
  const share = signatures && shareWithSignature(prepared, search, signatures, holds)
  if (share === null) return shareOfRows(prepared, search, holds) >= MET_SOON
  const {fewRows, rareWords} = search.limits
  return share * highestPosition(search) > (isRelated ? fewRows : rareWords)
}

/** Whether an order is by a text that full text search covers. */
function isOfTexts({key}: OrderKey, {scope}: PreparedFilter): boolean {
  return scope.plan.texts.some((text) => key.includes(text.key))
}

/** "Contains" and "ends with": passes over an index that has the texts. */
function textPartScan(
  condition: GroqNode,
  prepared: PreparedFilter,
  search: LakeSearch,
): AccessPath | null {
  if (!contains(condition, isTextPart)) return null
  const where = compileSql(condition, true, {...prepared.scope, free: new Set()})
  if (!where.exact) return null
  const path = coveringPath({...prepared, conditions: [condition], where}, search)
  return path && {...path, isScan: true}
}
