const NONE: ReadonlySet<string> = new Set()

/** Text that needs no escaping in JSON. */
const PLAIN = /^[ !#-[\]-~]*$/u

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function writeObject(
  value: Readonly<Record<string, unknown>>,
  omitted: ReadonlySet<string>,
): string {
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const item = value[key]
    if (item === undefined || omitted.has(key)) continue
    text += `${text === '' ? '{' : ','}${quoted(key)}:${write(item)}`
  }
  return text === '' ? '{}' : `${text}}`
}

function write(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`${value} has no JSON form.`)
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => write(item === undefined ? null : item)).join(',')}]`
  }
  if (isRecord(value)) return writeObject(value, NONE)
  const text: string | undefined = JSON.stringify(value)
  if (text === undefined) throw new TypeError(`A ${typeof value} has no JSON form.`)
  return text
}

/**
 * JSON in one canonical spelling, after RFC 8785 (JSON Canonicalization Scheme): no white space,
 * members sorted by UTF-16 code units, numbers and strings as ECMAScript writes them. Members that
 * are `undefined` are left out.
 *
 * @param omitted - members of an object that are left out; those of objects in it are not
 * @throws TypeError for a value that JSON cannot hold (function, symbol, bigint, NaN, Infinity)
 */
export function canonicalJson(value: unknown, omitted: ReadonlySet<string> = NONE): string {
  return isRecord(value) && !Array.isArray(value) ? writeObject(value, omitted) : write(value)
}
