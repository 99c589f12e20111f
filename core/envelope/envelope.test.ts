import {describe, expect, test} from 'vitest'
import {envelope, invalidFields, problem} from './envelope.ts'

test('the envelope states how reliable the data is', () => {
  const diagnostic = {code: 'mail.not-configured', level: 'warning', message: 'No mail.'} as const
  expect(envelope('empty', [], {requestId: 'r1'})).toEqual({
    status: 'empty',
    data: [],
    diagnostics: [],
    requestId: 'r1',
  })
  const about = {requestId: 'r1', diagnostics: [diagnostic]}
  expect(envelope('degraded', {a: 1}, about).diagnostics).toEqual([diagnostic])
})

describe('problem', () => {
  test.each([
    ['degraded', 503],
    ['not_configured', 503],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['invalid', 422],
    ['limited', 429],
  ] as const)('%s is HTTP %i', (status, httpStatus) => {
    const body = problem(status, {requestId: 'r1', detail: 'What happened.'})
    expect(body).toMatchObject({status, httpStatus, data: null, type: 'about:blank'})
    expect(body.title).toMatch(/^[A-Z]/)
    expect(body).not.toHaveProperty('errors')
  })

  test('accepts another status and title', () => {
    const input = {requestId: 'r1', detail: 'x', httpStatus: 413, title: 'Too large'}
    expect(problem('invalid', input)).toMatchObject({httpStatus: 413, title: 'Too large'})
  })
})

test('invalidFields lists each field once with its reason', () => {
  const errors = [
    {field: 'email', code: 'address.no-at', reason: 'It lacks an @.'},
    {field: 'email', code: 'address.too-long', reason: 'It is too long.', values: {limit: 254}},
    {field: 'consent', code: 'consent.needed', reason: 'It is needed.'},
  ]
  const body = invalidFields('r1', errors)
  expect(body).toMatchObject({status: 'invalid', httpStatus: 422, errors})
  expect(body.detail).toContain('Correct email, consent ')
})
