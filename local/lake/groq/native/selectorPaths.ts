import type {GroqNode} from '../groqNode.ts'
import {isGroqObject} from './nativeValue.ts'

/** A way into a value: attributes and positions. */
export type KeyPath = readonly (string | number)[]

/** The places of a value that a selector means. */
export type Selector = (value: unknown) => KeyPath[]

/** Evaluates an expression with something as `@`. */
export type Evaluate = (expression: GroqNode, element: unknown) => unknown

/** What is at a place of a value; null where nothing is. */
export function valueAt(value: unknown, path: KeyPath): unknown {
  let current = value
  for (const step of path) {
    if (Array.isArray(current) && typeof step === 'number') current = current[step]
    else if (isGroqObject(current) && Object.hasOwn(current, step)) current = current[step]
    else return null
  }
  return current ?? null
}

/** The elements of the arrays at some places, those that pass. */
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

/**
 * Makes a function of a selector, the third argument of `diff::changedAny()`:
 * https://spec.groq.dev, "Selector".
 *
 * @returns `null` for a node that is no selector
 */
export function compileSelector(node: GroqNode, evaluate: Evaluate): Selector | null {
  switch (node.type) {
    case 'This':
      return () => [[]]
    case 'Group':
      return compileSelector(node.base, evaluate)
    case 'Tuple': {
      const members: Selector[] = []
      for (const member of node.members) {
        const selector = compileSelector(member, evaluate)
        if (!selector) return null
        members.push(selector)
      }
      return (value) => members.flatMap((select) => select(value))
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
