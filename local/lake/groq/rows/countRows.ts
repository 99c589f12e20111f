import type {GroqNode} from '../groqNode.ts'
import {branchesOf, constantValue} from '../groqTree.ts'
import {patternWords, type PatternWord} from '../indexes/matchWords.ts'
import {WORDS_DEPEND_ON_CASE} from '../indexes/wordSignature.ts'
import {partitionCondition} from '../sql/conditionScope.ts'
import type {LakeSearch, PreparedFilter} from '../sql/lakeSearch.ts'
import {wordColumns} from '../sql/matchCondition.ts'
import {withMembers} from '../sql/namedCondition.ts'
import {lowerStart, wordsOfStart} from '../sql/signatureCondition.ts'
import {accessPathOf, memberPath} from './accessPath.ts'
import {bestAccessPath, isReadInOrder} from './accessPathChoice.ts'
import {coveringPath, rowStatement} from './rowStatement.ts'

/** An access path that finds more rows than this is no faster than reading all. */
const MANY = 50_000

/**
 * The number of rows that match a filter which SQL alone decides. A condition on one named value or on the
 * members of an array, and words of a search, are counted in the indexes that have nothing else.
 */
export function countRows(prepared: PreparedFilter, search: LakeSearch): number {
  const {scope, conditions, without} = prepared
  const caseColumn = scope.plan.signature[1]
  const [only] = conditions
  const single = conditions.length === 1 && without.text === '1' ? only : undefined
  const known =
    single && (countNamed(single, prepared, search) ?? countMembers(single, scope, search))
  if (typeof known === 'number') return known
  const branches = single ? branchesOf(single) : []
  for (const branch of branches) {
    const count = countWords(branch, prepared, search)
    if (count === null) continue
    const others = branches.filter((other) => other !== branch)
    const [first, ...rest] = others
    if (!first) return count
    // Adds the rows of the other branches that the words have not found.
    const either = rest.reduce<GroqNode>((left, right) => ({type: 'Or', left, right}), first)
    const missed = {...prepared, conditions: [either, {type: 'Not' as const, base: branch}]}
    const areImplied = others.every((other) => isImplied(other, branch, prepared))
    const isRest =
      areImplied && caseColumn !== undefined
        ? ` AND (e.${caseColumn} & ${WORDS_DEPEND_ON_CASE}) <> 0`
        : ''
    return count + countAll(missed, search, isRest)
  }
  return countAll(prepared, search)
}

function countAll(prepared: PreparedFilter, search: LakeSearch, and = ''): number {
  const path = bestAccessPath(prepared, search, MANY)
  const isRead = path !== null && !path.isScan
  const covering = isRead || and !== '' ? null : coveringPath(prepared, search)
  if (covering && prepared.without.text === '1') return countOf(covering, search)
  const inOrder = !path && and === '' && isReadInOrder(prepared, search)
  const [text, params] = rowStatement(prepared, path, 'count(*)', inOrder)
  return numberOf(search, `${text}${and}`, params)
}

/** Counts a condition on one named value, which is evaluated once per distinct value. */
function countNamed(node: GroqNode, {scope}: PreparedFilter, search: LakeSearch): number | null {
  const results = scope.named?.(node)
  if (!results) return null
  const among = (members: readonly string[]) =>
    countOf(withMembers(results, members, scope), search)
  if (results.whenMissing !== true) return among(results.trueFor)
  const {text, params} = partitionCondition(scope)
  const all = numberOf(search, `SELECT count(*) FROM entries e WHERE ${text}`, params)
  return all - among(results.notTrueFor)
}

/** Counts the documents whose array has a value, such as the members of a list, however many they are. */
function countMembers(
  node: GroqNode,
  scope: PreparedFilter['scope'],
  {rows}: LakeSearch,
): number | null {
  const path = memberPath(node, scope)
  if (!path) return null
  const [first] = rows(`SELECT count(DISTINCT n) FROM (${path.text})`, path.params)
  return Number(first?.[0])
}

/** Counts a condition that full text search alone decides; `null` for any other. */
function countWords(node: GroqNode, {scope}: PreparedFilter, search: LakeSearch): number | null {
  const path = exactWords(node) ? accessPathOf(node, scope, search.file.plan) : null
  if (!path?.isWordSearch) return null
  return numberOf(search, 'SELECT count(*) FROM words WHERE words MATCH ?', path.params)
}

/** The words of a `match` for nothing but whole words and beginnings of words, else `null`. */
function exactWords(node: GroqNode): PatternWord[] | null {
  if (node.type !== 'OpCall' || node.op !== 'match') return null
  const pattern = constantValue(node.right)
  const words = (pattern && patternWords(pattern.value)) ?? []
  const isExact = words.every(
    ({exact, start, part}) =>
      exact && start && part === ` ${start.text}${start.isWhole ? ' ' : ''}`,
  )
  return isExact ? words : null
}

/**
 * Whether a text that starts, in lower case, as a condition asks has the words of a `match` on that
 * text. Then it matches, unless its words differ in lower case.
 */
function isImplied(node: GroqNode, match: GroqNode, {scope}: PreparedFilter): boolean {
  const lower = lowerStart(node, scope)
  const words = exactWords(match)
  if (!lower || !words || match.type !== 'OpCall') return false
  if (!wordColumns(match.left, scope)?.includes(lower.column)) return false
  const starts = wordsOfStart(lower.start)
  return words.every(
    ({start}) => start && !start.isWhole && starts.some((word) => word.startsWith(start.text)),
  )
}

function countOf({text, params}: {text: string; params: readonly unknown[]}, search: LakeSearch) {
  return numberOf(search, `SELECT count(*) FROM (${text})`, params)
}

function numberOf({rows}: LakeSearch, text: string, params: readonly unknown[]): number {
  return Number(rows(text, params)[0]?.[0])
}
