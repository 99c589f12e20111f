import {hmac} from '@noble/hashes/hmac.js'
import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import {answer, refuse} from './answer.ts'
import {bearerToken} from './bearerToken.ts'
import type {ScheduledWork} from './schedules.ts'
import type {ApiContext} from './services.ts'

const LONGEST_TOKEN = 500

/** Compares by digests under a key of this process, so that the time tells nothing of the token. */
function isSame(key: Uint8Array, left: string, right: string): boolean {
  const digest = (text: string): string => bytesToHex(hmac(sha256, key, utf8ToBytes(text)))
  return digest(left) === digest(right)
}

/**
 * `GET` or `POST /api/sweep`, for the cron of a platform (Vercel's sends `GET`): does what was left
 * undone, once, for whoever brings `LEADS_SWEEP_TOKEN`. Where that is not set there is no such address.
 *
 * @param key - random bytes of this process
 */
export function sweepRoute(work: ScheduledWork, token: string, key: Uint8Array) {
  return async (context: ApiContext): Promise<Response> => {
    const given = bearerToken(context, LONGEST_TOKEN)
    if (given === undefined || !isSame(key, given, token)) {
      context.header('WWW-Authenticate', 'Bearer')
      return refuse(context, 'unauthenticated', {
        detail: 'Send LEADS_SWEEP_TOKEN as the bearer token.',
      })
    }
    context.header('Cache-Control', 'no-store')
    const done = await work.sweep()
    return answer(context, done ? 'ok' : 'empty', done ?? {running: true}, done ? 200 : 202)
  }
}
