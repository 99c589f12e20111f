/** Least role that a rule of a kind is for; each role also has what the ones below it have. */
export type WriterRole = 'editor' | 'admin'

/** What a rule allows on a document. `delete` is apart from `update` in the embedded lake only. */
export type WritePermission = 'create' | 'update' | 'delete'

/** One sentence of a kind's declaration: who may write which of its documents, and how. */
export interface WriteRule {
  by: WriterRole
  may: readonly WritePermission[]
  /** Which keys, as patterns of `path()`; all of the kind's own where left out. */
  keys?: readonly string[]
  /** GROQ condition on the document, before and after the write. */
  where?: string
}

/** A kind of tenant document. */
export interface KindDeclaration {
  /** `_type` of every document of the kind; each type has one kind. */
  type: string
  /** Patterns of what follows `<site>.<kind>.` in an id, for `path()`: `*` is one segment. */
  keys: readonly string[]
  /** Empty: only robots of the product and superadmins write it. */
  writers: readonly WriteRule[]
}

export const CHANGE: readonly WritePermission[] = ['create', 'update']

/** The document names its author, and nobody may name somebody else. */
export const OWN = 'createdBy == identity()'

/** What editors make and change, and administrators also delete. */
export const SHARED_WORK: readonly WriteRule[] = [
  {by: 'editor', may: CHANGE},
  {by: 'admin', may: ['delete']},
]
