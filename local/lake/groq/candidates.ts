import {Path} from 'groq-js'
import type {DatasetView} from './datasetView.ts'
import type {GroqNode} from './groqNode.ts'
import {outerExpression} from './plan/outerExpression.ts'
import {isVariantId, publishedId} from './perspective.ts'
import {byId, lowerBound, type QueryDocument} from './sortedDocuments.ts'
import {constantValue} from './groqTree.ts'

/**
 * Documents among which a filter's matches are, for certain. They come in the order of ids, as `*`
 * has them, each once.
 */
export interface FixedCandidates {
  /** How many there are at most; what a choice between candidates goes by. */
  size: number
  documents(): readonly QueryDocument[]
}

/** Candidates that depend on the scope around the filter, as `references(^._id)` has them. */
export interface ScopedCandidates {
  /** To be evaluated in the scope around the filter. */
  argument: GroqNode
  documents(value: unknown): readonly QueryDocument[]
}

type Lookup = (view: DatasetView, value: unknown) => readonly QueryDocument[]

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : []

function distinct(documents: Iterable<QueryDocument>): QueryDocument[] {
  return [...new Set(documents)].sort(byId)
}

/** `_id == value` */
const withId: Lookup = (view, value) => {
  const document = typeof value === 'string' ? view.get(value) : undefined
  return document ? [document] : []
}

/** `_id in value` */
const withIdIn: Lookup = (view, value) => {
  if (value instanceof Path) return view.all
  return distinct(strings(value).flatMap((id) => withId(view, id)))
}

/** `references(value)` */
const withReferenceTo: Lookup = (view, value) => {
  const ids = typeof value === 'string' ? [value] : strings(value)
  return ids.length === 1 && ids[0] !== undefined
    ? view.referring(ids[0])
    : distinct(ids.flatMap((id) => view.referring(id)))
}

/** `something._ref == value`; a missing `_ref` equals null. */
const withRefEqual: Lookup = (view, value) =>
  typeof value === 'string' ? view.referring(value) : view.all

/** `_type == value` and `_type in value` */
const withType: Lookup = (view, value) => {
  if (typeof value === 'string') return view.ofType(value)
  const types = new Set(strings(value))
  if (types.size === 1) return [...types].flatMap((type) => view.ofType(type))
  return view.all.filter((document) => types.has(document._type))
}

/** `_id in path(value)` */
const withPath: Lookup = (view, value) => {
  if (typeof value !== 'string') return []
  if (!value.includes('*')) return withId(view, value)
  const prefix = value.slice(0, value.indexOf('*'))
  if (prefix === '') return view.all
  const from = lowerBound(view.all, prefix)
  return view.all.slice(from, lowerBound(view.all, `${prefix}\uffff`))
}

/** `sanity::versionOf(value)` */
const inFamily: Lookup = (view, value) => {
  if (typeof value !== 'string') return []
  if (!isVariantId(value)) return view.family(value)
  return distinct([...view.family(value), ...view.family(publishedId(value))])
}

function isAttribute(node: GroqNode, name: string): boolean {
  if (node.type === 'Group') return isAttribute(node.base, name)
  const own = node.type === 'AccessAttribute' && node.name === name
  return own && (!node.base || node.base.type === 'This')
}

/** `a._ref`, `a.b._ref`: at whatever depth, the index of references knows it. */
export function isReference(node: GroqNode): boolean {
  if (node.type !== 'AccessAttribute' || node.name !== '_ref' || !node.base) return false
  let base: GroqNode | undefined = node.base
  while (base?.type === 'AccessAttribute') ({base} = base)
  return base === undefined || base.type === 'This'
}

/** `a[]._ref` */
export function isReferenceList(node: GroqNode): boolean {
  if (node.type !== 'Map' || node.base.type !== 'ArrayCoerce') return false
  if (node.expr.type !== 'AccessAttribute' || node.expr.name !== '_ref') return false
  if (node.expr.base && node.expr.base.type !== 'This') return false
  let base: GroqNode | undefined = node.base.base
  while (base?.type === 'AccessAttribute') ({base} = base)
  return base === undefined || base.type === 'This'
}

/** What finds the documents for which a condition may hold, and by which value. */
function lookupOf(node: GroqNode): {lookup: Lookup; argument: GroqNode} | null {
  if (node.type === 'FuncCall') {
    const [argument, second] = node.args
    if (!argument) return null
    if (node.namespace === 'sanity' && node.name === 'versionOf') {
      return {lookup: inFamily, argument}
    }
    if (node.namespace !== 'global' || node.name !== 'references') return null
    return second ? null : {lookup: withReferenceTo, argument}
  }
  if (node.type !== 'OpCall') return null
  const {op, left, right} = node
  if (op === '==') {
    for (const [attribute, argument] of [
      [left, right],
      [right, left],
    ] as const) {
      if (isAttribute(attribute, '_id')) return {lookup: withId, argument}
      if (isAttribute(attribute, '_type')) return {lookup: withType, argument}
      if (isReference(attribute)) return {lookup: withRefEqual, argument}
    }
    return null
  }
  if (op !== 'in') return null
  if (isReferenceList(right)) return {lookup: withRefEqual, argument: left}
  if (isAttribute(left, '_type')) return {lookup: withType, argument: right}
  if (!isAttribute(left, '_id')) return null
  const path = right.type === 'FuncCall' && right.namespace === 'global' && right.name === 'path'
  if (path) return right.args[0] ? {lookup: withPath, argument: right.args[0]} : null
  return {lookup: withIdIn, argument: right}
}

/** The smaller of two, either of which may be missing. */
function smaller(a: FixedCandidates | null, b: FixedCandidates | null): FixedCandidates | null {
  if (!a || !b) return a ?? b
  return a.size <= b.size ? a : b
}

/**
 * Candidates that a filter's text alone decides, or `null` when it decides nothing. In a
 * conjunction the best condition counts; in a disjunction every branch has to have one.
 */
export function fixedCandidates(node: GroqNode, view: DatasetView): FixedCandidates | null {
  switch (node.type) {
    case 'Group':
      return fixedCandidates(node.base, view)
    case 'And':
      return smaller(fixedCandidates(node.left, view), fixedCandidates(node.right, view))
    case 'Or': {
      const left = fixedCandidates(node.left, view)
      const right = left && fixedCandidates(node.right, view)
      if (!left || !right || left.size + right.size >= view.all.length) return null
      return {
        size: left.size + right.size,
        documents: () => distinct([...left.documents(), ...right.documents()]),
      }
    }
    default: {
      const found = lookupOf(node)
      const constant = found && constantValue(found.argument)
      if (!found || !constant) return null
      const documents = found.lookup(view, constant.value)
      return {size: documents.length, documents: () => documents}
    }
  }
}

/** Candidates that depend on the scope around a filter, from one of its conjuncts, or `null`. */
export function scopedCandidates(
  node: GroqNode,
  view: DatasetView,
  hidden: boolean,
): ScopedCandidates | null {
  if (node.type === 'Group') return scopedCandidates(node.base, view, hidden)
  if (node.type === 'And') {
    return scopedCandidates(node.left, view, hidden) ?? scopedCandidates(node.right, view, hidden)
  }
  const found = lookupOf(node)
  // Types tell little: what the text alone decides is then as good.
  if (!found || found.lookup === withType) return null
  const argument = outerExpression(found.argument, hidden)
  if (!argument || argument.type === 'Value') return null
  const {lookup} = found
  return {argument, documents: (value) => lookup(view, value)}
}
