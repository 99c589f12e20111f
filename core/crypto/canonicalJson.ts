function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : sorted(item)))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  entries.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
  return new Map(entries.map(([key, item]) => [key, sorted(item)]))
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
  if (value instanceof Map) {
    const members = Array.from(value, ([key, item]) => `${JSON.stringify(key)}:${write(item)}`)
    return `{${members.join(',')}}`
  }
  const text: string | undefined = JSON.stringify(value)
  if (text === undefined) throw new TypeError(`A ${typeof value} has no JSON form.`)
  return text
}

/**
 * JSON in one canonical spelling, after RFC 8785 (JSON Canonicalization Scheme): no white space,
 * members sorted by UTF-16 code units, numbers and strings as ECMAScript writes them. Members that
 * are `undefined` are left out.
 *
 * @throws TypeError for a value that JSON cannot hold (function, symbol, bigint, NaN, Infinity)
 */
export function canonicalJson(value: unknown): string {
  assertFinite(value)
  return write(sorted(value))
}

function assertFinite(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`${value} has no JSON form.`)
  }
  if (value !== null && typeof value === 'object') Object.values(value).forEach(assertFinite)
}
