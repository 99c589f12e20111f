import {describe, expect, test} from 'vitest'
import {startingToken} from './credentials.ts'

const LONG = 'a'.repeat(40)
const KEY = '__studio_auth_token_local'

function browser(hash: string, stored: Record<string, string> = {}) {
  return {
    location: {hash},
    localStorage: {getItem: (key: string) => stored[key] ?? null},
  }
}

describe('token a Studio starts with', () => {
  test('is the stored one', () => {
    const source = browser('', {[KEY]: JSON.stringify({token: 'stored', time: 'now'})})
    expect(startingToken(source, 'local')).toBe('stored')
  })

  test('is of this project only', () => {
    const source = browser('', {[KEY]: JSON.stringify({token: 'stored'})})
    expect(startingToken(source, 'other')).toBeNull()
  })

  test('comes from the address before it comes from storage', () => {
    const source = browser(`#token=${LONG}`, {[KEY]: JSON.stringify({token: 'stored'})})
    expect(startingToken(source, 'local')).toBe(LONG)
  })

  test('is unknown while a session still has to be exchanged', () => {
    const source = browser(`#sid=${LONG}`, {[KEY]: JSON.stringify({token: 'stored'})})
    expect(startingToken(source, 'local')).toBeNull()
  })

  test.each(['', 'no json', '{}', 'null', '"text"', '{"token":3}'])(
    'is none where storage holds %o',
    (stored) => {
      expect(startingToken(browser('', {[KEY]: stored}), 'local')).toBeNull()
    },
  )

  test('is none where storage is forbidden', () => {
    const source = {
      location: {hash: ''},
      localStorage: {
        getItem: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      },
    }
    expect(startingToken(source, 'local')).toBeNull()
  })
})
