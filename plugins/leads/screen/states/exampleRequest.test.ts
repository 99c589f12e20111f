import {expect, test} from 'vitest'
import {exampleRequest} from './exampleRequest.ts'

const site = {
  key: 'alpha',
  allowedOrigins: ['https://alpha.example.com'],
  forms: [
    {
      _key: 'f1',
      id: 'contact',
      kind: 'lead' as const,
      title: 'Contact',
      version: 1,
      requiresConsent: true,
      doubleOptIn: false,
      requiresRenderToken: false,
      fields: [],
    },
  ],
}

test('the example names the site, its form and an allowed origin', () => {
  expect(exampleRequest(site, 'https://api.example.com/')).toBe(
    [
      'curl https://api.example.com/api/leads \\',
      "  -H 'Origin: https://alpha.example.com' \\",
      "  -H 'Content-Type: application/json' \\",
      `  -d '{`,
      '  "site": "alpha",',
      '  "form": "contact",',
      '  "email": "ada@example.com",',
      '  "name": "Ada Example",',
      '  "message": "Please call me back.",',
      '  "consent": true',
      "}'",
    ].join('\n'),
  )
})

test('a site without a lead form still gets a valid request', () => {
  const text = exampleRequest({key: 'alpha', allowedOrigins: [], forms: []}, undefined)
  expect(text).toContain('"site": "alpha"')
  expect(text).not.toContain('"form"')
  expect(text).not.toContain('Origin')
})
