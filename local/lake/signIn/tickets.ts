import {randomBytes} from 'node:crypto'

const LIFETIME_MS = 60_000

/** Short-lived proofs that somebody chose a user on the sign-in page. */
export interface SignInTickets {
  /** A new ticket of at least 32 URL-safe characters. The Studio ignores shorter ones. */
  issue(callerId: string): string
  /** The user of a ticket, once and within a minute of its issue; afterwards `null`. */
  redeem(ticket: string): string | null
}

/** @param nowMs - milliseconds since 1970 */
export function createTickets(nowMs: () => number): SignInTickets {
  const open = new Map<string, {callerId: string; expires: number}>()
  return {
    issue(callerId) {
      const now = nowMs()
      for (const [ticket, {expires}] of open) if (expires <= now) open.delete(ticket)
      const ticket = randomBytes(24).toString('base64url')
      open.set(ticket, {callerId, expires: now + LIFETIME_MS})
      return ticket
    },
    redeem(ticket) {
      const found = open.get(ticket)
      open.delete(ticket)
      return found && found.expires > nowMs() ? found.callerId : null
    },
  }
}
