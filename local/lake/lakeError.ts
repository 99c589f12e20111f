/** Body of an error in one of the shapes the hosted API answers with. */
export type LakeErrorBody =
  | {error: {type: string; description: string; [key: string]: unknown}}
  | {statusCode: number; error: string; message: string; [key: string]: unknown}

/** An error that an endpoint of the lake answers with. */
export class LakeError extends Error {
  override readonly name = 'LakeError'
  readonly statusCode: number
  readonly body: LakeErrorBody

  constructor(statusCode: number, body: LakeErrorBody) {
    super('message' in body ? body.message : body.error.description)
    this.statusCode = statusCode
    this.body = body
  }

  /** The shape of most errors: `{statusCode, error, message}`. */
  static http(statusCode: number, error: string, message: string): LakeError {
    return new LakeError(statusCode, {statusCode, error, message})
  }

  /** The shape of data errors: `{error: {type, description, …}}`. */
  static data(
    statusCode: number,
    type: string,
    description: string,
    details: Record<string, unknown> = {},
  ): LakeError {
    return new LakeError(statusCode, {error: {...details, type, description}})
  }
}

export function badRequest(message: string): LakeError {
  return LakeError.http(400, 'Bad Request', message)
}

export function forbidden(message: string): LakeError {
  return LakeError.http(403, 'Forbidden', message)
}

/** The hosted API's answer to a token that names nobody. */
export function sessionNotFound(): LakeError {
  return new LakeError(401, {
    statusCode: 401,
    error: 'Unauthorized',
    message: 'Session not found',
    errorCode: 'SIO-401-ANF',
  })
}

/** The hosted API's answer for a project that does not exist; the Studio reads its members. */
export function projectNotFound(projectId: string): LakeError {
  return new LakeError(404, {
    statusCode: 404,
    error: 'Not Found',
    message: `Project "${projectId}" not found`,
    errorCode: 'SIO-404-PNF',
    attributes: {type: 'project'},
  })
}

/** The hosted API's answer for a dataset that does not exist. */
export function datasetNotFound(dataset: string, projectId: string): LakeError {
  return new LakeError(404, {
    statusCode: 404,
    error: 'Dataset not found',
    message: `Dataset "${dataset}" not found for project ID "${projectId}"`,
  })
}
