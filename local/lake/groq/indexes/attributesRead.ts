import type {GroqNode} from '../groqNode.ts'
import {mapChildren} from '../groqTree.ts'

/**
 * Attributes of a document that a value is worked out from; `null` where any may matter.
 * It may name more: those of the elements of arrays.
 */
export type AttributesRead = ReadonlySet<string> | null

/** The attributes that an expression of a document alone reads. */
export function attributesRead(expression: GroqNode): AttributesRead {
  const names = new Set<string>()
  let readsAll = false
  const walk = (node: GroqNode): GroqNode => {
    if (node.type === 'AccessAttribute' && !node.base) names.add(node.name)
    else if (node.type === 'This' || node.type === 'Parent' || node.type === 'Everything') {
      readsAll = true
    }
    return mapChildren(node, walk)
  }
  walk(expression)
  return readsAll ? null : names
}

/** Whether one of the attributes that changed is read. */
export function isTouched(read: AttributesRead, changed: ReadonlySet<string>): boolean {
  if (read === null) return changed.size > 0
  for (const name of changed) if (read.has(name)) return true
  return false
}

/** The attributes whose values are not one and the same in two documents. */
export function changedAttributes(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Set<string> {
  const changed = new Set<string>()
  for (const name in before) if (before[name] !== after[name]) changed.add(name)
  for (const name in after) if (before[name] !== after[name]) changed.add(name)
  return changed
}
