import type {ImportRecord} from '../../../../core/imports/importJob.ts'

/** Less time says little about the rate, in milliseconds. */
const LEAST_MS = 3000

/**
 * How fast an import is, and how long it still takes at that rate.
 *
 * @param nowMs - milliseconds since 1970
 * @returns `null` while that is not known
 */
export function timeLeft(
  job: Pick<ImportRecord, 'startedAt'>,
  done: number,
  total: number,
  nowMs: number,
): {perSecond: number; seconds: number} | null {
  const spentMs = nowMs - Date.parse(job.startedAt ?? '')
  if (!(spentMs >= LEAST_MS) || done <= 0 || total <= 0) return null
  const perSecond = (done * 1000) / spentMs
  return {perSecond: Math.round(perSecond), seconds: Math.ceil((total - done) / perSecond)}
}
