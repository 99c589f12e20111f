import type {FuncCallNode, GroqNode, ObjectAttribute} from './groqNode.ts'

/**
 * The scope that a child is evaluated in: that of its parent; one with a new `@`, from which `^` leads
 * back; or one with a new `@` that `^` skips, which groq-js calls hidden.
 */
export type ChildScope = 'same' | 'nested' | 'hidden'

/** Gives the replacement of a child. */
export type ChildVisitor = (child: GroqNode, scope: ChildScope) => GroqNode

/** A copy of a node whose children went through `visit`. */
export function mapChildren(node: GroqNode, visit: ChildVisitor): GroqNode {
  switch (node.type) {
    case 'AccessAttribute':
      return node.base ? {...node, base: visit(node.base, 'same')} : node
    case 'AccessElement':
    case 'Slice':
    case 'Group':
    case 'ArrayCoerce':
    case 'Asc':
    case 'Desc':
    case 'Deref':
    case 'Neg':
    case 'Pos':
    case 'Not':
      return {...node, base: visit(node.base, 'same')}
    case 'Filter':
    case 'Projection':
      return {...node, base: visit(node.base, 'same'), expr: visit(node.expr, 'nested')}
    case 'Map':
    case 'FlatMap':
      return {...node, base: visit(node.base, 'same'), expr: visit(node.expr, 'hidden')}
    case 'And':
    case 'Or':
    case 'OpCall':
      return {...node, left: visit(node.left, 'same'), right: visit(node.right, 'same')}
    case 'InRange':
      return {
        ...node,
        base: visit(node.base, 'same'),
        left: visit(node.left, 'same'),
        right: visit(node.right, 'same'),
      }
    case 'FuncCall':
      return {...node, args: node.args.map((argument) => visit(argument, 'same'))}
    case 'PipeFuncCall':
      return {
        ...node,
        base: visit(node.base, 'same'),
        args: node.args.map((argument) => visit(argument, 'nested')),
      }
    case 'Array':
      return {
        ...node,
        elements: node.elements.map((element) => ({
          ...element,
          value: visit(element.value, 'same'),
        })),
      }
    case 'Object':
      return {...node, attributes: node.attributes.map((entry) => mapAttribute(entry, visit))}
    case 'Select':
      return {
        ...node,
        alternatives: node.alternatives.map((alternative) => ({
          ...alternative,
          condition: visit(alternative.condition, 'same'),
          value: visit(alternative.value, 'same'),
        })),
        ...(node.fallback ? {fallback: visit(node.fallback, 'same')} : {}),
      }
    case 'Tuple':
      return {...node, members: node.members.map((member) => visit(member, 'same'))}
    case 'SelectorFuncCall':
      return {...node, arg: visit(node.arg, 'nested')}
    case 'SelectorNested':
      return {...node, base: visit(node.base, 'same'), nested: visit(node.nested, 'same')}
    default:
      return node
  }
}

function mapAttribute(attribute: ObjectAttribute, visit: ChildVisitor): ObjectAttribute {
  const value = visit(attribute.value, 'same')
  if (attribute.type !== 'ObjectConditionalSplat') return {...attribute, value}
  return {...attribute, condition: visit(attribute.condition, 'same'), value}
}

/** Maps all items; `null` when one of them gives `null`. */
export function mapAll<A, B>(items: readonly A[], map: (item: A) => B | null): B[] | null {
  const mapped: B[] = []
  for (const item of items) {
    const result = map(item)
    if (result === null) return null
    mapped.push(result)
  }
  return mapped
}

/** Whether a node or anything below it passes a test. */
export function contains(node: GroqNode, test: (candidate: GroqNode) => boolean): boolean {
  if (test(node)) return true
  let found = false
  mapChildren(node, (child) => {
    found ||= contains(child, test)
    return child
  })
  return found
}

/** Whether a node or anything below it leads to other documents or to the scope around: `*`, `->`, `^`. */
export function looksAround(node: GroqNode): boolean {
  return contains(node, ({type}) => type === 'Parent' || type === 'Everything' || type === 'Deref')
}

/** Whether a node calls a function, such as `global::count` or `string::split`. */
export function isCall(node: GroqNode | undefined, name: string): node is FuncCallNode {
  return node?.type === 'FuncCall' && `${node.namespace}::${node.name}` === name
}

/** The value of a literal, or of what a parameter became; `null` for any other expression. */
export function constantValue(node: GroqNode): {value: unknown} | null {
  if (node.type === 'Group') return constantValue(node.base)
  if (node.type === 'Value') return {value: node.value}
  if (node.type !== 'Array') return null
  const values: unknown[] = []
  for (const element of node.elements) {
    const inner = constantValue(element.value)
    if (!inner) return null
    if (!element.isSplat) values.push(inner.value)
    else if (Array.isArray(inner.value)) values.push(...inner.value)
  }
  return {value: values}
}

/** The attribute of `@` that an expression is, if it is one: `name`, `@.name`. */
export function ownAttribute(node: GroqNode): string | null {
  if (node.type === 'Group') return ownAttribute(node.base)
  if (node.type !== 'AccessAttribute') return null
  return !node.base || node.base.type === 'This' ? node.name : null
}

/** The conditions that must all hold, in the order written. */
export function conjunctsOf(node: GroqNode): GroqNode[] {
  if (node.type === 'Group') return conjunctsOf(node.base)
  if (node.type === 'And') return [...conjunctsOf(node.left), ...conjunctsOf(node.right)]
  return [node]
}

/** The conditions of which one must hold, in the order written. */
export function branchesOf(node: GroqNode): GroqNode[] {
  if (node.type === 'Group') return branchesOf(node.base)
  if (node.type === 'Or') return [...branchesOf(node.left), ...branchesOf(node.right)]
  return [node]
}

/** A text that is equal for two expressions exactly when they are the same. */
export function expressionKey(node: GroqNode): string {
  return JSON.stringify(plain(node))
}

/** An expression without parentheses, and with one spelling of each function. */
function plain(node: GroqNode): GroqNode {
  if (node.type === 'Group') return plain(node.base)
  const own =
    node.type === 'FuncCall' &&
    node.namespace === 'string' &&
    ['lower', 'upper'].includes(node.name)
      ? {...node, namespace: 'global'}
      : node
  return mapChildren(own, plain)
}
