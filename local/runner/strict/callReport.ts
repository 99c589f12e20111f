/** Why an event did not have the effect of its function. */
export type LossReason = 'failed' | 'timedOut' | 'rateLimit' | 'chainEnd' | 'unknownFunction'

/** A call that failed or was never made. */
export interface LostCall {
  function: string
  /** Id of the document; empty for a scheduled function. */
  document: string
  reason: LossReason
  /** What happened, without personal data. */
  detail: string
}

/** Outcomes of the calls since the runner started. */
export interface CallCounts {
  /** Calls that began. */
  made: number
  succeeded: number
  failed: number
  timedOut: number
  /** Not made because of a rate limit. */
  dropped: number
  /** Not made because their chain of calls was at its end. */
  chainsEnded: number
  /** The newest calls that failed or were not made, oldest first. */
  lost: LostCall[]
}

export interface CallReport {
  began(): void
  succeeded(): void
  lost(call: LostCall): void
  counts(): CallCounts
}

const KEPT = 500

/** @param log - takes a line for each call that failed or was not made */
export function createCallReport(log: (line: string) => void): CallReport {
  const counts = {made: 0, succeeded: 0, failed: 0, timedOut: 0, dropped: 0, chainsEnded: 0}
  const lost: LostCall[] = []
  return {
    began() {
      counts.made += 1
    },
    succeeded() {
      counts.succeeded += 1
    },
    lost(call) {
      if (call.reason === 'failed' || call.reason === 'timedOut') counts[call.reason] += 1
      else if (call.reason === 'chainEnd') counts.chainsEnded += 1
      else counts.dropped += 1
      lost.push(call)
      if (lost.length > KEPT) lost.shift()
      const subject = call.document ? ` for ${call.document}` : ''
      log(`${call.function} was lost${subject}: ${call.detail}`)
    },
    counts: () => ({...counts, lost: [...lost]}),
  }
}
