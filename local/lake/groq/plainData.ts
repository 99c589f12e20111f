/** Attribute names at which groq-js or JavaScript itself would stumble. */
const AWKWARD_NAMES = ['hasOwnProperty', '__proto__']

function isAwkward(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(isAwkward)
  return (
    AWKWARD_NAMES.some((name) => Object.hasOwn(value, name)) || Object.values(value).some(isAwkward)
  )
}

/** A value under `hasOwnProperty` that can be called as groq-js calls it, and is itself in JSON. */
function callableValue(value: unknown): unknown {
  function hasOwnProperty(this: object, name: string): boolean {
    return Object.hasOwn(this, name)
  }
  return Object.assign(hasOwnProperty, {toJSON: () => value})
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy)
  const result: Record<string, unknown> = {}
  for (const [name, entry] of Object.entries(value)) {
    if (name === 'hasOwnProperty') result[name] = callableValue(copy(entry))
    else if (name !== '__proto__') result[name] = copy(entry)
  }
  return result
}

/**
 * JSON data that groq-js can look at: it calls `hasOwnProperty` on every object, so an attribute of
 * that name gets a value that can be called; `__proto__` is left out. Other data is returned as it
 * is.
 */
export function toPlainData(value: unknown): unknown {
  return isAwkward(value) ? copy(value) : value
}

/** Parses a document's JSON, see {@link toPlainData}. @throws SyntaxError when it is not JSON */
export function parsePlainData(json: string): unknown {
  const value: unknown = JSON.parse(json)
  // Almost no document spells these names, not even escaped: searching is cheaper than walking.
  const suspicious = json.includes('hasOwnProperty') || json.includes('__proto__')
  return suspicious || json.includes('\\u') ? toPlainData(value) : value
}
