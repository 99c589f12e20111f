/** The part of `sessionStorage` that is needed. */
export interface RestartMemory {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/**
 * Whether the page has to load again because its workspaces were chosen for somebody else.
 * `exhausted`: it should, but it just did for this user and that changed nothing.
 */
export type Restart = 'none' | 'needed' | 'exhausted'

const KEY = 'leads-studio.restarted-for'

/**
 * Decides whether the page has to load again: at most once in a row for one user, so that a store
 * that keeps giving different answers can't make the page load for ever.
 *
 * @param builtFor - id of the user the workspaces were chosen for, `null` for nobody
 * @param userId - id of the user who is signed in now, `null` for nobody
 */
export function decideRestart(
  memory: RestartMemory,
  builtFor: string | null,
  userId: string | null,
): Restart {
  if (userId === null || builtFor === userId) return 'none'
  return memory.getItem(KEY) === userId ? 'exhausted' : 'needed'
}

/** Remembers what {@link decideRestart} returned, just before the page loads again or is shown. */
export function noteRestart(memory: RestartMemory, decided: Restart, userId: string | null): void {
  if (decided === 'needed' && userId !== null) memory.setItem(KEY, userId)
  if (decided === 'none') memory.removeItem(KEY)
}
