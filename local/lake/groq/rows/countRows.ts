import type {GroqNode} from '../groqNode.ts'
import {coveringDriver} from './coveringIndex.ts'
import {bestDriver, isReadInOrder} from './driverChoice.ts'
import {driverOf} from './drivers.ts'
import {branchesOf, constantValue} from '../groqTree.ts'
import {wordColumns} from '../sql/matchCondition.ts'
import {patternWords, type PatternWord} from '../indexes/matchWords.ts'
import {withMembers} from '../sql/namedCondition.ts'
import type {LakeSearch, PreparedFilter} from '../sql/preparedFilter.ts'
import {rowStatement} from './rowStatement.ts'
import {familyCondition} from '../sql/scopeSql.ts'
import {lowerStart, wordsOfStart} from '../sql/signatureCondition.ts'
import {ODD} from '../indexes/wordSignature.ts'

/** Drivers that find more than this are not worth counting through. */
const MANY = 50_000

/** The words of a `match` that asks for whole words and beginnings of words only, else `null`. */
function wordsThatDecide(node: GroqNode): PatternWord[] | null {
  if (node.type !== 'OpCall' || node.op !== 'match') return null
  const pattern = constantValue(node.right)
  const words = (pattern && patternWords(pattern.value)) ?? []
  const isDecided = words.every(
    ({exact, start, part}) =>
      exact && start && part === ` ${start.text}${start.isWhole ? ' ' : ''}`,
  )
  return isDecided ? words : null
}

/** How many match a condition that full text search alone decides; `null` for any other. */
function countWords(
  node: GroqNode,
  {scope}: PreparedFilter,
  {file, rows}: LakeSearch,
): number | null {
  const driver = wordsThatDecide(node) ? driverOf(node, scope, file.plan) : null
  if (!driver || driver.words === null) return null
  return Number(rows('SELECT count(*) FROM words WHERE words MATCH ?', driver.params)[0]?.[0])
}

/**
 * Whether what a text starts with, in lower case, has the words that a `match` in that text asks
 * for: then it matches, unless its words are others in lower case.
 */
function isImplied(node: GroqNode, match: GroqNode, {scope}: PreparedFilter): boolean {
  const lower = lowerStart(node, scope)
  const words = wordsThatDecide(match)
  if (!lower || !words || match.type !== 'OpCall') return false
  if (!wordColumns(match.left, scope)?.includes(lower.column)) return false
  const starts = wordsOfStart(lower.start)
  return words.every(
    ({start}) => start && !start.isWhole && starts.some((word) => word.startsWith(start.text)),
  )
}

/** How many match a condition on one named value, by the values there are. */
function countNamed(node: GroqNode, {scope}: PreparedFilter, {rows}: LakeSearch): number | null {
  const verdicts = scope.named?.(node)
  if (!verdicts) return null
  const among = (members: readonly string[]) => {
    const {text, params} = withMembers(verdicts, members, scope)
    return Number(rows(`SELECT count(*) FROM (${text})`, params)[0]?.[0])
  }
  if (verdicts.missing !== true) return among(verdicts.holds)
  const {text, params} = familyCondition(scope)
  const all = Number(rows(`SELECT count(*) FROM entries e WHERE ${text}`, params)[0]?.[0])
  return all - among(verdicts.others)
}

/** How many rows match a filter that SQL decides. */
export function countRows(prepared: PreparedFilter, search: LakeSearch): number {
  const {scope, conditions, without} = prepared
  const odd = scope.plan.signature[1]
  const [only] = conditions
  const single = conditions.length === 1 && without.text === '1' ? only : undefined
  const named = single && countNamed(single, prepared, search)
  if (typeof named === 'number') return named
  const branches = single ? branchesOf(single) : []
  for (const branch of branches) {
    const count = countWords(branch, prepared, search)
    if (count === null) continue
    const others = branches.filter((other) => other !== branch)
    const [first, ...rest] = others
    if (!first) return count
    // Of the other branches, those that the words have not found already.
    const either = rest.reduce<GroqNode>((left, right) => ({type: 'Or', left, right}), first)
    const missed = {...prepared, conditions: [either, {type: 'Not' as const, base: branch}]}
    const isOdd = others.every((other) => isImplied(other, branch, prepared))
    const isRest = isOdd && odd !== undefined ? ` AND (e.${odd} & ${ODD}) <> 0` : ''
    return count + countAll(missed, search, isRest)
  }
  return countAll(prepared, search)
}

function countAll(prepared: PreparedFilter, search: LakeSearch, and = ''): number {
  const driver = bestDriver(prepared, search, MANY)
  const isRead = driver !== null && !driver.isScan
  const covering = isRead || and !== '' ? null : coveringDriver(prepared, search)
  if (covering && prepared.without.text === '1') {
    return Number(search.rows(`SELECT count(*) FROM (${covering.text})`, covering.params)[0]?.[0])
  }
  const inOrder = !driver && and === '' && isReadInOrder(prepared, search)
  const [text, params] = rowStatement(prepared, driver, 'count(*)', inOrder)
  return Number(search.rows(`${text}${and}`, params)[0]?.[0])
}
