import {isDeepStrictEqual} from 'node:util'
import {isGroqObject} from './nativeValue.ts'
import {valueAt, type KeyPath, type Selector} from './selectorPaths.ts'

/** Whether an array on the way to a place has come or gone, or is of another length. */
function hasMoved(before: unknown, after: unknown, path: KeyPath): boolean {
  return path.some((step, index) => {
    if (typeof step !== 'number') return false
    const list = path.slice(0, index)
    const [from, to] = [valueAt(before, list), valueAt(after, list)]
    return !Array.isArray(from) || !Array.isArray(to) || from.length !== to.length
  })
}

/** `diff::changedAny(before, after, selector)`: whether something that is selected is different. */
export function changedAny(before: unknown, after: unknown, select: Selector): boolean {
  const paths = select(before)
  if (paths.length !== select(after).length) return true
  return paths.some(
    (path) =>
      hasMoved(before, after, path) ||
      !isDeepStrictEqual(valueAt(before, path), valueAt(after, path)),
  )
}

/** The smallest places in which two values are different. */
function differences(before: unknown, after: unknown, path: KeyPath): KeyPath[] {
  if (isDeepStrictEqual(before, after)) return []
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((entry, index) => differences(entry, after[index], [...path, index]))
  }
  if (isGroqObject(before) && isGroqObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...names].flatMap((name) =>
      differences(valueAt(before, [name]), valueAt(after, [name]), [...path, name]),
    )
  }
  return [path]
}

/** `diff::changedOnly(before, after, selector)`: whether nothing but what is selected is different. */
export function changedOnly(before: unknown, after: unknown, select: Selector): boolean {
  const selected = select(before)
  return differences(before, after, []).every((path) =>
    selected.some((start) => start.every((step, index) => step === path[index])),
  )
}
