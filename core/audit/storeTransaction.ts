/** A transaction as the store's history names it. */
export interface TransactionRef {
  id: string
  /** ISO 8601, UTC, by the store's clock. */
  at: string
  /** Id of the user or robot whose token made it; `null` where the store does not say. */
  author: string | null
}

/** A transaction as the store's history lists it, without its content. */
export interface StoreTransaction extends TransactionRef {
  documentIds: readonly string[]
}

/**
 * Identifies a transaction. Clients choose ids, and a store may hold one id twice where no client could
 * see that it was taken; author and time are the store's.
 */
export function transactionKey({id, at, author}: TransactionRef): string {
  return `${at} ${author ?? ''} ${id}`
}

/** A document as the store has it, or had it. */
export type StoreDocument = Readonly<Record<string, unknown>>

/** A mutation as the history lists it, with the content that a client sent. */
export type StoreMutation = Readonly<Record<string, unknown>>

/** What the mutations of a transaction do to one document. */
export interface DocumentMutations {
  id: string
  /** The document as it was created or replaced; `null` when it was not. */
  created: StoreDocument | null
  /** Whether the created document may have replaced another one. */
  isReplaced: boolean
  /** First segments of the paths that patches write, such as `status`. */
  patched: ReadonlySet<string>
  /** Values of `set` at the top level, the last one of each attribute. */
  set: StoreDocument
  isDeleted: boolean
  /** Whether its history is deleted with it. */
  isPurged: boolean
}

/**
 * What the mutations of a transaction do to each document, in the order in which they name them.
 *
 * @param mutations - as `GET /data/history/<dataset>/transactions` lists them
 */
export function mutationsByDocument(
  mutations: readonly StoreMutation[],
): Map<string, DocumentMutations> {
  const byId = new Map<string, DocumentMutations>()
  for (const mutation of mutations) {
    const next = parseMutation(mutation)
    if (!next) continue
    const known = byId.get(next.id)
    byId.set(next.id, {
      id: next.id,
      created: next.created ?? known?.created ?? null,
      isReplaced:
        next.isReplaced ||
        known?.isReplaced === true ||
        (next.created !== null && known?.isDeleted === true),
      patched: new Set([...(known?.patched ?? []), ...next.patched]),
      set: {...known?.set, ...next.set},
      isDeleted: next.isDeleted || (known?.isDeleted === true && next.created === null),
      isPurged: next.isPurged || known?.isPurged === true,
    })
  }
  return byId
}

const CREATIONS = ['create', 'createIfNotExists', 'createOrReplace'] as const

/** The effect of one mutation; `null` for one that names no document. */
function parseMutation(mutation: StoreMutation): DocumentMutations | null {
  const nothing = {
    created: null,
    isReplaced: false,
    patched: new Set<string>(),
    set: {},
    isDeleted: false,
    isPurged: false,
  }
  for (const name of CREATIONS) {
    const created = asObject(mutation[name])
    const id = created?.['_id']
    if (created && typeof id === 'string') {
      return {...nothing, id, created, isReplaced: name === 'createOrReplace'}
    }
  }
  const patch = asObject(mutation['patch'])
  if (typeof patch?.['id'] === 'string') {
    const patched = new Set(patchedAttributes(patch))
    const set = asObject(patch['set']) ?? {}
    return {...nothing, id: patch['id'], patched, set}
  }
  const deletion = asObject(mutation['delete'])
  if (typeof deletion?.['id'] === 'string') {
    return {...nothing, id: deletion['id'], isDeleted: true, isPurged: deletion['purge'] === true}
  }
  return null
}

const ASSIGNMENTS = ['set', 'setIfMissing', 'inc', 'dec', 'diffMatchPatch'] as const
/** Where the first segment of a path such as `totals.failed` or `tags[0]` ends. */
const SEGMENT_END = /[.[]/u

function patchedAttributes(patch: StoreMutation): string[] {
  const assigned = ASSIGNMENTS.flatMap((name) => Object.keys(asObject(patch[name]) ?? {}))
  const unset = Array.isArray(patch['unset']) ? patch['unset'] : []
  const insert = Object.entries(asObject(patch['insert']) ?? {}).flatMap(([name, path]) =>
    name === 'items' ? [] : [path],
  )
  return [...assigned, ...unset, ...insert].flatMap((path) =>
    typeof path === 'string' ? [path.split(SEGMENT_END, 1)[0] ?? path] : [],
  )
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null
}
