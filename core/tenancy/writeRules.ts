/** Lowest role of a rule; each role also has the rights of the roles below it. */
export type WriterRole = 'editor' | 'admin'

/** What a rule allows on a document. `delete` is apart from `update` in the embedded lake only. */
export type WritePermission = 'create' | 'update' | 'delete'

/** A rule of a kind: who may write which of its documents, and how. */
export interface WriteRule {
  by: WriterRole
  may: readonly WritePermission[]
  /** Patterns of `path()` for the keys; all keys of the kind by default. */
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
  /** When empty, only robots of the product and superadmins write it. */
  writers: readonly WriteRule[]
}

/** Everything but deleting. */
export const CHANGE: readonly WritePermission[] = ['create', 'update']

/** The document names its author, who must be the writer. */
export const OWN = 'createdBy == identity()'

/** Editors create and change it; administrators also delete it. */
export const SHARED_WORK: readonly WriteRule[] = [
  {by: 'editor', may: CHANGE},
  {by: 'admin', may: ['delete']},
]
