import type {GroqNode, OpCallNode} from '../groqNode.ts'
import {expressionKey, constantValue} from '../groqTree.ts'
import type {ConditionScope} from './keyColumn.ts'
import {compileTextMatch, isTextMatch} from './textCondition.ts'
import {patternWords, type PatternWord} from '../indexes/matchWords.ts'
import {
  ALWAYS,
  allOf,
  anyOf,
  inexact,
  NEVER,
  not,
  sql,
  UNKNOWN,
  type SqlCondition,
} from './sqlText.ts'

/** Whether one of the columns of words has a word. */
export function hasWord(word: PatternWord, columns: readonly string[]): SqlCondition {
  const found = anyOf(columns.map((name) => sql(`instr(e.${name}, ?) > 0`, word.part)))
  return word.exact ? found : inexact(found)
}

/** Columns of words that the left side of a `match` names. */
export function wordColumns(node: GroqNode, {plan}: ConditionScope): string[] | null {
  if (node.type === 'Group') return wordColumns(node.base, {plan, families: [], free: new Set()})
  const parts = node.type === 'Array' ? node.elements : [{value: node, isSplat: false}]
  const names: string[] = []
  for (const {value, isSplat} of parts) {
    const key = expressionKey(value)
    const column = plan.texts.find((entry) => entry.key === key)
    if (isSplat || !column) return null
    names.push(column.name)
  }
  return names
}

export function compileMatch(
  node: OpCallNode,
  wanted: boolean,
  scope: ConditionScope,
): SqlCondition {
  if (isTextMatch(node)) return compileTextMatch(node, wanted)
  const pattern = constantValue(node.right)
  if (!pattern) return UNKNOWN
  const words = patternWords(pattern.value)
  if (!words) return wanted ? NEVER : ALWAYS
  const columns = wordColumns(node.left, scope)
  if (!columns) return UNKNOWN
  const found = allOf(words.map((word) => hasWord(word, columns)))
  return wanted ? found : not(found)
}
