/** A document to be written; the store adds `_rev`, `_createdAt` and `_updatedAt`. */
export type NewDocument = {_id: string; _type: string; [attribute: string]: unknown}

/** The operations of a patch, in the wire format of Sanity's mutation API. */
export type PatchOperations = {
  /** The write fails as a whole (409) when the document has another revision by then. */
  ifRevisionID?: string
  set?: {[path: string]: unknown}
  setIfMissing?: {[path: string]: unknown}
  unset?: string[]
  inc?: {[path: string]: number}
  insert?:
    | {before: string; items: unknown[]}
    | {after: string; items: unknown[]}
    | {replace: string; items: unknown[]}
}

/**
 * One mutation in the wire format of `POST /data/mutate` (https://www.sanity.io/docs/http-mutations).
 * The mutations of a decision belong in one transaction. When the store answers 409, somebody else wrote
 * in between and nothing was written: read the documents again and decide again.
 */
export type Mutation =
  | {create: NewDocument}
  | {createIfNotExists: NewDocument}
  | {createOrReplace: NewDocument}
  /** `purge` deletes the document's history with it. */
  | {delete: {id: string; purge?: true}}
  | {patch: PatchOperations & {id: string}}

/** A patch that is guarded by the revision of the document that was read. */
export function guardedPatch(
  document: {_id: string; _rev?: string},
  operations: PatchOperations,
): Mutation {
  const guard = document._rev ? {ifRevisionID: document._rev} : {}
  return {patch: {id: document._id, ...guard, ...operations}}
}

/** Removes attributes without a value (`undefined`, `null`, empty text). */
export function withoutBlanks<T extends object>(attributes: T): Partial<T> {
  const kept = Object.entries(attributes).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  const result: Partial<T> = {}
  return Object.assign(result, Object.fromEntries(kept))
}
