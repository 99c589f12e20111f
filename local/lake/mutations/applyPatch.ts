import {extract, Mutation} from '@sanity/mutator'
import {isFields, type StoredDocument} from '../store/storedDocument.ts'
import {immutableAttribute, invalidMutation, MutationFailure} from './mutationErrors.ts'
import {type PatchOperations} from './parseMutation.ts'

const IMMUTABLE = ['_id', '_type', '_createdAt'] as const

const PLAIN_NAME = /^[A-Za-z]\w*$/
/** Names that JSONMatch parses as values. */
const NOT_NAMES = new Set(['true', 'false'])

const MAX_PATH_STEPS = 100
const MAX_PATH_LENGTH = 8_192

/** A patch as `@sanity/mutator` takes it, without the document's id. */
type MutatorPatch =
  | {set: Record<string, unknown>}
  | {setIfMissing: Record<string, unknown>}
  | {unset: string[]}
  | {diffMatchPatch: Record<string, string>}
  | {inc: Record<string, number>}
  | {insert: {before: string; items: unknown[]}}
  | {insert: {after: string; items: unknown[]}}
  | {insert: {replace: string; items: unknown[]}}

/**
 * Applies a patch's operations in the order the hosted store and `@sanity/mutator` share:
 * setIfMissing, set, merge, unset, diffMatchPatch, inc, dec, insert. Paths are JSONMatch; one that
 * matches nothing changes nothing. `_rev` and `_updatedAt` stay; the transaction sets them.
 *
 * @throws MutationFailure 400 for an invalid path or operand (`inc` and `dec` need an existing
 *   number), 409 when `_id`, `_type` or `_createdAt` would change
 */
export function applyPatch(document: StoredDocument, operations: PatchOperations): StoredDocument {
  let result = document
  const run = (path: string, patch: MutatorPatch) => {
    result = applyOne(result, path, patch)
  }
  for (const [path, value] of Object.entries(operations.setIfMissing ?? {})) {
    const at = locate(path, result)
    if (at !== null) run(path, {setIfMissing: {[at]: value}})
  }
  for (const [path, value] of Object.entries(operations.set ?? {})) {
    if (isPlainName(path)) {
      result = {...result, [path]: value}
      continue
    }
    const at = locate(path, result)
    if (at !== null) run(path, {set: {[at]: value}})
  }
  for (const [path, value] of Object.entries(operations.merge ?? {})) {
    const at = locate(path, result)
    if (at !== null) run(path, {set: mergeAsSet(at, value, result)})
  }
  for (const path of operations.unset ?? []) {
    const at = locate(path, result)
    if (at !== null && matches(at, result).length > 0) run(path, {unset: [at]})
  }
  for (const [path, patch] of Object.entries(operations.diffMatchPatch ?? {})) {
    const at = locate(path, result)
    if (at !== null) run(path, {diffMatchPatch: {[at]: patch}})
  }
  for (const [path, by] of Object.entries(operations.inc ?? {})) {
    run(path, {inc: {[numberAt(path, result)]: by}})
  }
  for (const [path, by] of Object.entries(operations.dec ?? {})) {
    run(path, {inc: {[numberAt(path, result)]: -by}})
  }
  if (operations.insert) {
    const {location, path, items} = operations.insert
    const at = locate(path, result, true)
    if (at !== null) run(path, insertion(location, at, items))
  }
  for (const attribute of IMMUTABLE) {
    if (result[attribute] !== document[attribute]) throw immutableAttribute(document._id, attribute)
  }
  return {...result, _rev: document._rev, _updatedAt: document._updatedAt}
}

/** Whether a path is just an attribute of the document: most are, and need no JSONMatch. */
function isPlainName(path: string): boolean {
  return PLAIN_NAME.test(path) && !NOT_NAMES.has(path)
}

function insertion(
  location: 'before' | 'after' | 'replace',
  at: string,
  items: unknown[],
): MutatorPatch {
  if (location === 'before') return {insert: {before: at, items}}
  if (location === 'after') return {insert: {after: at, items}}
  return {insert: {replace: at, items}}
}

function applyOne(document: StoredDocument, path: string, patch: MutatorPatch): StoredDocument {
  try {
    const mutation = new Mutation({mutations: [{patch: {id: document._id, ...patch}}]})
    return asStored(document, mutation.apply(document))
  } catch (error) {
    if (error instanceof MutationFailure) throw error
    const reason = error instanceof Error ? error.message : String(error)
    if (reason === 'Index out of bounds') return document
    throw invalidMutation(`Cannot apply patch at "${path}": ${reason}`, 'invalidPatchError', {path})
  }
}

/** The mutator's result with the attributes that every stored document has. */
function asStored(
  document: StoredDocument,
  result: Record<string, unknown> | null,
): StoredDocument {
  const {_id, _type, _rev, _createdAt, _updatedAt} = document
  const removed = IMMUTABLE.find((attribute) => result && !Object.hasOwn(result, attribute))
  if (removed) throw immutableAttribute(_id, removed)
  return {_id, _type, _rev, _createdAt, _updatedAt, ...result}
}

/** The path with negative indexes resolved; `null` when it is out of bounds. */
function locate(path: string, document: StoredDocument, inserting = false): string | null {
  assertPath(path)
  const inner = resolveNegativeIndexes(path, document)
  if (inner === null || inserting) return inner
  const last = /^(.+)\[(-?\d+)\]$/.exec(inner)
  if (!last) return inner
  const [, parent = '', index = ''] = last
  const arrays = matches(parent, document).filter((value) => Array.isArray(value))
  const position = Number(index)
  const within = arrays.every((array) =>
    position < 0 ? array.length + position >= 0 : position < array.length,
  )
  return within ? inner : null
}

/** The mutator resolves a negative index only at the end of a path; this function anywhere. */
function resolveNegativeIndexes(path: string, document: StoredDocument): string | null {
  const found = /^(.*?)\[(-\d+)\](?=[.[])/.exec(path)
  if (!found) return path
  const [whole, prefix = '', index = ''] = found
  const [array] = matches(prefix, document)
  const position = Array.isArray(array) ? array.length + Number(index) : -1
  if (position < 0) return null
  const rest = path.slice(whole.length)
  return resolveNegativeIndexes(`${prefix}[${position}]${rest}`, document)
}

/** A document has 20 levels, so a longer path matches nothing, and takes long to evaluate. */
function assertLength(path: string): void {
  const steps = path.length > MAX_PATH_STEPS ? (path.match(/[.[]/g)?.length ?? 0) : 0
  if (path.length <= MAX_PATH_LENGTH && steps <= MAX_PATH_STEPS) return
  throw invalidMutation(
    `Invalid path "${path.slice(0, 40)}…": it may have up to ${MAX_PATH_STEPS} steps and ${MAX_PATH_LENGTH} characters`,
    'invalidPathError',
  )
}

function assertPath(path: string): void {
  assertLength(path)
  try {
    extract(path, {})
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw invalidMutation(`Invalid path "${path}": ${reason}`, 'invalidPathError', {path})
  }
  if (path.includes('__proto__')) {
    throw invalidMutation('Malformed attribute name: "__proto__"', 'malformedAttributeNameError')
  }
}

function matches(path: string, document: StoredDocument): unknown[] {
  try {
    return extract(path, document)
  } catch {
    // A step through a value without attributes: the path matches nothing.
    return []
  }
}

function numberAt(path: string, document: StoredDocument): string {
  const at = locate(path, document)
  const values = at === null ? [] : matches(at, document)
  if (at === null || values.length === 0 || values.some((value) => typeof value !== 'number')) {
    throw invalidMutation(
      `Cannot increment or decrement "${path}": it is not a number`,
      'invalidPatchError',
      {path},
    )
  }
  return at
}

function mergeAsSet(
  path: string,
  value: unknown,
  document: StoredDocument,
): Record<string, unknown> {
  const [target] = matches(path, document)
  if (!isFields(target) || !isFields(value)) return {[path]: value}
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [`${path}['${key}']`, entry]),
  )
}
