import {evaluate, parse} from 'groq-js'
import {withIdPaths} from '../../core/tenancy/idPath.ts'
import type {GroqNode} from '../lake/groq/groqNode.ts'
import {constantValue, ownAttribute} from '../lake/groq/groqTree.ts'
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

/** A change of the lake's log, as far as triggers need it. */
export type DocumentChange = Pick<LakeChange, 'documentId' | 'before' | 'after'>

type Types = ReadonlySet<string>

/** Decides what triggers a function. */
export interface Trigger {
  /** The only types of documents that can trigger it; `null` when it is not limited to any. */
  types: Types | null
  /** The event data of a change that triggers the function; `null` for any other change. */
  match(change: DocumentChange): Promise<{data: unknown} | null>
}

function eventNames({before, after}: DocumentChange): string[] {
  if (after === null) return ['delete']
  // The hosted service calls a write to a published document `publish` too.
  return [before === null ? 'create' : 'update', 'publish']
}

/**
 * The types that a filter is limited to, or `null` when it is not limited to any. This only saves
 * work: other types would not match anyway.
 */
export function typesOf(node: GroqNode): Types | null {
  switch (node.type) {
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
      if (node.op === 'in') return comparedTypes(node.left, node.right)
      if (node.op !== '==') return null
      return comparedTypes(node.left, node.right) ?? comparedTypes(node.right, node.left)
    default:
      return null
  }
}

function comparedTypes(left: GroqNode, right: GroqNode): Types | null {
  if (ownAttribute(left) !== '_type') return null
  const values = [constantValue(right)?.value].flat()
  const types = values.filter((value) => typeof value === 'string')
  return types.length === values.length ? new Set(types) : null
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
  let tree: GroqNode | null = null
  try {
    if (event.filter || event.projection) {
      const text = event.filter ? query : `*${event.projection ?? ''}`
      tree = withIdPaths(parse(text, {mode: 'delta'}))
    }
  } catch (error) {
    throw new Error(`Function ${name}: ${query} is not valid GROQ`, {cause: error})
  }
  const types = tree && typesOf(tree)
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
