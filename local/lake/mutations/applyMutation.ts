import type {StoredDocument, Fields} from '../store/storedDocument.ts'
import {applyPatch} from './applyPatch.ts'
import {assertDocumentId, assertDocumentType} from './documentLimits.ts'
import {
  documentAlreadyExists,
  documentNotFound,
  insufficientPermissions,
  invalidMutation,
  revisionDoesNotMatch,
} from './mutationErrors.ts'
import {
  parseMutation,
  type ParsedMutation,
  type PatchOperations,
  type Target,
} from './parseMutation.ts'
import type {TransactionContext} from './transaction.ts'

/** The effect of one mutation on its document. */
export interface MutationOutcome {
  id: string
  operation: 'create' | 'update' | 'delete' | 'none'
  after: StoredDocument | null
  /** As sent to listeners and written to the log: by id, with the attributes that the store added. */
  mutation: unknown
  purge: boolean
}

type Creation = Extract<ParsedMutation, {document: Fields}>

/**
 * Applies one mutation to the documents as the transaction has left them so far.
 *
 * Documents that a caller may not read do not exist for them: patching or deleting one has the same
 * result as for an unused id. So both need the permission to read as well, and only a caller who may
 * create a document with an id can find out whether the id is taken.
 *
 * @throws MutationFailure 400, 403 or 409
 */
export function applyMutation(mutation: unknown, context: TransactionContext): MutationOutcome {
  const parsed = parseMutation(mutation)
  switch (parsed.kind) {
    case 'delete':
      return remove(idOf(parsed.target), parsed.purge, context)
    case 'patch':
      return patch(idOf(parsed.target), parsed.operations, mutation, context)
    default:
      return create(parsed, context)
  }
}

/** Queries are resolved before the transaction, so every target has an id. */
function idOf(target: Target): string {
  if (!('id' in target)) throw invalidMutation('Mutations by query are not possible here')
  assertDocumentId(target.id)
  return target.id
}

function create({kind, document}: Creation, context: TransactionContext): MutationOutcome {
  const after = newDocument(kind, document, context)
  const id = after._id
  const current = context.read(id)
  const {_rev: _, ...content} = after
  const created = {id, after, mutation: {[kind]: content}, purge: false}
  if (!current || kind === 'create') {
    require(context, 'create', after)
    if (current) throw documentAlreadyExists(id)
    return {...created, operation: 'create'}
  }
  if (kind === 'createIfNotExists') {
    if (!context.can('read', current)) require(context, 'create', after)
    return {...created, after: current, operation: 'none'}
  }
  if (!context.can('read', current)) require(context, 'create', after)
  // Another type is a deletion and a creation (https://www.sanity.io/docs/http-reference/mutation).
  const replaces = current._type === after._type
  require(context, replaces ? 'update' : 'delete', current)
  require(context, replaces ? 'update' : 'create', after)
  return {...created, operation: 'update'}
}

function newDocument(
  kind: Creation['kind'],
  document: Fields,
  {newId, timestamp, transactionId}: TransactionContext,
): StoredDocument {
  const {_id: givenId, _type, _createdAt: givenCreatedAt} = document
  if (kind !== 'create' && (typeof givenId !== 'string' || givenId === '')) {
    throw invalidMutation(`"${kind}" needs a document with an "_id"`, 'documentIDMissingError')
  }
  let _id = givenId ?? ''
  if (_id === '') _id = newId()
  else if (typeof _id === 'string' && _id.endsWith('.')) _id = `${_id}${newId()}`
  assertDocumentId(_id)
  assertDocumentType(_type)
  const _createdAt = givenCreatedAt ?? timestamp
  if (typeof _createdAt !== 'string' || Number.isNaN(Date.parse(_createdAt))) {
    throw invalidMutation(`"_createdAt" of "${_id}" is not a datetime`)
  }
  return {...document, _id, _type, _createdAt, _updatedAt: timestamp, _rev: transactionId}
}

function patch(
  id: string,
  operations: PatchOperations,
  mutation: unknown,
  context: TransactionContext,
): MutationOutcome {
  const current = readable(id, context)
  if (!current) {
    requireReach(context, 'update', id)
    throw documentNotFound(id)
  }
  require(context, 'update', current)
  const expected = operations.ifRevisionID
  if (expected !== undefined && expected !== current._rev) {
    throw revisionDoesNotMatch(id, current._rev, expected)
  }
  const after = {
    ...applyPatch(current, operations),
    _rev: context.transactionId,
    _updatedAt: context.timestamp,
  }
  require(context, 'update', after)
  return {id, operation: 'update', after, mutation, purge: false}
}

/** Deleting a document that does not exist is no error (same reference page). */
function remove(id: string, purge: boolean, context: TransactionContext): MutationOutcome {
  const current = readable(id, context)
  if (current) require(context, 'delete', current)
  else requireReach(context, 'delete', id)
  const mutation = {delete: purge ? {id, purge} : {id}}
  return {id, operation: current ? 'delete' : 'none', after: null, mutation, purge}
}

function require(
  context: TransactionContext,
  permission: 'create' | 'update' | 'delete',
  document: StoredDocument,
): void {
  if (!context.can(permission, document)) throw insufficientPermissions(permission)
}

/** The document if the caller may read it. */
function readable(id: string, context: TransactionContext): StoredDocument | null {
  const current = context.read(id)
  return current && context.can('read', current) ? current : null
}

/** For a document that the caller can't see: throws unless the caller may know that it does not exist. */
function requireReach(
  context: TransactionContext,
  permission: 'update' | 'delete',
  id: string,
): void {
  const nothing = {_id: id, _type: '', _rev: '', _createdAt: '', _updatedAt: ''}
  if (!context.can('read', nothing)) require(context, permission, nothing)
}
