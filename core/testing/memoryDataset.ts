import {Mutation as StoreMutation} from '@sanity/mutator'
import type {Mutation, NewDocument} from '../changes/mutation.ts'

/** A document as the store holds it. */
export type MemoryDocument = {
  _id: string
  _type: string
  _rev: string
  [attribute: string]: unknown
}

/** The store's answer to a write that lost a race: 409, and nothing was written. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError'
}

/**
 * The few rules of the Content Lake that decisions rely on, in memory: transactions are atomic,
 * `create` and `ifRevisionID` conflict, and every write gives a new revision. Patches are applied
 * by Sanity's own mutator. For tests.
 */
export class MemoryDataset {
  #documents = new Map<string, MemoryDocument>()
  #transactions = 0

  /** Puts a document there as it is. */
  seed(document: NewDocument): void {
    this.#documents.set(document._id, {...document, _rev: `seed-${this.#documents.size}`})
  }

  /** A copy of a document, `null` when there is none. */
  get(id: string): MemoryDocument | null {
    const document = this.#documents.get(id)
    return document ? structuredClone(document) : null
  }

  /** All documents of a type, sorted by id. */
  all(type: string): MemoryDocument[] {
    return this.snapshot().filter((document) => document._type === type)
  }

  /** Everything there is, sorted by id. */
  snapshot(): MemoryDocument[] {
    const documents = [...this.#documents.values()].map((document) => structuredClone(document))
    return documents.sort((left, right) => (left._id < right._id ? -1 : 1))
  }

  /**
   * Writes mutations in one transaction.
   *
   * @throws ConflictError when one of them conflicts; then none is written
   */
  commit(mutations: readonly Mutation[]): void {
    const next = new Map(this.#documents)
    this.#transactions += 1
    for (const mutation of mutations) apply(next, mutation, `tx-${this.#transactions}`)
    this.#documents = next
  }
}

function patched(before: MemoryDocument, mutation: Mutation, revision: string): MemoryDocument {
  const store = new StoreMutation({mutations: [mutation], transactionId: revision})
  const after: unknown = store.apply(structuredClone(before))
  if (typeof after !== 'object' || after === null) throw new Error('The patch left no document.')
  return {...after, _id: before._id, _type: before._type, _rev: revision}
}

function apply(documents: Map<string, MemoryDocument>, mutation: Mutation, revision: string): void {
  if ('delete' in mutation) {
    documents.delete(mutation.delete.id)
    return
  }
  if ('patch' in mutation) {
    const {ifRevisionID, ...patch} = mutation.patch
    const before = documents.get(patch.id)
    if (!before) throw new ConflictError(`There is no document ${patch.id}.`)
    if (ifRevisionID && ifRevisionID !== before._rev) throw new ConflictError('Another revision.')
    documents.set(patch.id, patched(before, {patch}, revision))
    return
  }
  const document =
    'create' in mutation
      ? mutation.create
      : 'createIfNotExists' in mutation
        ? mutation.createIfNotExists
        : mutation.createOrReplace
  const exists = documents.has(document._id)
  if (exists && 'create' in mutation) throw new ConflictError(`${document._id} exists.`)
  if (exists && 'createIfNotExists' in mutation) return
  documents.set(document._id, {...structuredClone(document), _rev: revision})
}
