import {isDeepStrictEqual} from 'node:util'
import {isFields, type Fields} from './storedDocument.ts'

/**
 * Opcodes of the Mendoza format that a patch needs, by their names in the decoder of the `mendoza`
 * package.
 */
const OP = {
  value: 0,
  pushFieldCopy: 10,
  pushFieldBlank: 11,
  pushElementCopy: 12,
  returnIntoObjectSameKeyPop: 15,
  returnIntoArrayPop: 16,
  objectSetFieldValue: 17,
  objectDeleteField: 19,
  arrayAppendValue: 20,
  arrayAppendSlice: 21,
  stringAppendString: 22,
  stringAppendSlice: 23,
} as const

/** A shorter string is cheaper to send whole than as slices. */
const SHORTEST_STRING_TO_SLICE = 48

/**
 * A Mendoza patch that turns one JSON value into another, as hosted listeners and the history send
 * them with `effectFormat=mendoza`. `[0, null]` stands for "gone", `[0, value]` for "new".
 *
 * @param before - `null` for a creation
 * @param after - `null` for a deletion
 */
export function mendozaDiff(before: unknown, after: unknown): unknown[] {
  if (!isFields(before) || !isFields(after)) {
    return isDeepStrictEqual(before, after) ? [] : [OP.value, after]
  }
  return diffObject(before, after)
}

function diffObject(before: Fields, after: Fields): unknown[] {
  const patch: unknown[] = []
  const keys = Object.keys(before).sort()
  for (const [index, key] of keys.entries()) {
    if (!Object.hasOwn(after, key)) patch.push(OP.objectDeleteField, index)
  }
  for (const [index, key] of keys.entries()) {
    // Applying a patch reuses unchanged values.
    if (before[key] === after[key] || !Object.hasOwn(after, key)) continue
    patch.push(...diffField(index, key, before[key], after[key]))
  }
  for (const key of Object.keys(after)) {
    if (!Object.hasOwn(before, key)) patch.push(OP.objectSetFieldValue, after[key], key)
  }
  return patch
}

function diffField(index: number, key: string, before: unknown, after: unknown): unknown[] {
  if (isDeepStrictEqual(before, after)) return []
  if (isFields(before) && isFields(after)) {
    return [OP.pushFieldCopy, index, ...diffObject(before, after), OP.returnIntoObjectSameKeyPop]
  }
  // An empty array has no instruction of its own: a blank with nothing appended decodes to null.
  if (Array.isArray(before) && Array.isArray(after) && after.length > 0) {
    return [OP.pushFieldBlank, index, ...diffArray(before, after), OP.returnIntoObjectSameKeyPop]
  }
  if (typeof before === 'string' && typeof after === 'string') {
    const slices = diffString(before, after)
    if (slices) return [OP.pushFieldBlank, index, ...slices, OP.returnIntoObjectSameKeyPop]
  }
  return [OP.objectSetFieldValue, after, key]
}

function diffArray(before: unknown[], after: unknown[]): unknown[] {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && isDeepStrictEqual(before[head], after[head])) head += 1
  let tail = 0
  while (
    tail < shorter - head &&
    isDeepStrictEqual(before[before.length - 1 - tail], after[after.length - 1 - tail])
  ) {
    tail += 1
  }
  const patch: unknown[] = []
  if (head > 0) patch.push(OP.arrayAppendSlice, 0, head)
  const sameLength = before.length === after.length
  for (let index = head; index < after.length - tail; index += 1) {
    const from = before[index]
    const to = after[index]
    if (sameLength && isFields(from) && isFields(to)) {
      patch.push(OP.pushElementCopy, index, ...diffObject(from, to), OP.returnIntoArrayPop)
    } else {
      patch.push(OP.arrayAppendValue, to)
    }
  }
  if (tail > 0) patch.push(OP.arrayAppendSlice, before.length - tail, before.length)
  return patch
}

/** Slices are counted in UTF-8 bytes and never cut a surrogate pair. */
function diffString(before: string, after: string): unknown[] | null {
  if (before.length < SHORTEST_STRING_TO_SLICE || after.length < SHORTEST_STRING_TO_SLICE) {
    return null
  }
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head += 1
  if (head > 0 && isHighSurrogate(before, head - 1)) head -= 1
  let tail = 0
  while (
    tail < shorter - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1
  }
  if (tail > 0 && isLowSurrogate(before, before.length - tail)) tail -= 1
  if (head + tail < SHORTEST_STRING_TO_SLICE / 2) return null
  const patch: unknown[] = []
  if (head > 0) patch.push(OP.stringAppendSlice, 0, bytes(before.slice(0, head)))
  const middle = after.slice(head, after.length - tail)
  if (middle !== '') patch.push(OP.stringAppendString, middle)
  if (tail > 0) {
    const end = bytes(before)
    patch.push(OP.stringAppendSlice, end - bytes(before.slice(-tail)), end)
  }
  return patch
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

function isHighSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code >= 0xd800 && code <= 0xdbff
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code >= 0xdc00 && code <= 0xdfff
}
