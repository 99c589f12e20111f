import {describe, expect, test} from 'vitest'
import {
  formFieldsUsable,
  formFieldTargetsUnique,
  formIdsUnique,
  formsNameConsentTexts,
  newslettersConfirm,
} from './forms.ts'

const TEXTS = [{id: 'newsletter'}, {id: 'contact'}]
const form = (attributes: Record<string, unknown>) => ({_key: 'f', id: 'f', ...attributes})

describe('forms of a site', () => {
  test('two forms with one id are found', () => {
    expect(formIdsUnique([form({}), {_key: 'g', id: 'f'}])).toMatchObject({
      paths: [[{_key: 'g'}, 'id']],
    })
  })

  test('a form that requires consent needs a text', () => {
    expect(formsNameConsentTexts([form({requiresConsent: true})], TEXTS)).toMatchObject({
      paths: [[{_key: 'f'}, 'consentTextId']],
    })
    expect(formsNameConsentTexts([form({requiresConsent: false})], TEXTS)).toBe(true)
  })

  test('an unknown consent text is refused, and the known ones are named', () => {
    expect(formsNameConsentTexts([form({consentTextId: 'other'})], TEXTS)).toMatchObject({
      message: expect.stringContaining('newsletter, contact'),
    })
    expect(formsNameConsentTexts([form({consentTextId: 'contact'})], TEXTS)).toBe(true)
  })

  test('a newsletter without confirmation is warned about', () => {
    expect(newslettersConfirm([form({kind: 'newsletter', doubleOptIn: false})])).not.toBe(true)
    expect(newslettersConfirm([form({kind: 'lead', doubleOptIn: false})])).toBe(true)
  })
})

describe('fields of a form', () => {
  test('names that the endpoints use are refused', () => {
    expect(formFieldsUsable([{_key: 'a', name: 'token'}])).toMatchObject({
      paths: [[{_key: 'a'}, 'name']],
    })
  })

  test('a repeated name is marked on the later field', () => {
    const fields = [
      {_key: 'a', name: 'company'},
      {_key: 'b', name: 'company'},
    ]
    expect(formFieldsUsable(fields)).toMatchObject({paths: [[{_key: 'b'}, 'name']]})
  })

  test('two fields for one attribute of the lead are marked; unset ones are not', () => {
    const fields = [
      {_key: 'a', leadField: 'name'},
      {_key: 'b', leadField: 'name'},
      {_key: 'c'},
      {_key: 'd'},
    ]
    expect(formFieldTargetsUnique(fields)).toMatchObject({paths: [[{_key: 'b'}, 'leadField']]})
  })

  test('what is no array of objects is left to Sanity’s own rules', () => {
    expect(formFieldsUsable(undefined)).toBe(true)
    expect(formFieldsUsable(['text', 3, null])).toBe(true)
  })
})
