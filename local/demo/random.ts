/** A fast, seeded source of choices: the same seed makes the same choices on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next: () => number
  /** Uniform whole number in [0, bound). */
  int(bound: number): number
  /** Whether something with that probability happens. */
  chance(probability: number): boolean
  /** One of the items. Throws a RangeError for an empty list. */
  pick<T>(items: readonly T[]): T
  /** One of the items, by weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T
}

/** Mixes a text and a number into 32 bits (FNV-1a, then an avalanche), so that neighbours differ. */
export function seedOf(text: string, index: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  hash = Math.imul(hash ^ index, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A {@link Random} over the generator sfc32, warmed up so that close seeds part quickly. */
export function randomFrom(seed: number): Random {
  let a = seed | 0
  let b = (seed ^ 0x9e3779b9) | 0
  let c = Math.imul(seed, 0x6c078965) | 0
  let counter = 1
  const bits = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let warm = 0; warm < 12; warm++) bits()

  const next = () => bits() / 0x1_0000_0000
  const int = (bound: number) => Math.floor(next() * bound)
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick(items) {
      const item = items[int(items.length)]
      if (item === undefined) throw new RangeError('There is nothing to pick from')
      return item
    },
    weighted(items) {
      const [first] = items
      if (!first) throw new RangeError('There is nothing to pick from')
      let rest = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of items) {
        rest -= weight
        if (rest < 0) return item
      }
      return first[0]
    },
  }
}
