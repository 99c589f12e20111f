import type {GroqNode} from '../groqNode.ts'
import {compileCondition} from '../native/nativeCondition.ts'
import {ownAttribute, constantValue} from '../groqTree.ts'
import {rootOf} from '../indexes/indexEntry.ts'
import {IdPath} from '../../../../core/tenancy/idPath.ts'

/** A family of documents, see `indexEntry.ts`. */
export interface FamilyRow {
  f: number
  type: string
  site: string | null
  root: string
}

/** What is known of a condition for all documents of a family; `undefined`: it depends. */
type Verdict = boolean | null | undefined

type Judge = (family: FamilyRow) => Verdict

const depends: Judge = () => undefined

function combine(left: Judge, right: Judge, decisive: boolean): Judge {
  return (family) => {
    const first = left(family)
    if (first === decisive) return decisive
    const second = right(family)
    if (second === decisive) return decisive
    if (first === undefined || second === undefined) return undefined
    return first === null || second === null ? null : !decisive
  }
}

/** Whether a condition looks at the type and the site, and nothing else. */
export function readsFamilyOnly(node: GroqNode): boolean {
  if (constantValue(node)) return true
  if (node.type === 'Group') return readsFamilyOnly(node.base)
  if (node.type === 'FuncCall') return node.name === 'defined' && node.args.every(readsFamilyOnly)
  if (node.type === 'OpCall') return [node.left, node.right].every(readsFamilyOnly)
  const name = ownAttribute(node)
  return name === '_type' || name === 'site'
}

function judgePath({text: pattern}: IdPath): Judge {
  if (pattern === '**') return () => true
  const prefix = pattern.split('*')[0] ?? ''
  const root = rootOf(prefix)
  const isWhole = pattern === `${prefix}**` && root === prefix && root !== ''
  return (family) => {
    if (isWhole && family.root === root) return true
    return root !== '' && family.root !== root ? false : undefined
  }
}

function judge(node: GroqNode): Judge {
  switch (node.type) {
    case 'Group':
      return judge(node.base)
    case 'And':
    case 'Or':
      return combine(judge(node.left), judge(node.right), node.type === 'Or')
    case 'Not': {
      const base = judge(node.base)
      return (family) => {
        const verdict = base(family)
        return typeof verdict === 'boolean' ? !verdict : verdict
      }
    }
    case 'OpCall': {
      const right = constantValue(node.right)
      if (ownAttribute(node.left) === '_id' && right) {
        if (node.op === 'in' && right.value instanceof IdPath) return judgePath(right.value)
        if (node.op !== '==' || typeof right.value !== 'string') return depends
        const root = rootOf(right.value)
        return (family) => (family.root === root ? undefined : false)
      }
      break
    }
    case 'FuncCall': {
      const [subject, prefix] = node.args
      const start = prefix && constantValue(prefix)
      if (node.name !== 'startsWith' || !subject || ownAttribute(subject) !== '_id') break
      const root = typeof start?.value === 'string' ? rootOf(start.value) : ''
      return (family) => (root !== '' && family.root !== root ? false : undefined)
    }
    default:
  }
  const native = readsFamilyOnly(node) ? compileCondition(node) : null
  return native ? ({type, site}) => native({_type: type, site}) : depends
}

/**
 * The families for which conditions may all hold, and the conditions that are left to check on
 * their documents.
 */
export function familiesFor(
  conditions: readonly GroqNode[],
  families: readonly FamilyRow[],
): {families: FamilyRow[]; conditions: GroqNode[]} {
  const judges = conditions.map((condition) => ({condition, verdictOn: judge(condition)}))
  const left = new Set<GroqNode>()
  const among = families.filter((family) => {
    const open: GroqNode[] = []
    for (const {condition, verdictOn} of judges) {
      const verdict = verdictOn(family)
      if (verdict === undefined) open.push(condition)
      else if (verdict !== true) return false
    }
    for (const condition of open) left.add(condition)
    return true
  })
  return {families: among, conditions: conditions.filter((condition) => left.has(condition))}
}
