function writeObject(value: object): string {
  const members: Readonly<Record<string, unknown>> = {...value}
  let text = ''
  for (const key of Object.keys(members).sort()) {
    const item = members[key]
    if (item === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${write(item)}`
  }
  return `{${text}}`
}

function write(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`${value} has no JSON form.`)
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => write(item === undefined ? null : item)).join(',')}]`
  }
  if (typeof value === 'object' && value !== null) return writeObject(value)
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
  return write(value)
}
