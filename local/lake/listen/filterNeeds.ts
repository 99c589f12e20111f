import type {GroqNode} from '../groq/groqNode.ts'
import {ownAttribute, constantValue} from '../groq/groqTree.ts'
import type {StoredDocument} from '../store/storedDocument.ts'

/** An attribute that must have one of some texts. */
export interface Need {
  attribute: string
  values: readonly string[]
}

/** Rank by how many documents share a value of an attribute: the fewer, the better for a lookup. */
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
 * Needs of which every document that matches the condition meets one; `null` when the condition
 * implies none.
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

/** Finds entries that may be interested in a document, without checking each. */
export class NeedIndex<Entry> {
  readonly #byAttribute: Map<string, Map<string, Set<Entry>>> = new Map()
  /** Entries without needs, which every document may interest. */
  readonly #others: Set<Entry> = new Set()

  /** @param needs - one of them must be met; `null` for an entry that every document may interest */
  add(entry: Entry, needs: readonly Need[] | null): void {
    if (!needs) this.#others.add(entry)
    for (const {attribute, values} of needs ?? []) {
      const byValue = this.#byAttribute.get(attribute) ?? new Map<string, Set<Entry>>()
      this.#byAttribute.set(attribute, byValue)
      for (const value of values) {
        const entries = byValue.get(value) ?? new Set()
        byValue.set(value, entries.add(entry))
      }
    }
  }

  /** @param needs - as it was added with */
  remove(entry: Entry, needs: readonly Need[] | null): void {
    this.#others.delete(entry)
    for (const {attribute, values} of needs ?? []) {
      const byValue = this.#byAttribute.get(attribute)
      for (const value of values) {
        const entries = byValue?.get(value)
        entries?.delete(entry)
        if (entries?.size === 0) byValue?.delete(value)
      }
      if (byValue?.size === 0) this.#byAttribute.delete(attribute)
    }
  }

  /** Entries that may be interested in a document as it was or as it is, each once. */
  find(before: StoredDocument | null, after: StoredDocument | null): Set<Entry> {
    const found = new Set(this.#others)
    for (const [attribute, byValue] of this.#byAttribute) {
      const from = before?.[attribute]
      const to = after?.[attribute]
      addAll(found, byValue, from)
      if (to !== from) addAll(found, byValue, to)
    }
    return found
  }
}

function addAll<Entry>(
  found: Set<Entry>,
  byValue: ReadonlyMap<string, ReadonlySet<Entry>>,
  value: unknown,
): void {
  const entries = typeof value === 'string' ? byValue.get(value) : undefined
  for (const entry of entries ?? []) found.add(entry)
}
