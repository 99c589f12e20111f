import {vi} from 'vitest'

/** How long tests wait for a condition, in milliseconds: on a busy machine a second is soon thirty. */
const PATIENCE_MS = 50_000

// Files share `vi`, and this runs before each of them.
const DONE = Symbol.for('leads.testing.waits')

if (!Reflect.has(globalThis, DONE)) {
  Reflect.set(globalThis, DONE, true)
  const {waitFor, waitUntil} = vi
  vi.waitFor = (check, options) => waitFor(check, options ?? {timeout: PATIENCE_MS})
  vi.waitUntil = (check, options) => waitUntil(check, options ?? {timeout: PATIENCE_MS})
}
