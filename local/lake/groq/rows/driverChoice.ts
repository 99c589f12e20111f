import {contains} from '../groqTree.ts'
import type {GroqNode} from '../groqNode.ts'
import {compileSql} from '../sql/compileCondition.ts'
import {coveringDriver} from './coveringIndex.ts'
import {driverOf} from './drivers.ts'
import type {Driver} from './rowFinders.ts'
import type {OrderKey} from './orderedRows.ts'
import type {LakeSearch, PreparedFilter} from '../sql/preparedFilter.ts'
import {neededSignatures} from '../sql/signatureCondition.ts'
import {isTextMatch} from '../sql/textCondition.ts'
import {isTextPart} from '../sql/textPart.ts'
import {
  isCommonWord,
  lastPlace,
  partOfFamilies,
  partOfRows,
  partWithSignature,
} from './wordSample.ts'

/** More than this are not remembered from one statement to the next. */
const GATHERED = 5000

/** From such a part of all documents on, what is found among all is mostly of a filter's families. */
const MOST = 0.3

/** Whether most documents are of a filter's families. */
export function isMostOfAll(prepared: PreparedFilter, search: LakeSearch): boolean {
  return partOfFamilies(prepared, search) >= MOST
}

/**
 * Whether rows are better checked in the order in which they lie than fetched by some index. Where
 * nothing is left to be checked, an index alone gives them.
 */
export function isReadInOrder(prepared: PreparedFilter, search: LakeSearch): boolean {
  return prepared.where.text !== '1' && isMostOfAll(prepared, search)
}

/**
 * What a driver finds, as a driver that need not look again; `null` when that is too much.
 *
 * @param isSearch - whether finding takes longer than keeping what is found: then it is done once
 */
function gathered(
  {rows}: LakeSearch,
  driver: Driver,
  most: number,
  isSearch: boolean,
): {driver: Driver; size: number} | null {
  const isKept = most <= GATHERED && driver.column === null
  const first = (select: string): unknown[] =>
    rows(
      `SELECT ${select} FROM (SELECT n FROM (${driver.text}) LIMIT ${most + 1})`,
      driver.params,
    )[0] ?? []
  const all = 'json_group_array(n)'
  const [count, known] = first(isKept && isSearch ? `count(*), ${all}` : 'count(*)')
  const size = Number(count)
  if (size > most) return null
  const [list] = isKept && !isSearch ? first(all) : [known]
  if (typeof list !== 'string') return {driver, size}
  const text = 'SELECT value AS n FROM json_each(?)'
  return {driver: {...driver, text, params: [list], words: null}, size}
}

/**
 * Whether looking for words should rather go along the order that is wanted than start from all
 * documents that have them: gathering these takes long where there are many.
 *
 * @param isRelated - whether all that is found may be at the far end of the order
 */
function isMetSoon(
  condition: GroqNode,
  prepared: PreparedFilter,
  search: LakeSearch,
  isRelated: boolean,
): boolean {
  const holds = compileSql(condition, true, prepared.scope)
  const signatures = neededSignatures(condition, prepared.scope)
  const part = signatures && partWithSignature(prepared, search, signatures, holds)
  if (part === null) return partOfRows(prepared, search, holds) >= 0.005
  const {few, rare} = search.limits
  return part * lastPlace(search) > (isRelated ? few : rare)
}

/** Whether an order is by something that a search looks for words in. */
function isOfTexts({key}: OrderKey, {scope}: PreparedFilter): boolean {
  return scope.plan.texts.some((text) => key.includes(text.key))
}

/**
 * The driver that finds the fewest rows, if one finds few enough. What passes over a whole index, as
 * a search for words in whole documents (`text::query`) and for parts of texts, is not counted, but
 * gone by when nothing else finds few.
 *
 * @param most - drivers that find more are not taken
 * @param order - what will be walked along otherwise, if anything will
 */
export function bestDriver(
  prepared: PreparedFilter,
  search: LakeSearch,
  most: number,
  order: readonly OrderKey[] = [],
): Driver | null {
  const {scope, conditions} = prepared
  let best: Driver | null = null
  let scan: Driver | null = null
  let fewest = most
  for (const condition of conditions) {
    const isSearch = contains(condition, isWordMatch)
    if (isSearch && most === search.limits.few) {
      const isRelated = order.some((key) => isOfTexts(key, prepared))
      if (isMetSoon(condition, prepared, search, isRelated)) continue
    }
    const driver = driverOf(condition, scope, search.file.plan, {
      isBroad: (word, columns) => isCommonWord(prepared, search, word, columns),
      byFamily: !isSearch || !isMostOfAll(prepared, search),
    })
    if (!driver) {
      scan ??= partScan(condition, prepared, search)
      continue
    }
    if (driver.isScan) {
      scan = driver
      continue
    }
    const found = gathered(search, driver, fewest, isSearch)
    if (!found) continue
    best = found.driver
    fewest = found.size
  }
  return best ?? scan
}

/** Finds texts that contain or end with another by passing over an index that has the texts. */
function partScan(
  condition: GroqNode,
  prepared: PreparedFilter,
  search: LakeSearch,
): Driver | null {
  if (!contains(condition, isTextPart)) return null
  const where = compileSql(condition, true, {...prepared.scope, free: new Set()})
  if (!where.exact) return null
  const driver = coveringDriver({...prepared, conditions: [condition], where}, search)
  return driver && {...driver, isScan: true}
}

/** Whether a node looks for words in single values, not in a whole document. */
export function isWordMatch(node: GroqNode): boolean {
  return node.type === 'OpCall' && node.op === 'match' && !isTextMatch(node)
}
