import type {GroqNode} from '../groqNode.ts'
import {
  branchesOf,
  conjunctsOf,
  constantValue,
  contains,
  mapChildren,
  ownAttribute,
} from '../groqTree.ts'
import {compileNative, compileNativeValue, fallbackCondition} from '../native/nativeCondition.ts'
import {namedValueOf} from './namedValue.ts'

/** What one `*[…] | order(…)` reads of documents of one type. */
export interface QueryShape {
  type: string
  /** Expressions that have to equal something, in the order written. */
  equal: GroqNode[]
  /** The first expression that is compared in another way. */
  range: GroqNode | null
  /** Expressions that the result is ordered by. */
  order: GroqNode[]
  /** Every expression of the document that conditions and the order read. */
  read: GroqNode[]
  /** Arrays in which a value is searched. */
  members: GroqNode[]
  /** Attributes in which words are searched. */
  texts: string[]
  /** Attributes that hold named values, see `namedValue.ts`. */
  named: string[]
}

/** The shapes of all pipelines over `*` in a query, at any depth. */
export function queryShapes(tree: GroqNode): QueryShape[] {
  const shapes: QueryShape[] = []
  const visit = (node: GroqNode, order: readonly GroqNode[]): void => {
    if (node.type === 'Filter' && node.base.type === 'Everything') {
      shapes.push(...shapesOfFilter(node.expr, order))
    }
    const ordering = node.type === 'PipeFuncCall' && node.name === 'order' ? node : null
    mapChildren(node, (child) => {
      if (contains(child, (part) => part.type === 'Everything')) {
        visit(child, ordering && child === ordering.base ? ordering.args : [])
      }
      return child
    })
  }
  visit(tree, [])
  return shapes
}

function shapesOfFilter(filter: GroqNode, order: readonly GroqNode[]): QueryShape[] {
  const conditions = conjunctsOf(filter)
  const keys = order.map((key) => (key.type === 'Asc' || key.type === 'Desc' ? key.base : key))
  const base = {named: [], members: [], read: [], texts: [], range: null, equal: [], order: []}
  return conditions.flatMap(typesOf).map((type) => {
    const shape: QueryShape = structuredClone({...base, type})
    shape.order = keys.filter(isReadable)
    shape.equal = conditions.flatMap(equalExpression)
    shape.read.push(...shape.order)
    for (const condition of conditions) readCondition(condition, shape)
    for (const condition of conditions) {
      contains(condition, (part) => {
        const value = namedValueOf(part)
        if (value) shape.named.push(value.list)
        return false
      })
    }
    const ranges = conditions.filter((condition) => branchesOf(condition).length === 1)
    shape.range =
      ranges.flatMap((condition) =>
        condition.type === 'OpCall' && ['<', '<=', '>', '>=', 'in'].includes(condition.op)
          ? [condition.left, condition.right].filter(
              (side) => isReadable(side) && !shape.members.includes(side),
            )
          : [],
      )[0] ?? null
    return shape
  })
}

function typesOf(condition: GroqNode): string[] {
  if (condition.type !== 'OpCall' || !['==', 'in'].includes(condition.op)) return []
  if (ownAttribute(condition.left) !== '_type') return []
  const constant = constantValue(condition.right)
  const values: unknown[] = Array.isArray(constant?.value) ? constant.value : [constant?.value]
  return values.filter((value) => typeof value === 'string')
}

function equalExpression(condition: GroqNode): GroqNode[] {
  if (condition.type !== 'OpCall' || condition.op !== '==') return []
  if (isReadable(condition.left) && isGiven(condition.right)) return [condition.left]
  return isReadable(condition.right) && isGiven(condition.left) ? [condition.right] : []
}

function readCondition(node: GroqNode, shape: QueryShape): void {
  const decided = fallbackCondition(node)
  if (decided) {
    readCondition(decided.condition, shape)
  } else if (node.type === 'Group' || node.type === 'Not') {
    readCondition(node.base, shape)
  } else if (node.type === 'And' || node.type === 'Or') {
    readCondition(node.left, shape)
    readCondition(node.right, shape)
  } else if (node.type === 'FuncCall' && isCondition(node)) {
    for (const argument of node.args) if (isReadable(argument)) shape.read.push(argument)
  } else if (node.type === 'OpCall' && node.op === 'match') {
    const parts =
      node.left.type === 'Array' ? node.left.elements.map(({value}) => value) : [node.left]
    shape.texts.push(...parts.flatMap((part) => ownAttribute(part) ?? []))
  } else if (node.type === 'OpCall' && node.op === 'in' && isGiven(node.left)) {
    if (isReadable(node.right)) shape.members.push(node.right)
  } else if (node.type === 'OpCall') {
    for (const side of [node.left, node.right]) if (isReadable(side)) shape.read.push(side)
  } else if (isReadable(node)) shape.read.push(node)
}

function isCondition(node: GroqNode): boolean {
  if (node.type === 'FuncCall') return ['defined', 'startsWith', 'references'].includes(node.name)
  return ['And', 'Or', 'Not', 'OpCall'].includes(node.type) && compileNative(node) !== null
}

/** Whether an expression can have a column: a value of the document that a function computes. */
function isReadable(node: GroqNode): boolean {
  const name = ownAttribute(node)
  if (name !== null && (SYSTEM.has(name) || name === '_originalId')) return false
  return !isGiven(node) && node.type !== 'This' && compileNativeValue(node) !== null
}

const SYSTEM = new Set(['_id', '_type', 'site'])

/** Whether an expression has one value for all documents: literals, parameters, the scope around. */
function isGiven(node: GroqNode): boolean {
  if (constantValue(node) || node.type === 'Parameter' || node.type === 'Parent') return true
  if (node.type === 'AccessAttribute') return node.base !== undefined && isGiven(node.base)
  if (node.type === 'Group') return isGiven(node.base)
  if (node.type === 'OpCall') return isGiven(node.left) && isGiven(node.right)
  return node.type === 'FuncCall' && node.args.every(isGiven)
}
