import {evaluate, parse} from 'groq-js'
import {z} from 'zod'
import {withIdPaths} from '../../core/tenancy/idPath.ts'
import type {LakeChange} from '../lake/store/lakeChange.ts'
import type {StoredDocument} from '../lake/store/storedDocument.ts'

/** The event part of a document function in the blueprint. */
export interface DocumentEvent {
  on?: readonly string[] | undefined
  filter?: string | undefined
  projection?: string | undefined
  includeDrafts?: boolean | undefined
  includeAllVersions?: boolean | undefined
}

/** What the lake's change feed tells of one document, as far as triggers need it. */
export type DocumentChange = Pick<LakeChange, 'documentId' | 'before' | 'after'>

type Types = ReadonlySet<string>

/** Decides what triggers a function. */
export interface Trigger {
  /** The only types of documents that can; `null` when it is not limited to any. */
  types: Types | null
  /** Whether a change does, and with which data. */
  match(change: DocumentChange): Promise<{data: unknown} | null>
}

function eventNames({before, after}: DocumentChange): string[] {
  if (after === null) return ['delete']
  // The hosted service calls a write to a published document `publish` too.
  return [before === null ? 'create' : 'update', 'publish']
}

const NODE = z.looseObject({
  type: z.string(),
  base: z.unknown().optional(),
  expr: z.unknown().optional(),
  left: z.unknown().optional(),
  right: z.unknown().optional(),
})
const TYPE_ATTRIBUTE = z.object({
  type: z.literal('AccessAttribute'),
  name: z.literal('_type'),
  base: z.undefined().optional(),
})
const TEXT_VALUE = z.object({type: z.literal('Value'), value: z.string()})
const TEXT_VALUES = z.object({
  type: z.literal('Array'),
  elements: z.array(z.object({isSplat: z.literal(false), value: TEXT_VALUE})),
})

function comparedTypes(left: unknown, right: unknown): Types | null {
  const value = TEXT_VALUE.safeParse(right)
  return TYPE_ATTRIBUTE.safeParse(left).success && value.success
    ? new Set([value.data.value])
    : null
}

function listedTypes(left: unknown, right: unknown): Types | null {
  const list = TEXT_VALUES.safeParse(right)
  if (!TYPE_ATTRIBUTE.safeParse(left).success || !list.success) return null
  return new Set(list.data.elements.map(({value}) => value.value))
}

/**
 * The types that a filter is limited to, or `null` when it is not limited to any. Only saves work:
 * what it leaves out would not have matched anyway.
 *
 * @param tree - a node of groq-js's syntax tree
 */
export function typesOf(tree: unknown): Types | null {
  const {data: node} = NODE.safeParse(tree)
  switch (node?.type) {
    case 'Filter':
      return typesOf(node.expr)
    case 'Projection':
    case 'Map':
    case 'Group':
      return typesOf(node.base)
    case 'And':
      return typesOf(node.left) ?? typesOf(node.right)
    case 'Or': {
      const [left, right] = [typesOf(node.left), typesOf(node.right)]
      return left && right && new Set([...left, ...right])
    }
    case 'OpCall':
      if (node['op'] === 'in') return listedTypes(node.left, node.right)
      if (node['op'] !== '==') return null
      return comparedTypes(node.left, node.right) ?? comparedTypes(node.right, node.left)
    default:
      return null
  }
}

/**
 * Builds the trigger of a document function, with the semantics of `sanity functions test`: the
 * filter and the projection are evaluated over the document alone, with `before()`, `after()` and
 * the `delta` functions.
 *
 * @throws Error when filter or projection is not valid GROQ
 */
export function createTrigger(
  name: string,
  event: DocumentEvent,
  project: {projectId: string; dataset: string},
): Trigger {
  const query = `*[${event.filter ?? ''}]${event.projection ?? ''}`
  let tree: unknown = null
  try {
    if (event.filter || event.projection) {
      const text = event.filter ? query : `*${event.projection ?? ''}`
      tree = withIdPaths(parse(text, {mode: 'delta'}))
    }
  } catch (error) {
    throw new Error(`Function ${name}: ${query} is not valid GROQ`, {cause: error})
  }
  const types = typesOf(tree)
  const on = new Set(event.on ?? ['publish'])

  const match: Trigger['match'] = async (change) => {
    const document: StoredDocument | null = change.after ?? change.before
    if (!document) return null
    if (types !== null && !types.has(document._type)) return null
    if (change.documentId.startsWith('drafts.') && !event.includeDrafts) return null
    if (change.documentId.startsWith('versions.') && !event.includeAllVersions) return null
    if (!eventNames(change).some((eventName) => on.has(eventName))) return null
    if (!tree) return {data: document}
    const value = await evaluate(tree, {
      dataset: [document],
      before: change.before,
      after: change.after,
      sanity: project,
    })
    const found: unknown = await value.get()
    const data: unknown = Array.isArray(found) ? found[0] : undefined
    return data === undefined ? null : {data}
  }
  return {types, match}
}
