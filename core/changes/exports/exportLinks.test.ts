import {describe, expect, test} from 'vitest'
import type {ExportRecord} from './exportJob.ts'
import {
  isTicket,
  openSeal,
  sealExport,
  signExportLink,
  ticketHash,
  verifyExportLink,
} from './exportLinks.ts'

const SECRET = 'secret of artameta'
const JOB = 'artameta.export.01ARZ3NDEKTSV4RRFFQ69G5FAV'
const SEAL = {
  jobId: JOB,
  intent: '{"version":2}',
  asOf: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-02T00:00:00.000Z',
}

describe('a seal', () => {
  const job: ExportRecord = {_id: JOB, intent: SEAL.intent, seal: sealExport(SECRET, SEAL)}

  test('returns what a function sealed', () => {
    expect(openSeal(SECRET, job)).toEqual(SEAL)
  })

  test('is invalid for another instruction, export or site, and when it is missing', () => {
    expect(openSeal(SECRET, {...job, intent: '{"version":2} '})).toBeNull()
    expect(openSeal(SECRET, {...job, _id: `${JOB}X`})).toBeNull()
    expect(openSeal('secret of bluefern', job)).toBeNull()
    expect(openSeal(SECRET, {...job, seal: null})).toBeNull()
    const link = signExportLink(SECRET, {jobId: JOB, userId: 'u', expiresMs: 1})
    expect(openSeal(SECRET, {...job, seal: link})).toBeNull()
  })
})

describe('a link', () => {
  const link = {jobId: JOB, userId: 'u1', expiresMs: 1000}
  const token = signExportLink(SECRET, link)

  test('is valid for its export until it expires', () => {
    expect(verifyExportLink(SECRET, JOB, token, 999)).toEqual({ok: true, link})
    expect(verifyExportLink(SECRET, JOB, token, 1000)).toEqual({ok: false, reason: 'expired'})
  })

  test('is invalid for another export or site, altered, and where it is a seal', () => {
    const invalid = {ok: false, reason: 'invalid'}
    expect(verifyExportLink(SECRET, `${JOB}X`, token, 0)).toEqual(invalid)
    expect(verifyExportLink('secret of bluefern', JOB, token, 0)).toEqual(invalid)
    expect(verifyExportLink(SECRET, JOB, sealExport(SECRET, SEAL), 0)).toEqual(invalid)
    for (let at = 0; at < token.length; at += 1) {
      const other = token.charAt(at) === 'A' ? 'B' : 'A'
      const altered = token.slice(0, at) + other + token.slice(at + 1)
      expect(verifyExportLink(SECRET, JOB, altered, 0)).toEqual(invalid)
    }
  })
})

test('a ticket is 32 random bytes, and its hash is not the ticket', () => {
  const ticket = 'x'.repeat(43)
  expect(isTicket(ticket)).toBe(true)
  expect(isTicket(`${ticket}x`)).toBe(false)
  expect(isTicket(`${'x'.repeat(42)}=`)).toBe(false)
  expect(ticketHash(ticket)).toMatch(/^[0-9a-f]{64}$/u)
})
