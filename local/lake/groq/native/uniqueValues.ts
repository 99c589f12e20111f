import {isDateTime} from './nativeValue.ts'

/**
 * `array::unique()` as the specification has it: of what can be compared for equality the first, of
 * anything else each. groq-js 2.0.0 keeps every null.
 */
export function uniqueValues(list: unknown): unknown[] | null {
  if (!Array.isArray(list)) return null
  const known = new Set<unknown>()
  return list.filter((value: unknown) => {
    const isCompared = typeof value !== 'object' || value === null || isDateTime(value)
    if (!isCompared) return true
    const key = isDateTime(value) ? `dateTime ${JSON.stringify(value)}` : value
    if (known.has(key)) return false
    known.add(key)
    return true
  })
}
