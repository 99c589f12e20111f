import type {StoredDocument} from '../store/storedDocument.ts'
import type {Need} from './filterNeeds.ts'

/** Finds who may be interested in a document, without asking each. */
export class NeedIndex<Entry> {
  readonly #byAttribute: Map<string, Map<string, Set<Entry>>> = new Map()
  /** Those of whom nothing is known. */
  readonly #others: Set<Entry> = new Set()

  /** @param needs - of which one must be met; `null` for whoever has to be asked every time */
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

  /** Those who may be interested in a document as it was or as it is, each once. */
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
