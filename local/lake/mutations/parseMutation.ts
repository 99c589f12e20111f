import {isFields, type Fields} from '../store/storedDocument.ts'
import {invalidMutation} from './mutationErrors.ts'

/** The operations of a `patch`, as sent. */
export interface PatchOperations {
  ifRevisionID?: string
  setIfMissing?: Fields
  set?: Fields
  merge?: Fields
  unset?: string[]
  diffMatchPatch?: Record<string, string>
  inc?: Record<string, number>
  dec?: Record<string, number>
  insert?: {location: 'before' | 'after' | 'replace'; path: string; items: unknown[]}
}

/** A GROQ query that selects the documents of a `delete` or `patch`. */
export interface Selection {
  query: string
  params: Fields
}

/** What a mutation applies to: one document, or those that a query finds. */
export type Target = {id: string} | Selection

/** One mutation of the wire format, checked. */
export type ParsedMutation =
  | {kind: 'create' | 'createIfNotExists' | 'createOrReplace'; document: Fields}
  | {kind: 'delete'; target: Target; purge: boolean}
  | {kind: 'patch'; target: Target; operations: PatchOperations}

const CREATIONS = ['create', 'createIfNotExists', 'createOrReplace'] as const

/**
 * Reads one mutation of `POST /data/mutate`.
 *
 * @throws MutationFailure 400 when it is not one mutation of a known kind with usable operands
 */
export function parseMutation(value: unknown): ParsedMutation {
  if (!isFields(value)) throw invalidMutation('Mutation is not an object')
  const kinds = Object.keys(value)
  const [kind] = kinds
  if (kinds.length !== 1 || kind === undefined) {
    throw invalidMutation('A mutation must have exactly one operation')
  }
  const operand = value[kind]
  if (!isFields(operand)) throw invalidMutation(`The operand of "${kind}" must be an object`)
  const creation = CREATIONS.find((name) => name === kind)
  if (creation) return {kind: creation, document: operand}
  if (kind === 'delete') {
    return {kind, target: parseTarget(kind, operand), purge: operand['purge'] === true}
  }
  if (kind === 'patch') {
    return {kind, target: parseTarget(kind, operand), operations: parsePatch(operand)}
  }
  throw invalidMutation(`Unknown mutation "${kind}"`)
}

function parseTarget(kind: string, operand: Fields): Target {
  const {id, query, params} = operand
  if (typeof id === 'string' && query === undefined) return {id}
  if (typeof query === 'string' && id === undefined) {
    if (params !== undefined && !isFields(params)) {
      throw invalidMutation(`"params" of "${kind}" must be an object`)
    }
    return {query, params: params ?? {}}
  }
  throw invalidMutation(`"${kind}" needs either "id" or "query"`)
}

/**
 * Reads the operations of a patch.
 *
 * @throws MutationFailure 400 naming the operation whose operand cannot be used
 */
function parsePatch(patch: Fields): PatchOperations {
  const operations: PatchOperations = {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined || value === null) continue
    switch (name) {
      case 'id':
      case 'query':
      case 'params':
        break
      case 'ifRevisionID':
        if (typeof value !== 'string') throw invalidMutation('"ifRevisionID" must be a string')
        operations.ifRevisionID = value
        break
      case 'set':
      case 'setIfMissing':
      case 'merge':
        if (!isFields(value)) throw invalidMutation(`"${name}" must be an object`)
        operations[name] = value
        break
      case 'unset':
        if (!isStrings(value)) throw invalidMutation('"unset" must be an array of paths')
        operations.unset = value
        break
      case 'diffMatchPatch':
        operations.diffMatchPatch = recordOf(name, value, isString)
        break
      case 'inc':
      case 'dec':
        operations[name] = recordOf(name, value, isFiniteNumber)
        break
      case 'insert':
        operations.insert = parseInsert(value)
        break
      default:
        throw invalidMutation(`Unknown patch operation "${name}"`)
    }
  }
  return operations
}

function parseInsert(value: unknown): PatchOperations['insert'] {
  if (!isFields(value) || !Array.isArray(value['items'])) {
    throw invalidMutation('"insert" must have an "items" array')
  }
  const locations = (['before', 'after', 'replace'] as const).filter((name) => name in value)
  const [location] = locations
  if (locations.length !== 1 || !location) {
    throw invalidMutation('"insert" needs exactly one of "before", "after" and "replace"')
  }
  const path = value[location]
  if (typeof path !== 'string') throw invalidMutation(`"insert.${location}" must be a path`)
  return {location, path, items: value['items']}
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isString)
}

function recordOf<T>(
  name: string,
  value: unknown,
  is: (entry: unknown) => entry is T,
): Record<string, T> {
  const record: Record<string, T> = {}
  if (!isFields(value)) throw invalidMutation(`"${name}" must be an object`)
  for (const [path, entry] of Object.entries(value)) {
    if (!is(entry)) throw invalidMutation(`"${name}" has an unusable value at "${path}"`)
    record[path] = entry
  }
  return record
}
