import {LakeError} from '../lakeError.ts'

/** 503 for a write that the disk refused, with the cause. */
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

/** 503 for all writes after a failed disk sync, until the lake starts again. */
export function couldNotSync(cause: unknown): LakeError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const error = LakeError.http(
    503,
    'Service Unavailable',
    `The lake's disk did not confirm what was written (${reason}), so it may be lost with the power; check the disk and start the lake again`,
  )
  error.cause = cause
  return error
}
