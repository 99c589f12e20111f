import {describe, expect, test} from 'vitest'
import {auditSentence, auditValue, type DescribedEvent} from './auditSentence.ts'
import {AUDIT_STRINGS} from './auditStrings.ts'
import {AUDIT_ACTIONS, auditAction, englishAudit} from './auditWords.ts'

const PERSON = 'abcdefghijklmnopqrstuvwxyz'
const LEAD = {type: 'lead', id: `artameta.lead.${PERSON}`}
const WHEN = {when: 'on 2 Jul 2026, 12:00'}

function event(parts: Partial<DescribedEvent>): DescribedEvent {
  return {
    action: 'lead.status.changed',
    actor: {kind: 'user', id: 'artameta-editor'},
    target: LEAD,
    diff: [],
    ...parts,
  }
}
const change = (path: string, before?: string, after?: string) => ({
  _key: `change-${path}`,
  path,
  ...(before === undefined ? {} : {before}),
  ...(after === undefined ? {} : {after}),
})
const fact = (path: string, after: string) => ({_key: path, path, after})

describe('an event as a sentence', () => {
  test('says who did what to what, from what to what, and when', () => {
    const changed = event({diff: [fact('activity', 'x'), change('status', 'new', 'won')]})
    expect(auditSentence(changed, {...WHEN, actor: 'Ada Example'})).toBe(
      'Ada Example changed the status of the lead …stuvwxyz from “new” to “won”, on 2 Jul 2026, 12:00.',
    )
  })

  test.each<[string, Partial<DescribedEvent>, string]>([
    [
      'values that are not stored',
      {
        action: 'lead.fields.changed',
        diff: [change('name', '[changed #abcdefgh]', '[changed #hgfedcba]')],
      },
      'The user artameta-editor changed fields of the lead …stuvwxyz: name changed, values not stored',
    ],
    [
      'many attributes',
      {
        action: 'lead.fields.changed',
        diff: ['name', 'phone', '#abcdefgh', 'score', 'tags'].map((path) => change(path, 'a', 'b')),
      },
      'The user artameta-editor changed fields of the lead …stuvwxyz: name, phone, a field whose name is not stored and 2 more',
    ],
    [
      'a definition in words',
      {
        action: 'segment.changed',
        target: {type: 'segment', id: 'artameta.segment.01ARZ3NDEKTSV4RRFFQ69G5FAV'},
        diff: [
          {_key: 'definition', path: 'definition', before: 'Status is New', after: 'Everybody'},
        ],
      },
      'The user artameta-editor changed the segment …Q69G5FAV: definition from “Status is New” to “Everybody”',
    ],
    [
      'a visitor',
      {action: 'consent.given', actor: {kind: 'visitor'}},
      'A visitor recorded consent of the lead …stuvwxyz',
    ],
    [
      'a function, and the mark of an id that is not stored',
      {
        action: 'email.sent',
        actor: {kind: 'function', id: 'x'},
        target: {type: 'lead', id: '#abcdefgh'},
      },
      'The system sent an e-mail to the lead #abcdefgh',
    ],
    [
      'a chunk of a bulk change',
      {
        action: 'bulk.share.written',
        target: {type: 'bulkChange', id: 'artameta.bulk.01ARZ3NDEKTSV4RRFFQ69G5FAV'},
        diff: [fact('share', '3'), fact('entries', '500')],
      },
      'The user artameta-editor wrote a chunk of the bulk change …Q69G5FAV (500 timeline entries)',
    ],
    [
      'the sync rule',
      {action: 'rule.paused', target: {type: 'customerSyncRule', id: 'artameta.rule.customers'}},
      'The user artameta-editor paused the customer sync rule of artameta',
    ],
    [
      'a site',
      {
        action: 'site.changed',
        target: {type: 'site', id: 'site.artameta'},
        diff: [change('status')],
      },
      'The user artameta-editor changed the site artameta: status',
    ],
    [
      'many documents',
      {action: 'documents.changed', diff: [fact('documents', '2000')]},
      'The user artameta-editor changed many documents at once (2,000 documents)',
    ],
    [
      'an action that is not known, by nobody who is named',
      {action: 'moon.landed', actor: {kind: 'user'}, target: {type: 'moon', id: 'moon'}},
      'Somebody did “moon.landed” to the moon moon',
    ],
  ])('describes %s', (_, parts, sentence) => {
    expect(auditSentence(event(parts), WHEN)).toBe(`${sentence}, on 2 Jul 2026, 12:00.`)
  })

  test('uses the singular for one', () => {
    const one = event({action: 'export.finished', diff: [fact('rows', '1')]})
    expect(auditSentence(one)).toMatch(/ \(1 row\)\.$/u)
  })

  test('leaves out an amount that is no number', () => {
    const odd = event({action: 'export.finished', diff: [fact('rows', '#abcdefgh')]})
    expect(auditSentence(odd)).toMatch(/ finished the lead …stuvwxyz\.$/u)
  })

  test('is in the language of the given translation', () => {
    const texts = new Map([
      ['act.lead.status.changed', 'Status von {{target}} geändert, durch {{actor}}'],
      ['noun.lead', 'Kontakt'],
      ['target.key', '{{noun}} {{key}}'],
      ['with.values', '{{text}}, von {{before}} zu {{after}}'],
    ])
    const translate = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
      texts.get(key)?.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => String(values[name])) ??
      englishAudit(key, values)
    const changed = event({diff: [change('status', 'new', 'won')]})
    expect(auditSentence(changed, {actor: 'Ada', translate})).toBe(
      'Status von Kontakt …stuvwxyz geändert, durch Ada, von “new” zu “won”.',
    )
  })

  test.each(Object.entries(AUDIT_STRINGS).filter(([key]) => /^(?:act|verb)\./u.test(key)))(
    '%s names the actor',
    (_, text) => expect(text).toContain('{{actor}}'),
  )

  test('every known action has a phrase', () => {
    for (const action of AUDIT_ACTIONS) expect(auditAction(action)).not.toContain('“')
    expect(auditAction('lead.status.changed')).toBe('changed the status of …')
    expect(auditAction('documents.changed')).toBe('changed many documents at once')
    expect(auditAction('toString')).toBe('did “toString” to …')
  })
})

describe('a value of the trail', () => {
  test('is a value, a mark or nothing', () => {
    expect(auditValue('won')).toEqual({kind: 'shown', text: 'won'})
    expect(auditValue('#abcdefgh')).toEqual({kind: 'mark', mark: '#abcdefgh'})
    expect(auditValue('[changed #abcdefgh]')).toEqual({kind: 'mark', mark: '#abcdefgh'})
    expect(auditValue(undefined)).toEqual({kind: 'none'})
    expect(auditValue('see #abcdefgh')).toEqual({kind: 'shown', text: 'see #abcdefgh'})
  })
})
