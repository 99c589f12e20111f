import type {GroqNode} from '../groqNode.ts'
import {constantValue} from '../groqTree.ts'

/** `string::split(text, separator)` */
export function splitText(text: unknown, separator: unknown): string[] | null {
  if (typeof text !== 'string' || typeof separator !== 'string') return null
  if (text === '') return []
  // The one splits into characters, the other into UTF-16 units.
  return separator === '' ? Array.from(text) : text.split(separator)
}

/** First halves of characters beyond U+FFFF; groq-js does not count them where they stand alone either. */
const FIRST_HALF = /[\uD800-\uDBFF]/g

/** `length(value)`, in characters of a text. */
export function lengthOf(value: unknown): number | null {
  if (typeof value === 'string') return value.replaceAll(FIRST_HALF, '').length
  return Array.isArray(value) ? value.length : null
}

/** Whether an expression gives a text or null, whatever the document. */
export function isTextual(node: GroqNode): boolean {
  if (typeof constantValue(node)?.value === 'string') return true
  switch (node.type) {
    case 'Group':
      return isTextual(node.base)
    case 'OpCall':
      return node.op === '+' && (isTextual(node.left) || isTextual(node.right))
    case 'FuncCall':
      return ['lower', 'upper'].includes(node.name)
    case 'AccessElement':
      return (
        node.base.type === 'FuncCall' &&
        `${node.base.namespace}::${node.base.name}` === 'string::split'
      )
    default:
      return false
  }
}
