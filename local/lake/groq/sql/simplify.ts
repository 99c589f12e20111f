import type {GroqNode} from '../groqNode.ts'
import {mapChildren, constantValue} from '../groqTree.ts'
import {compileCondition} from '../native/nativeCondition.ts'
import {withoutKnownLists} from './constantElements.ts'
import {asMembership} from './listMembership.ts'
import {IdPath} from '../../../../core/tenancy/idPath.ts'

/** The truth of a condition that does not look at the element; `undefined` when it does. */
function settled(node: GroqNode): unknown {
  const constant = constantValue(node)
  if (constant) return constant.value
  if (node.type !== 'OpCall' || !constantValue(node.left) || !constantValue(node.right)) {
    return undefined
  }
  return compileCondition(node)?.(null)
}

function asPath(node: GroqNode): GroqNode {
  if (node.type === 'FuncCall' && node.namespace === 'global' && node.name === 'path') {
    const pattern = node.args[0] && constantValue(node.args[0])
    if (!pattern) return node
    const isText = typeof pattern.value === 'string'
    return {type: 'Value', value: isText ? new IdPath(String(pattern.value)) : null}
  }
  return mapChildren(node, asPath)
}

function fold(node: GroqNode): GroqNode {
  switch (node.type) {
    case 'Group':
      return fold(node.base)
    case 'Not': {
      const base = fold(node.base)
      if (base.type !== 'Value') return {...node, base}
      return {type: 'Value', value: typeof base.value === 'boolean' ? !base.value : null}
    }
    case 'And':
    case 'Or': {
      const left = fold(node.left)
      const right = fold(node.right)
      const decisive = node.type === 'Or'
      for (const [one, other] of [
        [left, right],
        [right, left],
      ] as const) {
        if (one.type !== 'Value') continue
        if (one.value === decisive) return {type: 'Value', value: decisive}
        if (one.value === !decisive && other.type !== 'Value') return other
      }
      if (left.type === 'Value' && right.type === 'Value') {
        const isKnown = left.value === !decisive && right.value === !decisive
        return {type: 'Value', value: isKnown ? !decisive : null}
      }
      return {...node, left, right}
    }
    default: {
      const value = settled(node)
      if (value !== undefined) return {type: 'Value', value}
      return node.type === 'OpCall' ? asMembership(node) : node
    }
  }
}

/**
 * A condition without what parameters have settled: `$q == "" || …` is `true` for an empty `$q`.
 * `path()` becomes the {@link IdPath} it means; conditions on elements of known lists, alternatives;
 * `count(list[@ == value]) > 0`, the `in` that it is.
 */
export function simplify(condition: GroqNode): GroqNode {
  return fold(asPath(withoutKnownLists(condition)))
}
