import {IdPath} from '../../../../core/tenancy/idPath.ts'
import type {GroqNode} from '../groqNode.ts'
import {constantValue, isCall, ownAttribute} from '../groqTree.ts'
import {rootOf, type Partition} from '../indexes/indexEntry.ts'
import {compileNative} from '../native/nativeCondition.ts'

/** The value of a condition for all documents of a partition; `undefined` where it depends. */
type PartitionResult = boolean | null | undefined

type PartitionCondition = (partition: Partition) => PartitionResult

/**
 * The partitions in which conditions may all hold, and the conditions that are left to check on their
 * documents.
 */
export function partitionsFor(
  conditions: readonly GroqNode[],
  partitions: readonly Partition[],
): {partitions: Partition[]; conditions: GroqNode[]} {
  const compiled = conditions.map((condition) => ({condition, resultFor: compile(condition)}))
  const left = new Set<GroqNode>()
  const among = partitions.filter((partition) => {
    const open: GroqNode[] = []
    for (const {condition, resultFor} of compiled) {
      const result = resultFor(partition)
      if (result === undefined) open.push(condition)
      else if (result !== true) return false
    }
    for (const condition of open) left.add(condition)
    return true
  })
  return {partitions: among, conditions: conditions.filter((condition) => left.has(condition))}
}

/** Whether a condition reads the type and the site, and nothing else. */
export function readsPartitionOnly(node: GroqNode): boolean {
  if (constantValue(node)) return true
  if (node.type === 'Group') return readsPartitionOnly(node.base)
  if (node.type === 'FuncCall')
    return node.name === 'defined' && node.args.every(readsPartitionOnly)
  if (node.type === 'OpCall') return [node.left, node.right].every(readsPartitionOnly)
  const name = ownAttribute(node)
  return name === '_type' || name === 'site'
}

const depends: PartitionCondition = () => undefined

function compile(node: GroqNode): PartitionCondition {
  switch (node.type) {
    case 'Group':
      return compile(node.base)
    case 'And':
    case 'Or':
      return combine(compile(node.left), compile(node.right), node.type === 'Or')
    case 'Not': {
      const base = compile(node.base)
      return (partition) => {
        const result = base(partition)
        return typeof result === 'boolean' ? !result : result
      }
    }
    case 'OpCall': {
      const right = constantValue(node.right)
      if (ownAttribute(node.left) === '_id' && right) {
        if (node.op === 'in' && right.value instanceof IdPath) return inPath(right.value)
        if (node.op !== '==' || typeof right.value !== 'string') return depends
        const root = rootOf(right.value)
        return (partition) => (partition.root === root ? undefined : false)
      }
      break
    }
    case 'FuncCall': {
      const [subject, prefix] = node.args
      const start = prefix && constantValue(prefix)
      if (!isCall(node, 'string::startsWith') || !subject || ownAttribute(subject) !== '_id') break
      const root = typeof start?.value === 'string' ? rootOf(start.value) : ''
      return (partition) => (root !== '' && partition.root !== root ? false : undefined)
    }
    default:
  }
  const check = readsPartitionOnly(node) ? compileNative(node) : null
  return check ? ({type, site}) => check({_type: type, site}) : depends
}

function combine(
  left: PartitionCondition,
  right: PartitionCondition,
  decisive: boolean,
): PartitionCondition {
  return (partition) => {
    const first = left(partition)
    if (first === decisive) return decisive
    const second = right(partition)
    if (second === decisive) return decisive
    if (first === undefined || second === undefined) return undefined
    return first === null || second === null ? null : !decisive
  }
}

function inPath({text: pattern}: IdPath): PartitionCondition {
  if (pattern === '**') return () => true
  const prefix = pattern.split('*')[0] ?? ''
  const root = rootOf(prefix)
  const isWhole = pattern === `${prefix}**` && root === prefix && root !== ''
  return (partition) => {
    if (isWhole && partition.root === root) return true
    return root !== '' && partition.root !== root ? false : undefined
  }
}
