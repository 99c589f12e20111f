const POOL_BYTES = 4096

/**
 * Cryptographically random bytes, drawn from the system many at a time: that call costs more than
 * everything else in making an id.
 */
export function createRandomPool(): (bytes: number) => Uint8Array {
  const pool = new Uint8Array(POOL_BYTES)
  let used = POOL_BYTES
  return (bytes) => {
    if (used + bytes > POOL_BYTES) {
      crypto.getRandomValues(pool)
      used = 0
    }
    used += bytes
    return pool.slice(used - bytes, used)
  }
}
