import {fallbackCondition} from '../native/fallbackCondition.ts'
import type {GroqNode} from '../groqNode.ts'
import {compileSql} from '../sql/compileCondition.ts'
import {branchesOf, constantValue} from '../groqTree.ts'
import type {IndexPlan} from '../indexes/indexPlan.ts'
import {entryIndexes} from '../indexes/indexSchema.ts'
import type {ConditionScope} from '../sql/keyColumn.ts'
import {wordColumns} from '../sql/matchCondition.ts'
import {patternWords, type PatternWord} from '../indexes/matchWords.ts'
import {compileNeededTexts} from '../sql/neededTexts.ts'
import {
  idDriver,
  judgedDriver,
  memberDriver,
  namedDriver,
  textDriver,
  type Driver,
} from './rowFinders.ts'
import {familyCondition} from '../sql/scopeSql.ts'
import type {SqlCondition} from '../sql/sqlText.ts'

/** Full text search is asked for the documents of at most so many families. */
const MAX_FAMILIES = 50
/** Of more alternatives than this, none is looked for by itself; SQLite unites 500 at most. */
const MAX_BRANCHES = 400

/** Whether so many documents hold a word that full text search would be slow to gather them. */
export type IsBroad = (word: PatternWord, columns: readonly string[]) => boolean

/** What is known of a dataset when a driver is looked for. */
export interface DriverHints {
  /** Lets a search leave the words out that most documents have. */
  isBroad: IsBroad
  /**
   * Whether full text search is asked for the families too. Where most documents are of them that
   * only takes time: its list of all of those has to be gone through.
   */
  byFamily: boolean
}

const NO_HINTS: DriverHints = {isBroad: () => false, byFamily: true}

/** Columns that some index begins with. */
function leadingColumns(plan: IndexPlan, scope: ConditionScope): ReadonlySet<string> {
  const usable = entryIndexes(plan).filter(({type}) => type === 0 || type === scope.plan.number)
  return new Set(usable.flatMap(({columns}) => columns.slice(0, 1)))
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** What full text search is asked for a `match`. */
function wordsQuery(
  node: GroqNode,
  scope: ConditionScope,
  {isBroad, byFamily}: DriverHints,
): string | null {
  if (node.type !== 'OpCall' || node.op !== 'match') return null
  const pattern = constantValue(node.right)
  const words = pattern && patternWords(pattern.value)
  const columns = wordColumns(node.left, scope)
  if (!words || !columns || scope.families.length > MAX_FAMILIES) return null
  const all = words.filter(({start}) => start !== null)
  // Any of the words leaves all that is wanted: the rare ones are found quickest.
  const rare = all.length < 2 ? all : all.filter((word) => !isBroad(word, columns))
  const starts = (rare.length > 0 ? rare : all).flatMap(({start}) => (start ? [start] : []))
  if (starts.length === 0) return null
  const terms = starts.map(
    ({text, isWhole}) => `({${columns.join(' ')}} : ${quoted(text)}${isWhole ? '' : ' *'})`,
  )
  const families = scope.families.map(({f}) => `"f${f}"`).join(' OR ')
  return [...terms, ...(byFamily ? [`(family : (${families}))`] : [])].join(' AND ')
}

/** What finds the rows for which one condition may hold, if some index does. */
export function driverOf(
  node: GroqNode,
  scope: ConditionScope,
  plan: IndexPlan,
  hints: DriverHints = NO_HINTS,
): Driver | null {
  const scan = textDriver(node, scope)
  if (scan) return scan
  const decided = fallbackCondition(node)
  if (decided) {
    return decided.fallback ? null : driverOf(decided.condition, scope, plan, hints)
  }
  const branches = branchesOf(node)
  if (branches.length > 1) {
    if (branches.length > MAX_BRANCHES) return null
    const parts: Driver[] = []
    for (const branch of branches) {
      const driver = driverOf(branch, scope, plan, hints)
      if (!driver) return null
      parts.push(driver)
    }
    return {
      text: parts.map(({text}) => text).join(' UNION ALL '),
      params: parts.flatMap(({params}) => params),
      words: null,
      column: null,
      isScan: false,
    }
  }
  const words = wordsQuery(node, scope, hints)
  if (words !== null) {
    return {
      text: 'SELECT rowid AS n FROM words WHERE words MATCH ?',
      params: [words],
      words,
      column: null,
      isScan: false,
    }
  }
  const found =
    memberDriver(node, scope) ??
    namedDriver(node, scope) ??
    judgedDriver(node, scope) ??
    idDriver(node)
  if (found) return found
  const free = leadingColumns(plan, scope)
  const condition = compileSql(node, true, {...scope, free})
  if (condition.text.startsWith('e.n IN (SELECT n FROM refs')) {
    return {
      text: condition.text.slice('e.n IN ('.length, -1),
      params: condition.params,
      words: null,
      column: null,
      isScan: false,
    }
  }
  // A condition on anything but leading columns would read all of the family.
  if (isOnLeadingColumn(condition.text) && !isWide(node)) return rangeDriver(condition, scope, true)
  if (node.type !== 'OpCall' && node.type !== 'FuncCall') return null
  const needed = compileNeededTexts(node, {...scope, free})
  return isOnLeadingColumn(needed.text) ? rangeDriver(needed, scope, false) : null
}

/** @param isAll - whether the condition is all that is asked of the rows it finds */
function rangeDriver(condition: SqlCondition, scope: ConditionScope, isAll: boolean): Driver {
  const {text, params} = familyCondition(scope)
  return {
    text: `SELECT n FROM entries e WHERE ${text} AND ${condition.text}`,
    params: [...params, ...condition.params],
    words: null,
    column: (isAll && /\be\.(k_\w+)/.exec(condition.text)?.[1]) || null,
    isScan: false,
  }
}

function isOnLeadingColumn(text: string): boolean {
  // A function finds nothing by itself, only within a range.
  const isFound = !text.includes('judged(') || text.includes('>= ?')
  return isFound && /\be\.k_/.test(text) && !/\+e\.|EXISTS|instr|substr|NOT |<>|\bOR\b/.test(text)
}

/** Conditions that usually hold for most documents. */
function isWide(node: GroqNode): boolean {
  return node.type === 'Not' || (node.type === 'OpCall' && node.op === '!=')
}
