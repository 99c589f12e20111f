import {describe, expect, test} from 'vitest'
import {minute, World} from '../testing/world.ts'
import {claimEmail, emailBackoff, MAX_EMAIL_ATTEMPTS} from './claimEmail.ts'
import {recordEmailResult, type EmailResult} from './recordEmailResult.ts'

const mailer = {kind: 'function', id: 'send-mail'} as const

function worldWithMail() {
  const world = new World()
  world.receive()
  const message = () => {
    const [first] = world.emails()
    if (!first) throw new Error('There is no mail.')
    return first
  }
  const claim = (at: number) => {
    const decision = claimEmail({
      message: message(),
      subscriber: world.subscriber(),
      suppression: world.suppression(),
      now: minute(at),
    })
    world.store.commit(decision.mutations)
    return decision
  }
  const record = (result: EmailResult, at: number) => {
    const decision = recordEmailResult({message: message(), result, now: minute(at), actor: mailer})
    world.store.commit(decision.mutations)
    return decision
  }
  return {world, message, claim, record}
}

describe('claiming', () => {
  test('is for one at a time, and lapses', () => {
    const {message, claim} = worldWithMail()
    expect(claim(2).result).toBe('claimed')
    expect(message()).toMatchObject({status: 'sending', claimedAt: minute(2), attempts: 1})
    expect(claim(3)).toMatchObject({result: 'wait', dueAt: minute(7)})
    expect(claim(7).result).toBe('claimed')
    expect(message().attempts).toBe(2)
  })

  test('is refused once there is nothing to confirm any more', () => {
    const confirmed = worldWithMail()
    confirmed.world.confirm()
    expect(confirmed.claim(3).result).toBe('refused')
    expect(confirmed.message()).toMatchObject({status: 'suppressed'})
    expect(confirmed.claim(4)).toEqual({result: 'done', mutations: []})

    const withdrawn = worldWithMail()
    withdrawn.world.end('complain')
    expect(withdrawn.claim(3).result).toBe('refused')

    const erased = worldWithMail()
    erased.world.store.commit([{delete: {id: erased.world.person().subscriberId}}])
    expect(erased.claim(3).result).toBe('refused')
  })

  test('prefers the newer of two confirmations', () => {
    const {world, message, claim} = worldWithMail()
    const old = message()
    world.receive({at: 30})
    const newer = world.emails().find((email) => email._id !== old._id)
    const person = {subscriber: world.subscriber(), suppression: null, now: minute(31)}
    expect(claimEmail({message: old, ...person}).result).toBe('refused')
    expect(newer && claimEmail({message: newer, ...person}).result).toBe('claimed')
    expect(claim).toBeTypeOf('function')
  })

  test('sends no one-off e-mail to anybody suppressed', () => {
    const {world, message} = worldWithMail()
    const oneOff = {...message(), kind: 'oneOff' as const}
    const suppression = {_id: world.person().suppressionId, reason: 'unsubscribed' as const}
    const now = minute(2)
    expect(claimEmail({message: oneOff, subscriber: null, suppression, now}).result).toBe('refused')
    expect(claimEmail({message: oneOff, subscriber: null, suppression: null, now}).result).toBe(
      'claimed',
    )
    const asked = claimEmail({message: message(), subscriber: world.subscriber(), suppression, now})
    expect(asked.result).toBe('claimed')
  })
})

describe('recording', () => {
  test('a mail that went out says so once', () => {
    const {world, message, claim, record} = worldWithMail()
    claim(2)
    const sent = {type: 'sent', smtpMessageId: '<1@mail.example>'} as const
    record(sent, 3)
    record(sent, 4)
    expect(message()).toMatchObject({status: 'sent', smtpMessageId: '<1@mail.example>'})
    const entries = world.store
      .all('leadActivity')
      .filter((entry) => entry['kind'] === 'email.sent')
    expect(entries).toMatchObject([{at: minute(3), emailId: message()._id}])
    expect(world.lead()).not.toHaveProperty('lastContactAt')
    expect(claim(9)).toEqual({result: 'done', mutations: []})
  })

  test('a one-off e-mail counts as contact', () => {
    const {world, message} = worldWithMail()
    const decision = recordEmailResult({
      message: {...message(), kind: 'oneOff'},
      lead: world.lead(),
      result: {type: 'sent'},
      now: minute(3),
      actor: mailer,
    })
    world.store.commit(decision.mutations)
    expect(world.lead()).toMatchObject({lastContactAt: minute(3), engagement: 'sent'})
  })

  test('a failure is tried again after a growing wait, and given up in the end', () => {
    const {message, claim, record} = worldWithMail()
    const failed = {
      type: 'failed',
      message: '451 try later <ada@example.com>',
      permanent: false,
    } as const
    let at = 2
    for (let attempt = 1; attempt < MAX_EMAIL_ATTEMPTS; attempt += 1) {
      expect(claim(at).result).toBe('claimed')
      const decision = record(failed, at + 1)
      const wait = emailBackoff(attempt) / 60_000
      expect(decision).toMatchObject({status: 'queued', retryAt: minute(at + wait)})
      expect(claim(at + wait - 0.5).result).toBe('wait')
      at += wait
    }
    claim(at)
    expect(record(failed, at)).toMatchObject({status: 'failed'})
    expect(message()).toMatchObject({status: 'failed', failure: '451 try later <(address)>'})
    expect(claim(at + 10_000)).toEqual({result: 'done', mutations: []})
  })

  test('a refusal for good is not tried again', () => {
    const {message, claim, record} = worldWithMail()
    claim(2)
    const refused = {type: 'failed', message: '550 no such user', permanent: true} as const
    expect(record(refused, 2)).not.toHaveProperty('retryAt')
    expect(message().status).toBe('failed')
  })

  test('a sender that dies every time is given up', () => {
    const {message, claim} = worldWithMail()
    for (let attempt = 0; attempt < MAX_EMAIL_ATTEMPTS; attempt += 1) claim(2 + attempt * 10)
    expect(claim(500).result).toBe('refused')
    expect(message()).toMatchObject({status: 'failed'})
  })
})
