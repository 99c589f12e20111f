/** Share of the slots that are filled before there are twice as many. */
const MAX_LOAD = 0.6

/**
 * Finds the rows of a file that have the same key, with 12 bytes a slot rather than the keys themselves: 25 MB for a
 * million keys, 400 MB for 15 million.
 *
 * It keeps a 64-bit hash of each key. Two different keys may have the same hash, and the second is then reported as a
 * duplicate of the first: among a million keys the probability that this happens at all is 1 in 37 million, among
 * ten million 1 in 370,000. Who must be certain compares the keys of the two lines that are reported. The hash is no
 * cryptographic one; with a random seed nobody can prepare keys that collide.
 */
export class DuplicateFinder {
  readonly #seed: number
  #size = 0
  #high: Uint32Array
  #low: Uint32Array
  /** 0 in an empty slot. */
  #lines: Uint32Array

  /**
   * @param expected - number of keys, where it is known; more are possible
   * @param seed - an integer, random where keys come from strangers
   */
  constructor(expected = 1000, seed = 0) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, expected / MAX_LOAD)))
    this.#seed = seed
    this.#high = new Uint32Array(slots)
    this.#low = new Uint32Array(slots)
    this.#lines = new Uint32Array(slots)
  }

  /** Number of different keys. */
  get size(): number {
    return this.#size
  }

  /**
   * Looks for a key, and remembers its line if it is new.
   *
   * @param line - from 1 to 4,294,967,295
   * @returns the first line that has the key; undefined if this is the first
   */
  find(key: string, line: number): number | undefined {
    const [high, low] = hash64(key, this.#seed)
    const slot = this.#slotOf(high, low)
    const first = this.#lines[slot]
    if (first !== undefined && first !== 0) return first
    this.#high[slot] = high
    this.#low[slot] = low
    this.#lines[slot] = line
    this.#size += 1
    if (this.#size > MAX_LOAD * this.#lines.length) this.#grow()
    return undefined
  }

  /** The slot that has the hash, or the empty one where it belongs. */
  #slotOf(high: number, low: number): number {
    const mask = this.#lines.length - 1
    let slot = low & mask
    while (this.#lines[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high)) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  #grow(): void {
    const [highs, lows, lines] = [this.#high, this.#low, this.#lines]
    const slots = 2 * lines.length
    this.#high = new Uint32Array(slots)
    this.#low = new Uint32Array(slots)
    this.#lines = new Uint32Array(slots)
    for (const [index, line] of lines.entries()) {
      if (line === 0) continue
      const [high = 0, low = 0] = [highs[index], lows[index]]
      const slot = this.#slotOf(high, low)
      this.#high[slot] = high
      this.#low[slot] = low
      this.#lines[slot] = line
    }
  }
}

/** A 64-bit hash of a text in two halves, each an unsigned 32-bit integer; not a cryptographic one. */
export function hash64(text: string, seed: number): [high: number, low: number] {
  let high = seed ^ 0x9e3779b9
  let low = seed ^ 0x243f6a88
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 0x85ebca6b)
    high ^= high >>> 15
    low = Math.imul(low ^ code, 0xc2b2ae35)
    low ^= low >>> 13
  }
  high = mix(high ^ text.length)
  low = mix(low ^ text.length)
  // Each half depends on both lanes.
  return [mix(high + Math.imul(low, 5)) >>> 0, mix(low ^ Math.imul(high, 9)) >>> 0]
}

/** Spreads each bit over all 32. */
function mix(value: number): number {
  let bits = value
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return bits ^ (bits >>> 16)
}
