import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {describeProblem} from '../problems/problem.ts'
import {demoSite} from '../testing/demoSite.ts'
import {anyText} from '../testing/anyText.ts'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import {shapeBody} from './bodyShape.ts'
import {buildSubmission} from './decideIntake.ts'
import {RESERVED_FIELDS} from './intakeBody.ts'
import {parseIntake} from './parseIntake.ts'
import {formsOf, resolveForm, type Form} from './resolveForm.ts'
import {resolveSite} from './resolveSite.ts'
import {spamVerdict} from './spamVerdict.ts'

const AT = '2026-07-01T10:00:00.000Z'
const ABSENT = {state: 'absent'} as const

const anyValue = fc.oneof(
  fc.jsonValue({maxDepth: 6, stringUnit: 'binary'}),
  anyText,
  fc.double(),
  fc.constantFrom('on', 'true', 'ada@example.com', 'artameta', 'de', 'Europe/Berlin', null),
)
const anyName = fc.oneof(
  fc.constantFrom(...RESERVED_FIELDS, 'name', 'message', '__proto__', 'constructor', 'toString'),
  anyText,
)
/** A body that is in order, with anything in any of its members. */
const anyBody = fc
  .record({base: fc.boolean(), members: fc.dictionary(anyName, anyValue, {maxKeys: 8})})
  .map(({base, members}) => {
    const sound = {email: 'ada@example.com', consent: true, name: 'Ada', message: 'Hello'}
    return base ? {...sound, ...members} : members
  })

/** What becomes of a body: what is wrong with the problems that are told, or the document. */
function outcomeOf(body: Record<string, unknown>, form: Form) {
  resolveSite({requested: body['site'], origin: null, sites: [demoSite]})
  resolveForm(demoSite, form.kind, body['form'])
  const parsed = parseIntake({body, site: demoSite, form, renderToken: ABSENT, receivedAt: AT})
  if (!parsed.ok) {
    const odd = parsed.problems.filter(
      (each) => each.field.length > 100 || !describeProblem(each).endsWith('.'),
    )
    return {document: null, faults: parsed.problems.length > 0 ? odd : ['no problem is told']}
  }
  const {honeypot, fields} = parsed.submission
  const document = buildSubmission({
    site: 'artameta',
    ulid: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    form,
    parsed: parsed.submission,
    renderToken: ABSENT,
    spam: spamVerdict({honeypot, renderToken: ABSENT, fields}),
    receivedAt: AT,
  })
  const text = canonicalJson(document)
  const names = document.fields.map(({name}) => name)
  const checks: [boolean, string][] = [
    [text.isWellFormed(), 'half of a surrogate pair'],
    [!text.includes(String.raw`\u0000`), 'a NUL character'],
    [new Set(names).size === names.length, 'a field twice'],
  ]
  return {document, faults: checks.flatMap(([holds, fault]) => (holds ? [] : [fault]))}
}

test('any JSON in any field gives a submission, or problems with a field and a reason', () => {
  let accepted = 0
  fc.assert(
    fc.property(anyBody, fc.constantFrom(...formsOf(demoSite)), (sent, form) => {
      const shaped = shapeBody(sent)
      fc.pre(shaped.ok)
      const {document, faults} = outcomeOf(shaped.ok ? shaped.body : {}, form)
      if (document) accepted += 1
      expect(faults).toEqual([])
    }),
    {numRuns: 2_000},
  )
  expect(accepted).toBeGreaterThan(50)
})
