import {LakeError} from '../lakeError.ts'

/**
 * The project that a host name names: the label before `.api.` or `.apicdn.`, as
 * `<project>.api.localhost`. `null` where the host names none, as an address; the project then
 * travels in a header, or not at all.
 */
export function projectOfHostname(hostname: string): string | null {
  const match = /^([^.]+)\.api(?:cdn)?\./i.exec(hostname)
  return match?.[1]?.toLowerCase() ?? null
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
