import type {Rate} from '../../shared/serverEnv.ts'
import type {RateState} from './rateHeaders.ts'

/** Counts requests of each caller in windows of fixed length. */
export interface AddressLimiter {
  /** @param caller - holds a keyed hash, so that nobody can choose keys that collide */
  take(caller: string): RateState
}

const ROWS = 4
const CELLS = 65_536

/** FNV-1a, started differently for each row. */
function cellOf(row: number, caller: string): number {
  let hash = (0x81_1c_9d_c5 ^ Math.imul(row, 0x9e_37_79_b1)) >>> 0
  for (let index = 0; index < caller.length; index += 1) {
    hash = Math.imul(hash ^ caller.charCodeAt(index), 0x01_00_01_93)
  }
  hash ^= hash >>> 15
  return row * CELLS + ((hash >>> 0) % CELLS)
}

/**
 * Limits requests per caller in 1 MiB of memory, however many callers there are: a count-min sketch
 * with conservative update (Estan and Varghese, "New directions in traffic measurement and
 * accounting", 2002). A caller's count is never too low. It is too high only when other callers share
 * all four of its cells, which takes far more callers in one window than there are cells.
 *
 * All callers have the same windows. A window begins with the first request after the last one ended.
 *
 * @param now - milliseconds
 */
export function createAddressLimiter(limit: Rate, now: () => number): AddressLimiter {
  const counts = new Uint32Array(ROWS * CELLS)
  const lengthMs = limit.seconds * 1000
  let start = -Infinity
  return {
    take(caller) {
      const at = now()
      // A clock that was set back begins a new window too.
      if (at < start || at - start >= lengthMs) {
        counts.fill(0)
        start = at
      }
      const cells = Array.from({length: ROWS}, (_, row) => cellOf(row, caller))
      const counted = Math.min(...cells.map((cell) => counts[cell] ?? 0))
      const exceeded = counted >= limit.requests
      if (!exceeded) {
        for (const cell of cells) counts[cell] = Math.max(counts[cell] ?? 0, counted + 1)
      }
      return {
        policy: 'ip',
        limit,
        remaining: exceeded ? 0 : limit.requests - counted - 1,
        reset: Math.max(1, Math.ceil((start + lengthMs - at) / 1000)),
        exceeded,
      }
    },
  }
}
