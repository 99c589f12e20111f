import type {GroqNode} from '../groqNode.ts'
import {branchesOf, constantValue, expressionKey, mapAll, ownAttribute} from '../groqTree.ts'
import {DOCUMENT_SIGNATURE, type IndexPlan} from '../indexes/indexPlan.ts'
import {entryIndexes} from '../indexes/indexSchema.ts'
import {endOfPrefix, keyOf, type KeyValue} from '../indexes/keyValue.ts'
import {patternWords, type PatternWord} from '../indexes/matchWords.ts'
import {membersOfEqual, namedListKey, namedValueOf} from '../indexes/namedValue.ts'
import {fallbackCondition} from '../native/nativeCondition.ts'
import {compileIdRange, compileSql} from '../sql/compileSql.ts'
import {partitionCondition, type ConditionScope} from '../sql/conditionScope.ts'
import {wordColumns} from '../sql/matchCondition.ts'
import {onlyNamedValue, withMembers} from '../sql/namedCondition.ts'
import {compileNeededTexts} from '../sql/neededTexts.ts'
import {columnsRead, type SqlCondition} from '../sql/sqlCondition.ts'

/**
 * A way to the rows for which a condition may hold: a statement whose column `n` has the position of
 * each of them, some perhaps twice.
 */
export interface AccessPath {
  text: string
  params: KeyValue[]
  /** Whether the statement is one query of full text search and nothing else. */
  isWordSearch: boolean
  /** The column of `entries` whose index decides the condition completely, if there is one. */
  column: string | null
  /** Whether the statement passes over all documents. */
  isScan: boolean
}

/** What the choice of an access path may know about a dataset. */
export interface AccessPathHints {
  /** Whether a word is in so many documents that full text search would be slow to gather them. */
  isBroad: (word: PatternWord, columns: readonly string[]) => boolean
  /**
   * Whether full text search also filters by partition. Where most documents are in the partitions,
   * that only costs time, because it reads the list of all of them.
   */
  byPartition: boolean
}

const NO_HINTS: AccessPathHints = {isBroad: () => false, byPartition: true}

/** Full text search filters by at most this many partitions. */
const MAX_PARTITIONS = 100
/** SQLite unites at most 500 statements. */
const MAX_BRANCHES = 400
/** A named value is looked up for at most this many texts. */
const MAX_TEXTS = 50
/** A condition on a named value that rows can be checked for is evaluated for few values only. */
const FEW_VALUES = 2000

/** The access path of one condition; `null` where no index finds its rows. */
export function accessPathOf(
  node: GroqNode,
  scope: ConditionScope,
  plan: IndexPlan,
  hints: AccessPathHints = NO_HINTS,
): AccessPath | null {
  const scan = signaturePath(node, scope)
  if (scan) return scan
  const decided = fallbackCondition(node)
  if (decided) {
    return decided.fallback ? null : accessPathOf(decided.condition, scope, plan, hints)
  }
  const branches = branchesOf(node)
  if (branches.length > 1) return unionPath(branches, scope, plan, hints)
  return (
    wordPath(node, scope, hints) ??
    memberPath(node, scope) ??
    namedValuePath(node, scope) ??
    evaluatedPath(node, scope) ??
    idPath(node) ??
    columnPath(node, scope, plan)
  )
}

function pathOf(
  text: string,
  params: KeyValue[],
  more: Partial<Pick<AccessPath, 'isWordSearch' | 'column' | 'isScan'>> = {},
): AccessPath {
  return {text, params, isWordSearch: false, column: null, isScan: false, ...more}
}

/** `a || b`: the rows of all branches, if each branch has an access path. */
function unionPath(
  branches: readonly GroqNode[],
  scope: ConditionScope,
  plan: IndexPlan,
  hints: AccessPathHints,
): AccessPath | null {
  if (branches.length > MAX_BRANCHES) return null
  const paths = mapAll(branches, (branch) => accessPathOf(branch, scope, plan, hints))
  if (!paths) return null
  return pathOf(
    paths.map(({text}) => text).join(' UNION ALL '),
    paths.flatMap(({params}) => params),
  )
}

/** Columns of the index that has the document signatures. */
const SIGNED = new Set(['n', 'f', 'id', ...DOCUMENT_SIGNATURE])

/** Passes over the index that has all document signatures. */
function signaturePath(node: GroqNode, scope: ConditionScope): AccessPath | null {
  const {text, params} = compileSql(node, true, {...scope, free: new Set()})
  const columns = columnsRead({text})
  const isSigned = columns.some((name) => DOCUMENT_SIGNATURE.includes(name))
  if (!isSigned || !columns.every((name) => SIGNED.has(name))) return null
  // With the type, as `partitionCondition` has it, SQLite would fetch the rows.
  const among = partitionNumbers(scope)
  const statement = `SELECT n FROM entries e WHERE e.f IN (${among}) AND ${text}`
  return pathOf(statement, params, {isScan: true})
}

/** `name match "ada*"`: full text search for the words of the pattern. */
function wordPath(
  node: GroqNode,
  scope: ConditionScope,
  {isBroad, byPartition}: AccessPathHints,
): AccessPath | null {
  if (node.type !== 'OpCall' || node.op !== 'match') return null
  const pattern = constantValue(node.right)
  const words = pattern && patternWords(pattern.value)
  const columns = wordColumns(node.left, scope)
  if (!words || !columns || scope.partitions.length > MAX_PARTITIONS) return null
  const all = words.filter(({start}) => start !== null)
  // Every matching row has all of the words, so the rarest ones are enough.
  const rare = all.length < 2 ? all : all.filter((word) => !isBroad(word, columns))
  const starts = (rare.length > 0 ? rare : all).flatMap(({start}) => (start ? [start] : []))
  if (starts.length === 0) return null
  const terms = starts.map(
    ({text, isWhole}) => `({${columns.join(' ')}} : ${quoted(text)}${isWhole ? '' : ' *'})`,
  )
  const partitions = scope.partitions.map(({f}) => `"f${f}"`).join(' OR ')
  const search = [...terms, ...(byPartition ? [`(family : (${partitions}))`] : [])].join(' AND ')
  return pathOf('SELECT rowid AS n FROM words WHERE words MATCH ?', [search], {isWordSearch: true})
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** `$tag in tags`: documents whose array has a value. */
export function memberPath(node: GroqNode, scope: ConditionScope): AccessPath | null {
  if (node.type !== 'OpCall' || node.op !== 'in') return null
  const value = constantValue(node.left)
  const list = value && scope.plan.members.find(({key}) => key === expressionKey(node.right))
  const key = list && (typeof value.value === 'object' ? null : keyOf(value.value))
  if (!list || key === null || key === undefined) return null
  const among = partitionNumbers(scope)
  const text = `SELECT n FROM members WHERE list = ? AND value = ? AND f IN (${among})`
  return pathOf(text, [list.number, key])
}

/** `customFields[name == $n][0].value == "text"`: documents whose named value equals a text. */
function namedValuePath(node: GroqNode, scope: ConditionScope): AccessPath | null {
  if (node.type !== 'OpCall' || (node.op !== '==' && node.op !== 'in')) return null
  const isLeft = node.op === 'in' || namedValueOf(node.left) !== null
  const value = namedValueOf(isLeft ? node.left : node.right)
  const constant = constantValue(isLeft ? node.right : node.left)
  const list = value && scope.plan.members.find(({key}) => key === namedListKey(value.list))
  if (!list || !constant) return null
  const texts = node.op === 'in' ? asArray(constant.value) : [constant.value]
  const wanted = mapAll(texts, (text) =>
    typeof text === 'string' ? membersOfEqual(value, text) : null,
  )
  if (!wanted || wanted.length === 0 || wanted.length > MAX_TEXTS) return null
  const among = partitionNumbers(scope)
  const one = `SELECT n FROM members WHERE list = ? AND value >= ? AND value < ? AND f IN (${among})`
  return pathOf(
    wanted.map(() => one).join(' UNION ALL '),
    wanted.flatMap((start) => [list.number, start, endOfPrefix(start)]),
  )
}

/** Any other condition on one named value, which is evaluated once per distinct value. */
function evaluatedPath(node: GroqNode, scope: ConditionScope): AccessPath | null {
  if (!onlyNamedValue(node)) return null
  const isExact = compileSql(node, true, {...scope, named: undefined}).exact
  const results = scope.named?.(node, isExact ? FEW_VALUES : undefined)
  if (!results || results.whenMissing === true) return null
  const {text, params} = withMembers(results, results.trueFor, scope)
  return pathOf(text, params)
}

/**
 * `_id > $after && _id <= $to`: a part of the index of ids.
 *
 * @param isOpen - whether a part up to the end of the index counts too
 */
export function idRangePath(
  conditions: readonly GroqNode[],
  scope: ConditionScope,
  isOpen: boolean,
): AccessPath | null {
  const range = compileIdRange(conditions, scope, isOpen)
  if (!range) return null
  const {text, params} = partitionCondition(scope, false)
  return pathOf(
    `SELECT n FROM entries e WHERE ${text} AND ${range.text}`,
    [...params, ...range.params],
    {column: 'id'},
  )
}

/** `_id == $id`, `_id in $ids`. */
function idPath(node: GroqNode): AccessPath | null {
  if (node.type !== 'OpCall' || (node.op !== '==' && node.op !== 'in')) return null
  const ofRight = ownAttribute(node.left) === '_id'
  if (!ofRight && (node.op === 'in' || ownAttribute(node.right) !== '_id')) return null
  const constant = constantValue(ofRight ? node.right : node.left)
  if (!constant) return null
  const values: unknown[] = node.op === 'in' ? asArray(constant.value) : [constant.value]
  const ids = values.filter((id) => typeof id === 'string')
  if (node.op === 'in' && !Array.isArray(constant.value)) return null
  const text = 'SELECT n FROM documents WHERE id IN (SELECT value FROM json_each(?))'
  return pathOf(text, [JSON.stringify(ids)])
}

/** References, and ranges of an index that begins with the column of the condition. */
function columnPath(node: GroqNode, scope: ConditionScope, plan: IndexPlan): AccessPath | null {
  const free = leadingColumns(plan, scope)
  const condition = compileSql(node, true, {...scope, free})
  if (condition.text.startsWith('e.n IN (SELECT n FROM refs')) {
    return pathOf(condition.text.slice('e.n IN ('.length, -1), condition.params)
  }
  // A condition on any other column would read the whole partition.
  if (isOnLeadingColumn(condition.text) && !isWide(node)) return rangePath(condition, scope, true)
  if (node.type !== 'OpCall' && node.type !== 'FuncCall') return null
  const needed = compileNeededTexts(node, {...scope, free})
  return isOnLeadingColumn(needed.text) ? rangePath(needed, scope, false) : null
}

/** Columns that some index begins with. */
function leadingColumns(plan: IndexPlan, scope: ConditionScope): ReadonlySet<string> {
  const usable = entryIndexes(plan).filter(({type}) => type === 0 || type === scope.plan.number)
  return new Set(usable.flatMap(({columns}) => columns.slice(0, 1)))
}

/** @param isAll - whether nothing else is asked of the rows that the condition finds */
function rangePath(condition: SqlCondition, scope: ConditionScope, isAll: boolean): AccessPath {
  const {text, params} = partitionCondition(scope)
  return pathOf(
    `SELECT n FROM entries e WHERE ${text} AND ${condition.text}`,
    [...params, ...condition.params],
    {column: (isAll && /\be\.(k_\w+)/.exec(condition.text)?.[1]) || null},
  )
}

function isOnLeadingColumn(text: string): boolean {
  // A function finds no rows by itself, only within a range.
  const isFound = !text.includes('evaluated(') || text.includes('>= ?')
  return isFound && /\be\.k_/.test(text) && !/\+e\.|EXISTS|instr|substr|NOT |<>|\bOR\b/.test(text)
}

/** Conditions that usually hold for most documents. */
function isWide(node: GroqNode): boolean {
  return node.type === 'Not' || (node.type === 'OpCall' && node.op === '!=')
}

function partitionNumbers({partitions}: ConditionScope): string {
  return partitions.map(({f}) => f).join(', ')
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
