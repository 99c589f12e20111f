import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {anyText} from '../testing/anyText.ts'
import {demoSite} from '../testing/demoSite.ts'
import {buildSubmission} from './decideIntake.ts'
import {HONEYPOT_FIELD} from './intakeBody.ts'
import {parseIntake} from './parseIntake.ts'
import type {RenderTokenCheck} from './renderToken.ts'
import {formsOf, type Form} from './resolveForm.ts'

const AT = '2026-07-01T10:00:00.000Z'

function formNamed(id: string): Form {
  const form = formsOf(demoSite).find((candidate) => candidate.id === id)
  if (!form) throw new Error(`The test site has no form ${id}.`)
  return form
}

const footer = formNamed('footer')
const contact = formNamed('contact')
const fast = formNamed('fast')

function parse(form: Form, body: Record<string, unknown>, renderToken?: RenderTokenCheck) {
  const check = renderToken ?? {state: 'absent' as const}
  return parseIntake({body, site: demoSite, form, renderToken: check, receivedAt: AT})
}

function problemsOf(form: Form, body: Record<string, unknown>, renderToken?: RenderTokenCheck) {
  const result = parse(form, body, renderToken)
  return result.ok ? [] : result.problems
}

const enquiry = {email: 'ada@example.com', name: 'Ada', message: 'Hello'}

describe('a newsletter form', () => {
  test('accepts the smallest body', () => {
    const result = parse(footer, {email: ' Ada@Example.com ', consent: true})
    expect(result).toMatchObject({
      ok: true,
      submission: {
        kind: 'newsletter',
        email: 'Ada@Example.com',
        normalizedEmail: 'ada@example.com',
        fields: [],
        honeypot: '',
        consent: {
          given: true,
          textVersion: 2,
          action: 'checkbox',
          text: 'Send me news once a month.',
        },
      },
    })
  })

  test.each([true, 'true', 'on', '1', 'yes', 'YES', 1])('reads %j as consent', (consent) => {
    expect(parse(footer, {email: 'ada@example.com', consent}).ok).toBe(true)
  })

  test.each([undefined, null, false, 'false', 'off', '0', 'no', ''])(
    'reads %j as no consent, and reports it',
    (consent) => {
      expect(problemsOf(footer, {email: 'ada@example.com', consent})).toEqual([
        {field: 'consent', code: 'consent.needed'},
      ])
    },
  )

  test.each(['maybe', {}, ['on']])('refuses %j as an answer', (consent) => {
    expect(problemsOf(footer, {email: 'ada@example.com', consent})).toEqual([
      {field: 'consent', code: 'member.not-true-false'},
    ])
  })

  test('ignores a consent text in the body', () => {
    const result = parse(footer, {
      email: 'ada@example.com',
      consent: true,
      consentText: 'Sell my data.',
      textVersion: 99,
    })
    expect(result).toMatchObject({submission: {consent: {textVersion: 2}}})
  })

  test('keeps the version that was shown when the form was rendered', () => {
    const token: RenderTokenCheck = {
      state: 'valid',
      issuedAt: '2026-05-31T12:00:00.000Z',
      ageMs: 5000,
      formVersion: 2,
    }
    const result = parse(footer, {email: 'ada@example.com', consent: true}, token)
    expect(result).toMatchObject({submission: {consent: {textVersion: 1, at: AT}}})
  })

  test('keeps language and zone of the visitor where they are real', () => {
    const body = {email: 'ada@example.com', consent: true, locale: 'de', timeZone: 'Asia/Tokyo'}
    expect(parse(footer, body)).toMatchObject({
      submission: {consent: {locale: 'de-DE', timeZone: 'Asia/Tokyo'}},
    })
    const unreal = {...body, locale: '?', timeZone: 'Mars/Olympus'}
    expect(parse(footer, unreal)).toMatchObject({
      submission: {consent: {locale: 'en-GB', timeZone: 'Europe/Berlin'}},
    })
  })

  test('without a checkbox counts submitting as consent, unless it is refused', () => {
    const valid: RenderTokenCheck = {state: 'valid', issuedAt: AT, ageMs: 3000, formVersion: 1}
    expect(parse(fast, {email: 'ada@example.com'}, valid)).toMatchObject({
      submission: {consent: {given: true, action: 'submit'}},
    })
    expect(problemsOf(fast, {email: 'ada@example.com', consent: false}, valid)).toMatchObject([
      {field: 'consent'},
    ])
  })

  test('without a registered text is not configured', () => {
    const bare = {...footer, consentTextId: 'gone'}
    expect(problemsOf(bare, {email: 'ada@example.com', consent: true})).toMatchObject([
      {field: 'form', code: 'form.no-consent-text'},
    ])
  })
})

describe('a lead form', () => {
  test('keeps what was sent, unchanged, whether the form defines it or not', () => {
    const body = {
      ...enquiry,
      message: ' two\r\nlines ',
      seats: 12,
      extra: true,
      nothing: null,
      topics: ['a', 'b'],
      fields: {inner: 'x'},
    }
    expect(parse(contact, body)).toMatchObject({
      submission: {
        consent: null,
        fields: [
          {name: 'inner', value: 'x'},
          {name: 'name', value: 'Ada'},
          {name: 'message', value: ' two\r\nlines '},
          {name: 'seats', value: '12'},
          {name: 'extra', value: 'true'},
          {name: 'topics', value: 'a, b'},
        ],
      },
    })
  })

  test('records a box that was left empty', () => {
    expect(parse(contact, {...enquiry, consent: 'off'})).toMatchObject({
      submission: {consent: {given: false, purpose: 'contact'}},
    })
  })

  test('reports all problems at once', () => {
    const problems = problemsOf(contact, {email: 'ada@', seats: 'many', message: ' '})
    expect(problems.map((problem) => problem.field)).toEqual(['email', 'name', 'seats', 'message'])
    expect(problems.at(1)).toMatchObject({code: 'entry.missing', values: {label: 'Name'}})
  })

  test.each([
    [{...enquiry, email: 42}, 'email'],
    [{...enquiry, page: 7}, 'page'],
    [{...enquiry, fields: 'x'}, 'fields'],
    [{...enquiry, deep: {a: 1}}, 'deep'],
    [{...enquiry, long: 'x'.repeat(10_001)}, 'long'],
    [{...enquiry, ['x'.repeat(101)]: 'x'}, 'fields'],
    [{...enquiry, 'a\u0000b': 'x'}, 'fields'],
    [
      {...enquiry, ...Object.fromEntries(Array.from({length: 60}, (_, i) => [`f${i}`, 'x']))},
      'fields',
    ],
  ])('refuses %#', (body, field) => {
    expect(problemsOf(contact, body).map((problem) => problem.field)).toContain(field)
  })

  test.each([
    ['email', 'bob@example.com', 'bob@'],
    ['tel', '+44 (0)20 7946 0000', 'call me'],
    ['url', 'example.com/about', 'javascript:alert(1)'],
    ['number', '-1.5e3', 'twelve'],
    ['boolean', 'on', 'perhaps'],
    ['string', 'anything', null],
  ] as const)('checks a field of type %s', (type, good, bad) => {
    const field = {name: 'x', label: 'X', type, required: false, leadField: null}
    const form = {...contact, fields: [field]}
    expect(problemsOf(form, {...enquiry, x: good})).toEqual([])
    expect(problemsOf(form, {...enquiry, x: bad}).length).toBe(bad === null ? 0 : 1)
  })
})

describe('a form that requires a render token', () => {
  test.each([
    [{state: 'absent'}, 1],
    [{state: 'invalid'}, 1],
    [{state: 'expired'}, 1],
    [{state: 'valid', issuedAt: AT, ageMs: 3000, formVersion: 1}, 0],
    [{state: 'too-fast', issuedAt: AT, ageMs: 100, formVersion: 1}, 0],
  ] as const)('%j', (check, count) => {
    const problems = problemsOf(fast, {email: 'ada@example.com'}, check)
    expect(problems.filter((problem) => problem.field === 'token')).toHaveLength(count)
  })
})

test('any input gives a submission or problems, and no problem repeats the input', () => {
  const value = fc.oneof(fc.jsonValue(), anyText)
  const body = fc.dictionary(
    fc.oneof(
      anyText,
      fc.constantFrom('email', 'consent', 'page', 'fields', 'name', HONEYPOT_FIELD),
    ),
    value,
  )
  fc.assert(
    fc.property(body, fc.constantFrom(footer, contact, fast), (sent, form) => {
      const result = parse(form, {...sent, secretField: {deep: 'verysecretvalue'}})
      expect(result.ok).toBe(false)
      expect(JSON.stringify(result)).not.toContain('verysecretvalue')
    }),
  )
})

test('the honeypot is read whatever it holds', () => {
  const filled = parse(contact, {...enquiry, [HONEYPOT_FIELD]: {a: 1}})
  expect(filled).toMatchObject({submission: {honeypot: '{"a":1}'}})
})

test('buildSubmission keeps exactly what was parsed', () => {
  const parsed = parse(contact, {
    ...enquiry,
    page: 'https://artameta.example/contact?utm_source=news&session=secret#top',
  })
  if (!parsed.ok) throw new Error('The test’s form is not valid.')
  const submission = buildSubmission({
    site: 'artameta',
    ulid: '01J00000000000000000000000',
    form: contact,
    parsed: parsed.submission,
    renderToken: {state: 'absent'},
    spam: {verdict: 'ham', score: 20, reasons: ['token-absent']},
    receivedAt: AT,
    origin: 'https://artameta.example',
    referrer: 'https://search.example/?q=secret',
  })
  expect(submission).toEqual({
    _id: 'artameta.submission.01J00000000000000000000000',
    _type: 'leadSubmission',
    site: 'artameta',
    form: {id: 'contact', kind: 'lead', version: 1},
    fields: [
      {_key: 'field-0', name: 'name', value: 'Ada'},
      {_key: 'field-1', name: 'message', value: 'Hello'},
    ],
    email: 'ada@example.com',
    source: {
      pageUrl: 'https://artameta.example/contact?utm_source=news',
      utm: {source: 'news'},
      referrer: 'https://search.example/',
      origin: 'https://artameta.example',
    },
    spam: {verdict: 'ham', score: 20, reasons: ['token-absent']},
    receivedAt: AT,
  })
})
