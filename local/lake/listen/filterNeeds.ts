import type {GroqNode} from '../groq/groqNode.ts'
import {ownAttribute, constantValue} from '../groq/groqTree.ts'

/** An attribute that must have one of some texts. */
export interface Need {
  attribute: string
  values: readonly string[]
}

/** How many documents share a value of an attribute, roughly: the fewer, the better to look by. */
const BREADTH: ReadonlyMap<string, number> = new Map([
  ['_id', 0],
  ['_type', 2],
  ['site', 3],
])

function breadthOf(needs: readonly Need[]): number {
  return Math.max(-1, ...needs.map(({attribute}) => BREADTH.get(attribute) ?? 1))
}

function textsOf(value: unknown): string[] | null {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  const texts = values.filter((entry) => typeof entry === 'string')
  return texts.length === values.length ? texts : null
}

function needOf(subject: GroqNode, constant: GroqNode, isList: boolean): Need[] | null {
  const attribute = ownAttribute(subject)
  const found = attribute === null ? null : constantValue(constant)
  if (attribute === null || !found || Array.isArray(found.value) !== isList) return null
  const values = textsOf(found.value)
  return values && [{attribute, values}]
}

/**
 * What a document must have for a condition to hold: one of the needs, whichever else it asks for.
 * `null` when that cannot be told from the condition.
 */
export function needsOf(node: GroqNode): Need[] | null {
  switch (node.type) {
    case 'Group':
      return needsOf(node.base)
    case 'And': {
      const [left, right] = [needsOf(node.left), needsOf(node.right)]
      if (!left || !right) return left ?? right
      return breadthOf(right) < breadthOf(left) ? right : left
    }
    case 'Or': {
      const [left, right] = [needsOf(node.left), needsOf(node.right)]
      return left && right && [...left, ...right]
    }
    case 'OpCall': {
      if (node.op === 'in') return needOf(node.left, node.right, true)
      if (node.op !== '==') return null
      return needOf(node.left, node.right, false) ?? needOf(node.right, node.left, false)
    }
    default:
      return null
  }
}
