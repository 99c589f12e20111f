const MOST_IN_BLOCK = 2048

/**
 * Distinct numbers in ascending order, in blocks: a million take 8 MB, and finding, adding or removing one
 * costs a binary search and a move within one block.
 */
export class KeyList {
  readonly #blocks: number[][] = []
  #size = 0

  /** @param sorted - ascending, without repetition */
  constructor(sorted: Float64Array) {
    for (let at = 0; at < sorted.length; at += MOST_IN_BLOCK / 2) {
      this.#blocks.push(Array.from(sorted.subarray(at, at + MOST_IN_BLOCK / 2)))
    }
    this.#size = sorted.length
  }

  get size(): number {
    return this.#size
  }

  /** How many keys are below this one. */
  rank(key: number): number {
    const [block, at] = this.#seek(key)
    let before = at
    for (let each = 0; each < block; each++) before += this.#blocks[each]?.length ?? 0
    return before
  }

  /** Adds a key; one that is there already is not added again. */
  add(key: number): void {
    if (this.#blocks.length === 0) this.#blocks.push([])
    // A key above all others belongs to the end of the last block.
    const [found, at] = this.#seek(key)
    const number = Math.min(found, this.#blocks.length - 1)
    const block = this.#blocks[number] ?? []
    const place = found === number ? at : block.length
    if (block[place] === key) return
    block.splice(place, 0, key)
    this.#size++
    if (block.length > MOST_IN_BLOCK) {
      this.#blocks.splice(number + 1, 0, block.splice(MOST_IN_BLOCK / 2))
    }
  }

  /** @returns whether it was there */
  remove(key: number): boolean {
    const [number, at] = this.#seek(key)
    const block = this.#blocks[number]
    if (block?.[at] !== key) return false
    block.splice(at, 1)
    this.#size--
    if (block.length === 0) this.#blocks.splice(number, 1)
    return true
  }

  /** The keys from this one on, it included, ascending. */
  *upFrom(key: number): Generator<number, void> {
    const [first, at] = this.#seek(key)
    for (let number = first, from = at; number < this.#blocks.length; number++, from = 0) {
      const block = this.#blocks[number] ?? []
      for (let each = from; each < block.length; each++) yield block[each] ?? 0
    }
  }

  /** The keys from this one on, it included, descending. */
  *downFrom(key: number): Generator<number, void> {
    const [first, at] = this.#seek(key)
    const there = this.#blocks[first]?.[at] === key
    for (let number = first; number >= 0; number--) {
      const block = this.#blocks[number] ?? []
      const from = number === first ? at - (there ? 0 : 1) : block.length - 1
      for (let each = from; each >= 0; each--) yield block[each] ?? 0
    }
  }

  /** Block and place of the first key that is not below this one. */
  #seek(key: number): [block: number, at: number] {
    const block = lowerBound(this.#blocks.length, (each) => (this.#blocks[each]?.at(-1) ?? 0) < key)
    const keys = this.#blocks[block] ?? []
    return [block, lowerBound(keys.length, (each) => (keys[each] ?? 0) < key)]
  }
}

/** The first place of `length` where `isBelow` no longer holds. */
function lowerBound(length: number, isBelow: (at: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBelow(middle)) low = middle + 1
    else high = middle
  }
  return low
}
