import {LakeError} from '../lakeError.ts'

/** An error of one mutation, as in `error.items` of the hosted API's response. */
export interface MutationProblem {
  type: string
  description: string
  [key: string]: unknown
}

/** A problem with the position of its mutation in the request. */
export interface MutationErrorItem {
  error: MutationProblem
  index: number
}

/** Thrown while applying one mutation; the transaction adds the position. */
export class MutationFailure extends Error {
  override readonly name = 'MutationFailure'
  readonly statusCode: number
  readonly problem: MutationProblem

  constructor(statusCode: number, problem: MutationProblem) {
    super(problem.description)
    this.statusCode = statusCode
    this.problem = problem
  }
}

/** 409: `create` of an id that is taken. */
export function documentAlreadyExists(id: string): MutationFailure {
  return new MutationFailure(409, {
    type: 'documentAlreadyExistsError',
    description: `Document by ID "${id}" already exists`,
    id,
  })
}

/** 409: `patch` of a document that does not exist. */
export function documentNotFound(id: string): MutationFailure {
  return new MutationFailure(409, {
    type: 'documentNotFoundError',
    description: `The document with the ID "${id}" was not found`,
    id,
  })
}

/** 409: `ifRevisionID` is not the document's revision. */
export function revisionDoesNotMatch(
  id: string,
  current: string,
  expected: string,
): MutationFailure {
  return new MutationFailure(409, {
    type: 'documentRevisionIDDoesNotMatchError',
    description: `Document "${id}" has unexpected revision ID ("${current}"), expected "${expected}"`,
    id,
    currentRevisionID: current,
    expectedRevisionID: expected,
  })
}

/** 409: a patch would change an attribute that identifies the document. */
export function immutableAttribute(id: string, attribute: string): MutationFailure {
  return new MutationFailure(409, {
    type: 'cannotModifyImmutableAttributeError',
    description: `Cannot modify immutable attribute "${attribute}"`,
    attribute,
    id,
  })
}

/** 409: a strong reference to a document that does not exist. */
export function referenceToNothing(id: string, referenceID: string): MutationFailure {
  return new MutationFailure(409, {
    type: 'documentReferenceDoesNotExistError',
    description: `Document "${id}" references non-existent document "${referenceID}"`,
    id,
    referenceID,
  })
}

/**
 * 409: other documents refer to the one to delete.
 *
 * @param referencingIDs - those that the caller may read
 */
export function stillReferenced(id: string, referencingIDs: string[]): MutationFailure {
  const [first] = referencingIDs
  const from = first === undefined ? '' : ` from "${first}"`
  return new MutationFailure(409, {
    type: 'documentHasExistingReferencesError',
    description: `Document "${id}" cannot be deleted as there are references to it${from}`,
    id,
    referencingIDs,
  })
}

/** 400: the mutation itself is not well formed. */
export function invalidMutation(
  description: string,
  type = 'validationError',
  details: Record<string, unknown> = {},
): MutationFailure {
  return new MutationFailure(400, {...details, type, description})
}

/** 403: a grant is missing. */
export function insufficientPermissions(permission: string): MutationFailure {
  return new MutationFailure(403, {
    type: 'insufficientPermissionsError',
    description: `Insufficient permissions; permission "${permission}" required`,
    permission,
  })
}

/** The response to a transaction with failed mutations. */
export function transactionFailed(statusCode: number, items: MutationErrorItem[]): LakeError {
  const [first] = items
  const description =
    statusCode === 409 && first
      ? `The mutation(s) failed: ${first.error.description}`
      : `Mutation(s) failed with ${items.length} error(s)`
  return LakeError.data(statusCode, 'mutationError', description, {items})
}

/** 409: the transaction id was used before; the write is not repeated. */
export function transactionIdTaken(transactionId: string): LakeError {
  return LakeError.data(
    409,
    'mutationError',
    `The mutation(s) failed: Transaction ID "${transactionId}" has already been used`,
    {
      items: [
        {
          error: {
            type: 'transactionIDAlreadyExistsError',
            description: `Transaction ID "${transactionId}" has already been used`,
            transactionId,
          },
          index: 0,
        },
      ],
    },
  )
}
