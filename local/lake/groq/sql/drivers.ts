import type {GroqNode} from '../groqNode.ts'
import {contains} from '../mapNode.ts'
import {constantValue} from '../outerExpression.ts'
import {compileSql} from './compileCondition.ts'
import {branchesOf, expressionKey, ownAttribute} from './expressionKey.ts'
import {entryIndexes} from './indexSchema.ts'
import {DOCUMENT_SIGNATURE, type IndexPlan} from './indexPlan.ts'
import type {ConditionScope} from './keyColumn.ts'
import {isTextMatch} from './textCondition.ts'
import {keyOf, type KeyValue} from './keyValue.ts'
import {wordColumns} from './matchCondition.ts'
import {membersOfEqual, namedListKey, namedValueOf} from './namedValue.ts'
import {patternWords, type PatternWord} from './matchWords.ts'
import {familyCondition} from './scopeSql.ts'

/** A statement that gives, in a column `n`, every row for which a condition may hold; some twice. */
export interface Driver {
  text: string
  params: KeyValue[]
  /** The query of full text search, where that is all there is to it. */
  words: string | null
  /** The column of `entries` whose index finds the rows, where it is one; its condition does it all. */
  column: string | null
  /** Whether it passes over all documents to find the rows. */
  isScan: boolean
}

/** Full text search is asked for the documents of at most so many families. */
const MAX_FAMILIES = 50

/** Whether so many documents hold a word that full text search would be slow to gather them. */
export type IsBroad = (word: PatternWord, columns: readonly string[]) => boolean

const nothingIsBroad: IsBroad = () => false

/** Columns that some index begins with. */
function leadingColumns(plan: IndexPlan, scope: ConditionScope): ReadonlySet<string> {
  const usable = entryIndexes(plan).filter(({type}) => type === 0 || type === scope.plan.number)
  return new Set(usable.flatMap(({columns}) => columns.slice(0, 1)))
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** What full text search is asked for a `match`. */
function wordsQuery(node: GroqNode, scope: ConditionScope, isBroad: IsBroad): string | null {
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
  const families = scope.families.map(({f}) => `"f${f}"`).join(' OR ')
  const terms = starts.map(
    ({text, isWhole}) => `({${columns.join(' ')}} : ${quoted(text)}${isWhole ? '' : ' *'})`,
  )
  return [...terms, `(family : (${families}))`].join(' AND ')
}

function memberDriver(node: GroqNode, scope: ConditionScope): Driver | null {
  if (node.type !== 'OpCall' || node.op !== 'in') return null
  const value = constantValue(node.left)
  const list = value && scope.plan.members.find(({key}) => key === expressionKey(node.right))
  const key = list && (typeof value.value === 'object' ? null : keyOf(value.value))
  if (!list || key === null || key === undefined) return null
  const families = scope.families.map(({f}) => f).join(', ')
  const text = `SELECT n FROM members WHERE list = ? AND value = ? AND f IN (${families})`
  return {text, params: [list.number, key], words: null, column: null, isScan: false}
}

/** Finds the documents with a named value, such as a custom field's, that equals a text. */
function namedDriver(node: GroqNode, scope: ConditionScope): Driver | null {
  if (node.type !== 'OpCall' || (node.op !== '==' && node.op !== 'in')) return null
  const isLeft = node.op === 'in' || namedValueOf(node.left) !== null
  const value = namedValueOf(isLeft ? node.left : node.right)
  const constant = constantValue(isLeft ? node.right : node.left)
  const list = value && scope.plan.members.find(({key}) => key === namedListKey(value.list))
  if (!list || !constant) return null
  const texts = node.op === 'in' ? asArray(constant.value) : [constant.value]
  const wanted: string[] = []
  for (const text of texts) {
    const members = typeof text === 'string' ? membersOfEqual(value, text) : null
    if (!members) return null
    wanted.push(...members)
  }
  const families = scope.families.map(({f}) => f).join(', ')
  const text = `SELECT n FROM members WHERE list = ? AND value IN (SELECT value FROM json_each(?)) AND f IN (${families})`
  const params = [list.number, JSON.stringify(wanted)]
  return {text, params, words: null, column: null, isScan: false}
}

function idDriver(node: GroqNode): Driver | null {
  if (node.type !== 'OpCall' || (node.op !== '==' && node.op !== 'in')) return null
  const ofRight = ownAttribute(node.left) === '_id'
  if (!ofRight && (node.op === 'in' || ownAttribute(node.right) !== '_id')) return null
  const constant = constantValue(ofRight ? node.right : node.left)
  if (!constant) return null
  const values: unknown[] = node.op === 'in' ? asArray(constant.value) : [constant.value]
  const ids = values.filter((id) => typeof id === 'string')
  if (node.op === 'in' && !Array.isArray(constant.value)) return null
  const text = 'SELECT n FROM documents WHERE id IN (SELECT value FROM json_each(?))'
  return {text, params: [JSON.stringify(ids)], words: null, column: null, isScan: false}
}

/** Columns of the index that has the signatures. */
const SIGNED = new Set(['n', 'f', 'id', ...DOCUMENT_SIGNATURE])

/** Passes over an index that has all signatures; saying the type would make it fetch the rows. */
function textDriver(node: GroqNode, scope: ConditionScope): Driver | null {
  if (!contains(node, isTextMatch)) return null
  const {text, params} = compileSql(node, true, {...scope, free: new Set()})
  const columns = [...text.matchAll(/\be\.(\w+)/g)].map(([, name]) => name ?? '')
  if (columns.length === 0 || !columns.every((name) => SIGNED.has(name))) return null
  const among = scope.families.map(({f}) => f).join(', ')
  return {
    text: `SELECT n FROM entries e WHERE e.f IN (${among}) AND ${text}`,
    params,
    words: null,
    column: null,
    isScan: true,
  }
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/**
 * What finds the rows for which one condition may hold, if some index does.
 *
 * @param isBroad - lets a search leave the words out that most documents have
 */
export function driverOf(
  node: GroqNode,
  scope: ConditionScope,
  plan: IndexPlan,
  isBroad: IsBroad = nothingIsBroad,
): Driver | null {
  const scan = textDriver(node, scope)
  if (scan) return scan
  const branches = branchesOf(node)
  if (branches.length > 1) {
    if (branches.length > 12) return null
    const parts: Driver[] = []
    for (const branch of branches) {
      const driver = driverOf(branch, scope, plan, isBroad)
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
  const words = wordsQuery(node, scope, isBroad)
  if (words !== null) {
    return {
      text: 'SELECT rowid AS n FROM words WHERE words MATCH ?',
      params: [words],
      words,
      column: null,
      isScan: false,
    }
  }
  const found = memberDriver(node, scope) ?? namedDriver(node, scope) ?? idDriver(node)
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
  if (!isOnLeadingColumn(condition.text) || isWide(node)) return null
  const {text, params} = familyCondition(scope)
  return {
    text: `SELECT n FROM entries e WHERE ${text} AND ${condition.text}`,
    params: [...params, ...condition.params],
    words: null,
    column: /\be\.(k_\w+)/.exec(condition.text)?.[1] ?? null,
    isScan: false,
  }
}

function isOnLeadingColumn(text: string): boolean {
  return /\be\.k_/.test(text) && !/\+e\.|EXISTS|instr|NOT |<>|\bOR\b/.test(text)
}

/** Conditions that usually hold for most documents. */
function isWide(node: GroqNode): boolean {
  return node.type === 'Not' || (node.type === 'OpCall' && node.op === '!=')
}
