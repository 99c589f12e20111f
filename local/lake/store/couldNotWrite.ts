import {LakeError} from '../lakeError.ts'

/** What a caller is told when the disk refused: 503, with the cause. */
export function couldNotWrite(cause: unknown): LakeError {
  if (cause instanceof LakeError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  const error = LakeError.http(
    503,
    'Service Unavailable',
    `The lake could not write to its disk (${reason}); nothing was changed`,
  )
  error.cause = cause
  return error
}
