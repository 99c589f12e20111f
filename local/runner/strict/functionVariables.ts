/** Names of the variables that this project gives its functions with `sanity functions env add`. */
const GIVEN = /^(LEADS|SHOPIFY|SANITY_STUDIO)_[A-Z0-9_]+$/

/**
 * The environment of a function in strict mode: the variables that it gets on the hosted service, and
 * nothing else of this machine. The token is in the context of a call instead.
 *
 * @param machine - environment of the runner
 * @param blueprint - `env` of the function in the blueprint; overrides the machine's
 */
export function functionVariables(
  machine: Record<string, string | undefined>,
  blueprint: Record<string, string>,
): Record<string, string> {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(machine)) {
    if (value !== undefined && GIVEN.test(name) && name !== 'LEADS_SUPERVISED') given[name] = value
  }
  // The hosted machines run in UTC, wherever the person who deployed a function lives.
  return {...given, ...blueprint, TZ: 'UTC'}
}
