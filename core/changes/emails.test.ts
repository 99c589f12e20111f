import {ForeignDocumentError} from '../tenancy/documentId.ts'
import {describe, expect, test} from 'vitest'
import {problem} from '../problems/problem.ts'
import {storedText} from '../problems/storedProblems.ts'
import {minute, World} from '../testing/world.ts'
import {mailRecipient} from '../consent/mailRecipient.ts'
import type {EmailMessageRecord, SubscriberRecord, SuppressionRecord} from '../documents/people.ts'
import {
  claimEmail,
  emailBackoff,
  MAX_EMAIL_ATTEMPTS,
  type EmailClaim,
  recordEmailResult,
  type EmailResult,
} from './emails.ts'

const mailer = {kind: 'function', id: 'send-mail'} as const

function worldWithMail() {
  const world = new World()
  world.receive()
  const message = () => {
    const [first] = world.emails()
    if (!first) throw new Error('There is no mail.')
    return first
  }
  const decide = (
    which: EmailMessageRecord,
    at: number,
    person: {subscriber: SubscriberRecord | null; suppression: SuppressionRecord | null} = {
      subscriber: world.subscriber(),
      suppression: world.suppression(),
    },
  ) => {
    const lead = world.lead()
    const {keySecret} = world
    const subscriber = person.subscriber ?? {email: lead?.email}
    const found = mailRecipient({message: which, lead, subscriber, keySecret})
    return claimEmail({message: which, found, person, named: null, now: minute(at), actor: mailer})
  }
  let held: EmailClaim = {claimedAt: minute(0), attempts: 1}
  const claim = (at: number) => {
    const decision = decide(message(), at)
    world.store.commit(decision.mutations)
    if (decision.result === 'claimed') held = decision.claim
    return decision
  }
  const record = (result: EmailResult, at: number, by = held) => {
    const decision = recordEmailResult({
      message: message(),
      claim: by,
      lead: world.lead(),
      result,
      now: minute(at),
      actor: mailer,
    })
    world.store.commit(decision.mutations)
    return decision
  }
  return {world, message, decide, claim, record, held: () => held}
}

describe('claiming', () => {
  test('is exclusive, and expires', () => {
    const {message, claim} = worldWithMail()
    expect(claim(2).result).toBe('claimed')
    expect(message()).toMatchObject({status: 'sending', claimedAt: minute(2), attempts: 1})
    expect(claim(3)).toMatchObject({result: 'wait', dueAt: minute(7)})
    expect(claim(7).result).toBe('claimed')
    expect(message().attempts).toBe(2)
  })

  test('is refused when there is nothing to confirm', () => {
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
    const {world, message, decide} = worldWithMail()
    const old = message()
    world.receive({at: 30})
    const newer = world.emails().find((email) => email._id !== old._id)
    expect(decide(old, 31).result).toBe('refused')
    expect(newer && decide(newer, 31).result).toBe('claimed')
  })

  test('sends no one-off e-mail to suppressed people', () => {
    const {world, message, decide} = worldWithMail()
    const oneOff = {...message(), kind: 'oneOff' as const, body: 'Hello'}
    const suppression = {_id: world.person().suppressionId, reason: 'unsubscribed' as const}
    expect(decide(oneOff, 2, {subscriber: null, suppression}).result).toBe('refused')
    const lifted = {...suppression, reason: 'manual' as const, liftedAt: minute(1)}
    expect(decide(oneOff, 2, {subscriber: null, suppression: lifted}).result).toBe('claimed')
    expect(decide(oneOff, 2, {subscriber: null, suppression: null}).result).toBe('claimed')
    expect(decide(message(), 2, {subscriber: world.subscriber(), suppression}).result).toBe(
      'claimed',
    )
  })

  test.each(['withdraw', 'bounce', 'complain', 'suppress'] as const)(
    'asks the subscriber where the suppression is gone (%s)',
    (end) => {
      const {world, message, decide} = worldWithMail()
      const oneOff = {...message(), kind: 'oneOff' as const, body: 'Hello'}
      world.confirm(2)
      world.end(end, 3)
      const subscriber = world.subscriber()
      expect(decide(oneOff, 4, {subscriber, suppression: null}).result).toBe('refused')
    },
  )

  test('does not treat an unconfirmed sign-up as an objection to personal mail', () => {
    const {world, message, decide} = worldWithMail()
    const oneOff = {...message(), kind: 'oneOff' as const, body: 'Hello'}
    const subscriber = {...world.subscriber(), _id: world.person().subscriberId}
    const lapsed = {...subscriber, status: 'unsubscribed' as const}
    expect(decide(oneOff, 4, {subscriber: lapsed, suppression: null}).result).toBe('claimed')
  })

  test('for an unknown site waits, and fails in the end', () => {
    const {message} = worldWithMail()
    const input = {found: null, named: null, person: {subscriber: null, suppression: null}}
    const at = {now: minute(2), actor: mailer}
    expect(claimEmail({...input, ...at, message: message()})).toMatchObject({
      result: 'claimed',
      recipient: null,
    })
    const often = {...message(), attempts: MAX_EMAIL_ATTEMPTS}
    expect(claimEmail({...input, ...at, message: often}).result).toBe('refused')
  })

  test('refuses documents of another site', () => {
    const {world, message} = worldWithMail()
    const suppression = {_id: 'bluefern.suppression.x', reason: 'manual' as const}
    const person = {subscriber: world.subscriber(), suppression}
    const input = {message: message(), found: null, named: null, now: minute(2), actor: mailer}
    expect(() => claimEmail({...input, person})).toThrow(ForeignDocumentError)
  })
})

const NOT_TAKEN = problem('mail.not-taken', {message: '550 no such user'})

describe('recording', () => {
  test('a sent mail is recorded once', () => {
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
    const {world, message, held} = worldWithMail()
    const decision = recordEmailResult({
      message: {...message(), kind: 'oneOff'},
      claim: held(),
      lead: world.lead(),
      result: {type: 'sent'},
      now: minute(3),
      actor: mailer,
    })
    world.store.commit(decision.mutations)
    expect(world.lead()).toMatchObject({lastContactAt: minute(3), engagement: 'sent'})
  })

  test('a failure is retried after growing delays, and fails in the end', () => {
    const {message, claim, record} = worldWithMail()
    const failed = {
      type: 'failed',
      problem: problem('mail.not-taken', {message: '451 try later <ada@example.com>'}),
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
    expect(message()).toMatchObject({status: 'failed'})
    expect(storedText(message().failure)).toBe('451 try later <(address)>')
    expect(claim(at + 10_000)).toEqual({result: 'done', mutations: []})
  })

  test('a late failure does not release a message that was claimed again', () => {
    const {message, claim, record, held} = worldWithMail()
    claim(2)
    const slow = held()
    claim(8)
    record({type: 'failed', problem: NOT_TAKEN, permanent: true}, 9, slow)
    expect(message()).toMatchObject({status: 'sending', claimedAt: minute(8)})
    record({type: 'sent'}, 10, slow)
    expect(message()).toMatchObject({status: 'sent', sentAt: minute(10)})
  })

  test('a permanent refusal is not retried', () => {
    const {message, claim, record} = worldWithMail()
    claim(2)
    const refused = {type: 'failed', problem: NOT_TAKEN, permanent: true} as const
    expect(record(refused, 2)).not.toHaveProperty('retryAt')
    expect(message().status).toBe('failed')
  })

  test('a message whose sender always dies fails in the end', () => {
    const {message, claim} = worldWithMail()
    for (let attempt = 0; attempt < MAX_EMAIL_ATTEMPTS; attempt += 1) claim(2 + attempt * 10)
    expect(claim(500).result).toBe('refused')
    expect(message()).toMatchObject({status: 'failed'})
  })
})
