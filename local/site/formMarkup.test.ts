import {expect, test} from 'vitest'
import type {FormField} from '../../core/intake/resolveForm.ts'
import {formMarkup} from './formMarkup.ts'
import {pageWords} from './pageWords.ts'

async function inputsOf(fields: FormField[]): Promise<Map<string, string>> {
  const markup: string = await formMarkup({
    site: 'acme',
    form: {
      id: 'contact',
      kind: 'lead',
      version: 1,
      title: 'Contact',
      consentTextId: null,
      requiresConsent: false,
      requiresRenderToken: false,
      doubleOptIn: false,
      fields,
    },
    consentText: null,
    token: 'token',
    action: '/api/leads',
    pageUrl: 'http://acme.example/',
    locale: 'en',
    words: pageWords('en'),
  })
  const tokens = markup.matchAll(/name="(\w+)"[^>]*?autocomplete="([\w-]+)"/gu)
  return new Map(Array.from(tokens, ([, name = '', token = '']) => [name, token]))
}

test('browsers offer what a field is for, by its target or else by its name', async () => {
  const field = {label: 'Label', type: 'string', required: false} as const
  const tokens = await inputsOf([
    {...field, name: 'role', leadField: 'jobTitle'},
    {...field, name: 'company', leadField: null},
    {...field, name: 'linkedIn', leadField: null},
    {...field, name: 'favouriteColour', leadField: null},
  ])
  expect(Object.fromEntries(tokens)).toMatchObject({
    email: 'email',
    role: 'organization-title',
    company: 'organization',
    linkedIn: 'off',
    favouriteColour: 'off',
  })
})
