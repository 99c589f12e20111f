import {describe, expect, test} from 'vitest'
import {parseProblems} from '../problems/storedProblems.ts'
import {demoSite} from '../testing/demoSite.ts'
import {ConflictError} from '../testing/memoryDataset.ts'
import {minute, World} from '../testing/world.ts'
import {ForeignDocumentError} from '../tenancy/documentId.ts'
import {processSubmission} from './processSubmission.ts'

describe('a newsletter sign-up', () => {
  test('creates a pending subscriber and a lead, and queues one confirmation mail', () => {
    const world = new World()
    const id = world.send({fields: {name: 'Ada Lovelace'}})
    const decision = world.process(id)
    const person = world.person()
    expect(decision.outcome).toBe('processed')
    expect(world.subscriber()).toMatchObject({
      site: 'artameta',
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      status: 'pending',
      doubleOptIn: {requestedAt: minute(0), lastSubmissionId: id},
      consentHistory: [
        {
          event: 'requested',
          at: minute(0),
          method: 'form',
          channel: 'email',
          textId: 'newsletter',
          textVersion: 2,
          text: 'Send me news once a month.',
          timeZone: 'Europe/Berlin',
          submissionId: id,
          pageUrl: 'https://artameta.example/page',
        },
      ],
      source: {formId: 'footer', pageUrl: 'https://artameta.example/page'},
    })
    expect(world.lead()).toMatchObject({
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      status: 'new',
      engagement: 'none',
      subscription: 'pending',
      createdAt: minute(0),
      lastActivityAt: minute(0),
      source: {kind: 'form', formId: 'footer', label: 'Newsletter'},
      consent: {given: true, textVersion: 2, submissionId: id},
    })
    expect(world.emails()).toMatchObject([
      {
        _id: decision.effects.email,
        kind: 'confirmation',
        status: 'queued',
        attempts: 0,
        personKey: person.personKey,
        recipientType: 'subscriber',
        submissionId: id,
      },
    ])
    expect(world.submission(id)).toMatchObject({
      processedAt: minute(1),
      outcome: 'processed',
      personKey: person.personKey,
    })
    expect(world.store.all('leadActivity').map((entry) => entry['kind'])).toEqual(
      expect.arrayContaining(['submission', 'consent']),
    )
  })

  test('puts the address into no id, no timeline and no mail', () => {
    const world = new World()
    world.receive({fields: {name: 'Ada Lovelace'}})
    for (const document of world.store.snapshot()) expect(document._id).not.toMatch(/ada|example/i)
    const records = [...world.store.all('leadActivity'), ...world.store.all('emailMessage')]
    expect(records).toHaveLength(3)
    expect(JSON.stringify(records)).not.toMatch(/ada@|lovelace|example\.com/i)
  })

  test('by a form without double opt-in subscribes a new person at once', () => {
    const world = new World()
    const decision = world.receive({form: 'fast'})
    expect(decision.effects).toEqual({})
    expect(world.subscriber()).toMatchObject({status: 'subscribed', subscribedAt: minute(0)})
    expect(world.lead()).toMatchObject({subscription: 'subscribed'})
  })

  test('sent again while pending mails again only after a while, and then by a new link', () => {
    const world = new World()
    world.receive({at: 0})
    const first = world.subscriber()?.doubleOptIn?.nonce
    const soon = world.receive({at: 5})
    expect(soon).toMatchObject({outcome: 'processed', effects: {}})
    expect(world.subscriber()?.doubleOptIn?.nonce).toBe(first)
    expect(world.subscriber()?.consentHistory).toHaveLength(1)
    const later = world.receive({at: 15})
    expect(later.effects.email).toBeDefined()
    expect(world.subscriber()?.doubleOptIn?.nonce).not.toBe(first)
    expect(world.subscriber()?.consentHistory).toHaveLength(2)
    expect(world.emails()).toHaveLength(2)
    expect(world.confirm(16, {nonce: first ?? ''}).outcome).toBe('superseded')
    expect(world.confirm(17).outcome).toBe('confirmed')
  })

  test('of a subscribed person adds only new data', () => {
    const world = new World()
    world.receive()
    world.confirm()
    world.receive({at: 10, fields: {name: 'Ada'}})
    expect(world.emails()).toHaveLength(1)
    expect(world.subscriber()?.status).toBe('subscribed')
    expect(world.subscriber()?.consentHistory).toHaveLength(2)
    expect(world.lead()).toMatchObject({name: 'Ada', lastActivityAt: minute(10)})
    world.receive({at: 3 * 24 * 60})
    expect(world.subscriber()?.consentHistory).toHaveLength(3)
    expect(world.subscriber()?.status).toBe('subscribed')
  })
})

describe('a person on the suppression list', () => {
  test('who unsubscribed may sign up again, and is subscribed only after confirming', () => {
    const world = new World()
    world.receive()
    world.confirm()
    world.end('withdraw')
    expect(world.lead()?.subscription).toBe('unsubscribed')
    const again = world.receive({form: 'fast', at: 60})
    expect(again.effects.email).toBeDefined()
    expect(world.subscriber()?.status).toBe('pending')
    expect(world.lead()?.subscription).toBe('pending')
    expect(world.suppression()?.reason).toBe('unsubscribed')
    expect(world.confirm(61).outcome).toBe('confirmed')
    expect(world.suppression()).toBeNull()
    expect(world.lead()?.subscription).toBe('subscribed')
  })

  test.each(['bounced', 'complained', 'erased', 'manual'] as const)(
    'as %s who signs up leaves only the submission',
    (reason) => {
      const world = new World()
      const {suppressionId} = world.person()
      const suppression = {_id: suppressionId, _type: 'suppression', site: 'artameta', reason}
      world.store.seed(suppression)
      const id = world.send()
      expect(world.process(id)).toMatchObject({outcome: 'suppressed', effects: {}})
      expect(world.submission(id).outcome).toBe('suppressed')
      expect(world.store.snapshot().map((document) => document._type)).toEqual([
        'leadSubmission',
        'suppression',
      ])
    },
  )

  test('who sends a lead form is a lead, and is not mailed', () => {
    const world = new World()
    const {suppressionId} = world.person()
    const suppression = {_id: suppressionId, _type: 'suppression', reason: 'manual'}
    world.store.seed(suppression)
    const sent = {form: 'contact' as const, fields: {name: 'Ada', message: 'Hello'}}
    expect(world.receive(sent).outcome).toBe('processed')
    expect(world.lead()).toMatchObject({name: 'Ada', subscription: 'suppressed'})
    expect(world.emails()).toEqual([])
    expect(world.subscriber()).toBeNull()
  })

  test('who is already a lead gets the refusal in the timeline, and no other change', () => {
    const world = new World()
    world.receive({form: 'contact', fields: {name: 'Ada', message: 'x'}})
    world.end('complain')
    const before = world.lead()
    world.receive({at: 30, fields: {name: 'Somebody else'}})
    expect(world.lead()).toEqual(before)
    const summaries = world.store.all('leadActivity').map((entry) => entry['summary'])
    expect(summaries).toContain('Not subscribed: the address is on the suppression list')
  })
})

describe('a lead form', () => {
  const fields = {name: 'Ada Lovelace', firm: 'Engines', seats: '12', message: 'Hello', odd: 'x'}

  test('creates a lead from its mapped fields, and keeps long texts in the submission', () => {
    const world = new World()
    world.receive({form: 'contact', fields})
    expect(world.lead()).toMatchObject({
      name: 'Ada Lovelace',
      company: 'Engines',
      subscription: 'none',
      customFields: [{name: 'seats', value: '12'}],
    })
    expect(world.subscriber()).toBeNull()
    expect(world.lead()).not.toHaveProperty('consent')
  })

  test('fills what is empty and overwrites nothing', () => {
    const world = new World()
    world.receive({form: 'contact', fields: {name: 'Ada', message: 'x', seats: '1'}})
    const lead = world.lead()
    world.store.commit([
      {
        patch: {
          id: lead?._id ?? '',
          set: {name: 'Countess Lovelace', status: 'won', tags: ['vip']},
        },
      },
    ])
    world.receive({form: 'contact', at: 9, fields: {...fields, phone: '+44 20 7946 0000'}})
    expect(world.lead()).toMatchObject({
      name: 'Countess Lovelace',
      status: 'won',
      tags: ['vip'],
      company: 'Engines',
      phone: '+44 20 7946 0000',
      customFields: [{name: 'seats', value: '1'}],
      createdAt: minute(0),
      lastActivityAt: minute(9),
    })
  })

  test('that arrives late does not overwrite newer data', () => {
    const world = new World()
    const early = world.send({form: 'contact', at: 0, fields})
    world.receive({form: 'contact', at: 50, fields})
    world.process(early, 60)
    expect(world.lead()?.lastActivityAt).toBe(minute(50))
    expect(world.store.all('lead')).toHaveLength(1)
  })

  test('whose consent text is about the newsletter asks for it too', () => {
    const world = new World()
    const forms = demoSite.forms.map((form) =>
      form.id === 'contact' ? {...form, consentTextId: 'newsletter'} : form,
    )
    const id = world.send({form: 'footer', fields: {name: 'Ada'}})
    const submission = {
      ...world.submission(id),
      form: {id: 'contact', kind: 'lead' as const, version: 1},
    }
    const decision = processSubmission({
      submission,
      site: {...demoSite, forms},
      lead: null,
      subscriber: null,
      suppression: null,
      keySecret: world.keySecret,
      now: minute(1),
      actor: {kind: 'function'},
    })
    world.store.commit(decision.mutations)
    expect(world.subscriber()?.status).toBe('pending')
    expect(world.emails()).toHaveLength(1)
  })

  test('of a person whom an editor has added by hand enriches that lead', () => {
    const world = new World()
    const id = world.send({form: 'contact', fields})
    const lead = {_id: 'artameta.lead.01J00000000000000000000000', _type: 'lead', status: 'open'}
    world.store.seed(lead)
    const decision = processSubmission({
      submission: world.submission(id),
      site: demoSite,
      lead: {...lead, _rev: world.store.get(lead._id)?._rev ?? ''},
      subscriber: null,
      suppression: null,
      keySecret: world.keySecret,
      now: minute(1),
      actor: {kind: 'function'},
    })
    world.store.commit(decision.mutations)
    expect(world.store.all('lead')).toMatchObject([
      {
        _id: lead._id,
        email: 'ada@example.com',
        company: 'Engines',
        status: 'open',
        customFields: [{name: 'seats', value: '12'}],
        source: {kind: 'form', formId: 'contact'},
      },
    ])
    expect(world.store.all('leadActivity')).toMatchObject([{leadId: lead._id}])
  })
})

describe('what is not processed', () => {
  test('spam is marked and creates no lead', () => {
    const world = new World()
    const id = world.send({spam: 'spam'})
    expect(world.process(id).outcome).toBe('ignored-spam')
    expect(world.store.snapshot()).toMatchObject([{_id: id, outcome: 'ignored-spam'}])
  })

  test('suspected spam is processed and marked', () => {
    const world = new World()
    world.receive({spam: 'suspect', form: 'contact', fields: {name: 'Ada', message: 'x'}})
    const details = world.store.all('leadActivity').flatMap((entry) => entry['details'])
    expect(details).toContainEqual(expect.objectContaining({name: 'spam', value: 'suspect'}))
  })

  test.each(['', 'ada@', 'ada@localhost'])('the address %j fails, with the reason', (email) => {
    const world = new World()
    const id = world.send({email})
    expect(world.process(id).outcome).toBe('failed')
    expect(world.submission(id)).toMatchObject({
      outcome: 'failed',
      failure: {at: minute(1), attempts: 1},
    })
    const [found] = parseProblems(world.submission(id).failure?.message)
    expect(found?.code).toMatch(/^address\./u)
  })

  test('a document of another site is refused', () => {
    const world = new World()
    const submission = world.submission(world.send())
    const lead = {_id: 'bluefern.lead.x'}
    const input = {
      submission,
      site: demoSite,
      lead,
      subscriber: null,
      suppression: null,
      keySecret: 'secret',
      now: minute(1),
      actor: {kind: 'function' as const},
    }
    expect(() => processSubmission(input)).toThrow(ForeignDocumentError)
    const elsewhere = {...demoSite, key: 'bluefern'}
    expect(() => processSubmission({...input, lead: null, site: elsewhere})).toThrow(
      ForeignDocumentError,
    )
  })
})

describe('processing twice', () => {
  test('changes nothing, one after the other', () => {
    const world = new World()
    const id = world.send({fields: {name: 'Ada'}})
    world.process(id)
    const after = world.store.snapshot()
    expect(world.process(id, 99)).toEqual({mutations: [], outcome: 'processed', effects: {}})
    expect(world.store.snapshot()).toEqual(after)
  })

  test('at once is refused by the store as a whole', () => {
    const world = new World()
    const id = world.send()
    const [one, two] = [world.decide(id, 1), world.decide(id, 2)]
    world.store.commit(one.mutations)
    const after = world.store.snapshot()
    expect(() => world.store.commit(two.mutations)).toThrow(ConflictError)
    expect(world.store.snapshot()).toEqual(after)
  })

  test('two simultaneous forms of a new person are both kept', () => {
    const world = new World()
    const one = world.send({form: 'contact', fields: {name: 'Ada', message: 'x'}})
    const two = world.send({form: 'contact', fields: {firm: 'Engines', message: 'x'}})
    const [first, second] = [world.decide(one), world.decide(two)]
    world.store.commit(first.mutations)
    expect(() => world.store.commit(second.mutations)).toThrow(ConflictError)
    world.process(two)
    expect(world.lead()).toMatchObject({name: 'Ada', company: 'Engines'})
    expect(world.store.all('leadActivity')).toHaveLength(2)
  })
})
