import type {GroqNode, OpCallNode} from '../groqNode.ts'
import {constantValue, expressionKey, isCall} from '../groqTree.ts'
import {patternWords, type PatternWord} from '../indexes/matchWords.ts'
import {parseTextQuery} from '../native/textQuery.ts'
import type {ConditionScope} from './conditionScope.ts'
import {isInDocument, mayHaveWords} from './neededTexts.ts'
import {
  allOf,
  ALWAYS,
  anyOf,
  inexact,
  NEVER,
  not,
  sql,
  UNKNOWN,
  type SqlCondition,
} from './sqlCondition.ts'

/** Compiles `value match pattern`, by the columns that hold the words of texts. */
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

/** Holds where one of some columns of words has a word. */
export function hasWord(word: PatternWord, columns: readonly string[]): SqlCondition {
  const found = anyOf(columns.map((name) => sql(`instr(e.${name}, ?) > 0`, word.part)))
  return word.exact ? found : inexact(found)
}

/** The columns that hold the words of the left side of a `match`; `null` where one has no column. */
export function wordColumns(node: GroqNode, {plan}: Pick<ConditionScope, 'plan'>): string[] | null {
  if (node.type === 'Group') return wordColumns(node.base, {plan})
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

/** Compiles `match text::query(…)`: signatures tell which documents can't have the words. */
function compileTextMatch({left, right}: OpCallNode, wanted: boolean): SqlCondition {
  const argument = right.type === 'FuncCall' ? right.args[0] : undefined
  const text = argument && constantValue(argument)
  if (typeof text?.value !== 'string') return UNKNOWN
  const {terms, everything} = parseTextQuery(text.value)
  if (terms.length === 0) return everything === wanted ? ALWAYS : NEVER
  if (!wanted || !isInDocument(left)) return UNKNOWN
  return mayHaveWords(terms.flatMap((term) => (term.excluded ? [] : term.words.split(' '))))
}

/** Whether a condition is a `match text::query(…)`. */
function isTextMatch(node: GroqNode): boolean {
  return node.type === 'OpCall' && node.op === 'match' && isCall(node.right, 'text::query')
}

/** Whether a node searches words in single values, not in a whole document. */
export function isWordMatch(node: GroqNode): boolean {
  return node.type === 'OpCall' && node.op === 'match' && !isTextMatch(node)
}
