import {z} from 'zod'
import {openToken, signToken} from '../crypto/signedToken.ts'

const PURPOSE = 'render-token.v1'

/** Shortest time in which a person fills in a form, in milliseconds. */
const MIN_FILL_MS = 2000
/** How long a rendered form may be sent, in milliseconds: 24 hours. */
export const MAX_TOKEN_AGE_MS = 24 * 60 * 60 * 1000
/** How far the clock of the server that rendered the form may be ahead, in milliseconds. */
const CLOCK_SKEW_MS = 60_000

const Payload = z.strictObject({
  s: z.string().min(1),
  f: z.string().min(1),
  v: z.int(),
  t: z.int().nonnegative(),
})

/** What a render token says: which form was rendered, and when. */
export interface RenderedForm {
  site: string
  form: string
  version: number
  /** ISO 8601, UTC. */
  issuedAt: string
}

/** The result of checking a render token. */
export type RenderTokenCheck =
  | {state: 'valid'; issuedAt: string; ageMs: number; formVersion: number}
  /** Genuine, but sent back faster than a person types. */
  | {state: 'too-fast'; issuedAt: string; ageMs: number; formVersion: number}
  | {state: 'absent'}
  | {state: 'expired'}
  | {state: 'invalid'}

/**
 * Signs that a form was rendered, and when. It proves that the form was loaded before it was sent, which
 * most form spam does not do. It is no credential and can be used again: a page from a cache shows the
 * same token to all visitors (docs/decisions/0012-render-tokens.md).
 *
 * @param secret - `siteSecret(master, site, 'render-token')`
 */
export function signRenderToken(secret: string, form: RenderedForm): string {
  const {site, form: id, version, issuedAt} = form
  return signToken(secret, PURPOSE, {s: site, f: id, v: version, t: Date.parse(issuedAt)})
}

/** A render token and what it must match. */
export interface RenderTokenInput {
  /** `siteSecret(master, site, 'render-token')` */
  secret: string
  /** `token` of the body, as it was sent. */
  token: unknown
  site: string
  form: string
  /** ISO 8601, UTC. */
  now: string
}

/**
 * Checks a render token: signature, site, form, and an age of 2 s to 24 h. The same token may come any
 * number of times.
 */
export function verifyRenderToken(input: RenderTokenInput): RenderTokenCheck {
  const {secret, token, site, form, now} = input
  if (token === undefined || token === null || token === '') return {state: 'absent'}
  if (typeof token !== 'string') return {state: 'invalid'}
  const payload = Payload.safeParse(openToken(secret, PURPOSE, token))
  if (!payload.success || payload.data.s !== site || payload.data.f !== form) {
    return {state: 'invalid'}
  }
  const ageMs = Date.parse(now) - payload.data.t
  if (ageMs < -CLOCK_SKEW_MS) return {state: 'invalid'}
  if (ageMs > MAX_TOKEN_AGE_MS) return {state: 'expired'}
  const issuedAt = new Date(payload.data.t).toISOString()
  const state = ageMs < MIN_FILL_MS ? 'too-fast' : 'valid'
  return {state, issuedAt, ageMs, formVersion: payload.data.v}
}
