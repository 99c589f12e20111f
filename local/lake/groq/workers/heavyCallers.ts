/** Counts the heavy queries that each caller has, waiting or running. */
export interface HeavyCallers {
  /** @returns `false` when the caller has as many as one may have */
  enter(owner: string): boolean
  leave(owner: string): void
  /** Whether the caller has any. */
  has(owner: string): boolean
}

/** @param most - heavy queries that a caller may have at a time */
export function createHeavyCallers(most: number): HeavyCallers {
  const counts = new Map<string, number>()
  return {
    enter(owner) {
      const count = counts.get(owner) ?? 0
      if (count >= most) return false
      counts.set(owner, count + 1)
      return true
    },
    leave(owner) {
      const left = (counts.get(owner) ?? 0) - 1
      if (left > 0) counts.set(owner, left)
      else counts.delete(owner)
    },
    has: (owner) => counts.has(owner),
  }
}
