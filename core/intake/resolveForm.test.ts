import {describe, expect, test} from 'vitest'
import {demoSite} from '../testing/demoSite.ts'
import {formOf, resolveForm} from './resolveForm.ts'

describe('resolveForm', () => {
  test('uses the form that the body names, otherwise the first of the kind', () => {
    expect(resolveForm(demoSite, 'newsletter', 'fast')).toMatchObject({
      ok: true,
      form: {id: 'fast'},
    })
    expect(resolveForm(demoSite, 'newsletter', undefined)).toMatchObject({form: {id: 'footer'}})
    expect(resolveForm(demoSite, 'lead', '')).toMatchObject({form: {id: 'contact'}})
  })

  test.each([
    ['lead', 'footer', {code: 'form.kind-other', values: {kind: 'newsletter'}}],
    ['lead', 'gone', {code: 'form.unknown'}],
    ['lead', {id: 'contact'}, {code: 'form.unknown'}],
  ] as const)('explains why a %s form cannot be %j', (kind, requested, found) => {
    expect(resolveForm(demoSite, kind, requested)).toEqual({
      ok: false,
      problems: [{field: 'form', ...found}],
    })
    expect(resolveForm({forms: []}, kind, undefined)).toMatchObject({ok: false})
  })

  test('uses protective defaults for settings that a form lacks', () => {
    expect(formOf({id: 'x', kind: 'newsletter'})).toMatchObject({
      requiresConsent: true,
      doubleOptIn: true,
    })
    expect(formOf({kind: 'lead'})).toBeNull()
  })
})
