import type {GroqNode, OpCallNode} from '../groqNode.ts'
import {parseTextQuery} from '../native/textQuery.ts'
import {signatureOfTerms} from '../indexes/documentSignature.ts'
import {DOCUMENT_SIGNATURE} from '../indexes/indexPlan.ts'
import {ownAttribute, constantValue} from '../groqTree.ts'
import {ALWAYS, allOf, inexact, NEVER, sql, UNKNOWN, type SqlCondition} from './sqlText.ts'

/** Whether all strings of an expression are strings that `text::query` sees in the document. */
export function isInDocument(node: GroqNode): boolean {
  switch (node.type) {
    case 'This':
      return true
    case 'Group':
    case 'ArrayCoerce':
    case 'AccessElement':
    case 'Filter':
    case 'Slice':
      return isInDocument(node.base)
    case 'Map':
    case 'FlatMap':
      return isInDocument(node.base) && isInDocument(node.expr)
    case 'Array':
      return node.elements.every(({value, isSplat}) => !isSplat && isInDocument(value))
    case 'AccessAttribute':
      if (ownAttribute(node) === '_id') return true
      return !node.name.startsWith('_') && (!node.base || isInDocument(node.base))
    default:
      return false
  }
}

/** Whether a condition is a `match text::query(…)`. */
export function isTextMatch(node: GroqNode): boolean {
  if (node.type !== 'OpCall' || node.op !== 'match' || node.right.type !== 'FuncCall') return false
  return node.right.namespace === 'text' && node.right.name === 'query'
}

/** Compiles `match text::query(…)`: signatures tell which documents cannot have the words. */
export function compileTextMatch({left, right}: OpCallNode, wanted: boolean): SqlCondition {
  const argument = right.type === 'FuncCall' ? right.args[0] : undefined
  const text = argument && constantValue(argument)
  if (typeof text?.value !== 'string') return UNKNOWN
  const {terms, everything} = parseTextQuery(text.value)
  if (terms.length === 0) return everything === wanted ? ALWAYS : NEVER
  if (!wanted || !isInDocument(left)) return UNKNOWN
  return mayHaveWords(terms.flatMap((term) => (term.excluded ? [] : term.words.split(' '))))
}

/** Holds where a document may have all of some words, by its signature. */
export function mayHaveWords(words: readonly string[]): SqlCondition {
  const numbers = signatureOfTerms(words)
  const parts = DOCUMENT_SIGNATURE.flatMap((name, index) => {
    const bits = numbers[index] ?? 0
    return bits === 0 ? [] : [sql(`(e.${name} & ?) = ?`, bits, bits)]
  })
  return parts.length === 0 ? UNKNOWN : inexact(allOf(parts))
}
