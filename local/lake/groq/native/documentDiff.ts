import {isDeepStrictEqual} from 'node:util'
import type {GroqNode} from '../groqNode.ts'
import {mapAll} from '../groqTree.ts'
import {isGroqObject} from './nativeValue.ts'

/** A path into a value: attributes and positions. */
type KeyPath = readonly (string | number)[]

/** The paths that a selector selects in a value. */
export type Selector = (value: unknown) => KeyPath[]

/** Evaluates an expression with an element as `@`. */
export type Evaluate = (expression: GroqNode, element: unknown) => unknown

/** `diff::changedAny(before, after, selector)`: whether something that is selected differs. */
export function changedAny(before: unknown, after: unknown, select: Selector): boolean {
  const paths = select(before)
  if (paths.length !== select(after).length) return true
  return paths.some(
    (path) =>
      hasMoved(before, after, path) ||
      !isDeepStrictEqual(valueAt(before, path), valueAt(after, path)),
  )
}

/** `diff::changedOnly(before, after, selector)`: whether nothing else differs. */
export function changedOnly(before: unknown, after: unknown, select: Selector): boolean {
  const selected = select(before)
  return differences(before, after, []).every((path) =>
    selected.some((start) => start.every((step, index) => step === path[index])),
  )
}

/** Whether an array on a path is new, is gone, or has another length. */
function hasMoved(before: unknown, after: unknown, path: KeyPath): boolean {
  return path.some((step, index) => {
    if (typeof step !== 'number') return false
    const list = path.slice(0, index)
    const [from, to] = [valueAt(before, list), valueAt(after, list)]
    return !Array.isArray(from) || !Array.isArray(to) || from.length !== to.length
  })
}

/** The longest paths at which two values differ. */
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

/** The value at a path; null where there is none. */
function valueAt(value: unknown, path: KeyPath): unknown {
  let current = value
  for (const step of path) {
    if (Array.isArray(current) && typeof step === 'number') current = current[step]
    else if (isGroqObject(current) && Object.hasOwn(current, step)) current = current[step]
    else return null
  }
  return current ?? null
}

/**
 * Compiles a selector, the third argument of the functions: https://spec.groq.dev, "Selector".
 *
 * @returns `null` for a node that is not a selector
 */
export function compileSelector(node: GroqNode, evaluate: Evaluate): Selector | null {
  switch (node.type) {
    case 'This':
      return () => [[]]
    case 'Group':
      return compileSelector(node.base, evaluate)
    case 'Tuple': {
      const members = mapAll(node.members, (member) => compileSelector(member, evaluate))
      return members && ((value) => members.flatMap((select) => select(value)))
    }
    case 'AccessAttribute': {
      const base = node.base ? compileSelector(node.base, evaluate) : () => [[]]
      return base && ((value) => base(value).map((path) => [...path, node.name]))
    }
    case 'ArrayCoerce': {
      const base = compileSelector(node.base, evaluate)
      return base && elementsOf(base)
    }
    case 'Filter': {
      const base = compileSelector(node.base, evaluate)
      return base && elementsOf(base, (element) => evaluate(node.expr, element) === true)
    }
    case 'SelectorFuncCall':
      return (value) => anywhere(value, (element) => evaluate(node.arg, element) === true)
    case 'SelectorNested': {
      const base = compileSelector(node.base, evaluate)
      const nested = base && compileSelector(node.nested, evaluate)
      if (!base || !nested) return null
      return (value) =>
        base(value).flatMap((path) =>
          nested(valueAt(value, path)).map((inner) => [...path, ...inner]),
        )
    }
    default:
      return null
  }
}

/** The elements, of the arrays at some paths, that pass. */
function elementsOf(base: Selector, passes: (element: unknown) => boolean = () => true): Selector {
  return (value) =>
    base(value).flatMap((path) => {
      const list = valueAt(value, path)
      if (!Array.isArray(list)) return []
      return list.flatMap((element, index) => (passes(element) ? [[...path, index]] : []))
    })
}

/** Every object in a value, at any depth, that passes. */
function anywhere(value: unknown, passes: (element: unknown) => boolean): KeyPath[] {
  const found: KeyPath[] = []
  const walk = (part: unknown, path: KeyPath): void => {
    if (Array.isArray(part)) {
      for (const [index, element] of part.entries()) walk(element, [...path, index])
    } else if (isGroqObject(part)) {
      if (passes(part)) found.push(path)
      for (const [name, entry] of Object.entries(part)) walk(entry, [...path, name])
    }
  }
  walk(value, [])
  return found
}
