import {entryText} from '../people/entryTexts.ts'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {activity} from '../changes/activity.ts'
import {ACTIVITY_KINDS, HAND_MADE_KINDS} from '../people/activityKinds.ts'
import {ForeignDocumentError} from '../tenancy/documentId.ts'
import {MAX_AUDIT_CHANGES} from './auditDiff.ts'
import {auditOfActivity, auditOfUserActivity, type ActivityRecord} from './auditOfActivity.ts'
import type {StoreTransaction} from './storeTransaction.ts'

const SECRET = 'a secret for tests'
const NOW = '2026-07-02T12:00:00.000Z'
const STORED: StoreTransaction = {id: 'tx1', at: NOW, author: 'robot', documentIds: []}
const PERSON = 'abcdefghijklmnopqrstuvwxyz'
const LEAD = `artameta.lead.${PERSON}`
const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'

function entry(parts: Partial<Parameters<typeof activity>[0]> = {}) {
  return activity({
    site: 'artameta',
    personKey: PERSON,
    leadId: LEAD,
    ulid: ULID,
    kind: 'status',
    at: '2026-07-01T10:00:00.000Z',
    actor: {kind: 'user', id: 'artameta-editor', name: 'Ada Example'},
    text: entryText('entry.status.changed', {from: 'New', to: 'Won'}),
    details: {from: 'new', to: 'won'},
    ...parts,
  })
}

describe('the audit event of an activity', () => {
  test('says who did what to which person, and names the activity', () => {
    expect(auditOfActivity(entry(), STORED, SECRET)).toEqual({
      site: 'artameta',
      at: NOW,
      transaction: 'tx1',
      actor: {kind: 'user', id: 'artameta-editor'},
      action: 'lead.status.changed',
      target: {type: 'lead', id: LEAD},
      diff: [
        {
          _key: 'reference-activity',
          path: 'activity',
          after: `artameta.activity.${PERSON}.${ULID}`,
        },
        {_key: 'change-0', path: 'status', before: 'new', after: 'won'},
      ],
    })
  })

  test.each([
    ['submission', {form: 'contact'}, 'submission.processed'],
    ['consent', {status: 'pending', text: 'newsletter'}, 'consent.requested'],
    ['consent', {status: 'subscribed', text: 'newsletter'}, 'consent.given'],
    ['consent', {status: 'unsubscribed', text: 'newsletter'}, 'consent.refused'],
    ['consent', {text: 'newsletter'}, 'consent.refused'],
    ['consent', {status: 'subscribed'}, 'consent.confirmed'],
    ['consent', {status: 'unsubscribed', method: 'link'}, 'consent.withdrawn'],
    ['consent', {status: 'unsubscribed'}, 'consent.lapsed'],
    ['email.bounced', {}, 'email.bounced'],
    ['field', {}, 'lead.fields.changed'],
  ] as const)('of kind %s with %j is called %s', (kind, details, action) => {
    expect(auditOfActivity(entry({kind, details}), STORED, SECRET).action).toBe(action)
  })

  test('of an unknown kind is recorded too', () => {
    const odd: object = {...entry(), kind: 'ada@example.com'}
    const {action} = auditOfActivity({...odd, _id: entry()._id}, STORED, SECRET)
    expect(action).toBe('activity.recorded')
  })

  test('shows values of the product and marks values of people', () => {
    const details = {
      'name.from': 'Ada Example',
      'name.to': 'Ada Sample',
      'score.to': '7',
      'Her dog’s name': 'Rex',
    }
    const {diff} = auditOfActivity(entry({kind: 'field', details}), STORED, SECRET)
    const mark = expect.stringMatching(/^\[changed #[a-z2-7]{8}\]$/)
    expect(diff.slice(1)).toEqual([
      {_key: 'change-0', path: expect.stringMatching(/^#[a-z2-7]{8}$/), after: mark},
      {_key: 'change-1', path: 'name', before: mark, after: mark},
      {_key: 'change-2', path: 'score', after: '7'},
    ])
  })

  test('has a limited size', () => {
    const details = Object.fromEntries(Array.from({length: 500}, (_, n) => [`d${n}`, 'x']))
    const {diff} = auditOfActivity(entry({kind: 'note', details}), STORED, SECRET)
    expect(diff).toHaveLength(MAX_AUDIT_CHANGES)
    expect(diff.at(-1)).toMatchObject({path: 'more', after: '452'})
  })

  test('uses the store’s time, not the entry’s', () => {
    for (const at of ['soon', '2027-01-01T00:00:00Z', '2020-01-01T00:00:00Z']) {
      expect(auditOfActivity(entry({at}), STORED, SECRET).at).toBe(NOW)
    }
  })

  test('is created for activities only', () => {
    const lead = {...entry(), _id: LEAD}
    expect(() => auditOfActivity(lead, STORED, SECRET)).toThrow(ForeignDocumentError)
  })

  test('never repeats text of a person, in any field', () => {
    const personal = fc.constantFrom(
      'ada@example.com',
      'Ada Example',
      '+49 30 1234567',
      'Ada’s note: call back',
    )
    const document = fc
      .record({
        _id: personal.map((text) => `artameta.activity.${text}`),
        kind: fc.constantFrom('status', 'note', 'field', 'consent', 'submission', 'import'),
        at: personal,
        summary: personal,
        leadId: fc.oneof(
          personal,
          personal.map((text) => `artameta.lead.${text}`),
        ),
        submissionId: personal,
        emailId: personal.map((text) => `artameta.email.${text}`),
        actor: fc.record({kind: fc.constantFrom('user', 'other'), id: personal, name: personal}),
        details: fc.array(
          fc.record({
            name: fc.oneof(personal, fc.constantFrom('from', 'to', 'reason', 'text', 'status.to')),
            value: personal,
          }),
        ),
      })
      .map((made): ActivityRecord => JSON.parse(JSON.stringify(made)))
    fc.assert(
      fc.property(document, (odd) => {
        const text = JSON.stringify(auditOfActivity(odd, STORED, SECRET))
        expect(text).not.toMatch(/ada[ @’]|example|1234567|call/i)
      }),
    )
  })
})

describe('the audit event of a user’s entry that no change confirms', () => {
  const author = {kind: 'user' as const, id: 'bluefern-editor'}

  test('has the actor of the store, and repeats no claim of the entry', () => {
    const forged = entry({kind: 'consent', details: {status: 'subscribed'}})
    expect(auditOfUserActivity(forged, STORED, author, SECRET)).toEqual({
      site: 'artameta',
      at: NOW,
      transaction: 'tx1',
      actor: author,
      action: 'activity.recorded',
      target: {type: 'lead', id: LEAD},
      diff: [{_key: 'reference-activity', path: 'activity', after: forged._id}],
    })
  })

  test.each(HAND_MADE_KINDS)('of the kind %s has its own action', (kind) => {
    const {action} = auditOfUserActivity(entry({kind}), STORED, author, SECRET)
    expect(action).toBe(ACTIVITY_KINDS[kind].auditAction)
  })

  test('is created for activities only', () => {
    const lead = {...entry(), _id: LEAD}
    expect(() => auditOfUserActivity(lead, STORED, author, SECRET)).toThrow(ForeignDocumentError)
  })
})
