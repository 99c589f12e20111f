import {canonicalJson} from '../crypto/canonicalJson.ts'

/**
 * Values of a query, each under a name of its own: `$a1`, `$a2` and so on in the order of their
 * first use, so that the same definition always gives the same query.
 */
export interface GroqParams {
  /** Takes a value in and gives how the query names it. Equal values share a name. */
  add: (value: unknown) => string
  /** All values taken in, by name without the dollar sign. */
  values: () => Record<string, unknown>
}

/**
 * @param prefix - letters that all names begin with, for several audiences in one query
 * @throws TypeError for a prefix that is not of lower-case letters
 */
export function createGroqParams(prefix = 'a'): GroqParams {
  if (!/^[a-z]+$/u.test(prefix)) {
    throw new TypeError('The prefix of parameter names must be lower-case letters.')
  }
  const names = new Map<string, {name: string; value: unknown}>()
  return {
    add(value) {
      const key = canonicalJson(value)
      const known = names.get(key) ?? {name: `${prefix}${names.size + 1}`, value}
      names.set(key, known)
      return `$${known.name}`
    },
    values() {
      return Object.fromEntries(Array.from(names.values(), ({name, value}) => [name, value]))
    },
  }
}
