import {describe, expect, test} from 'vitest'
import {adoptHashToken, startingToken} from './credentials.ts'

const LONG = 'a'.repeat(40)
const KEY = '__studio_auth_token_local'
const NOW = Date.UTC(2026, 0, 1)

function browser(hash: string, stored: Record<string, string> = {}) {
  const values = new Map(Object.entries(stored))
  const location = {hash, href: `http://localhost:3333/acme/leads?x=1${hash}`}
  return {
    values,
    location,
    localStorage: {
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
    },
    history: {
      replaceState: (_data: unknown, _unused: string, url: string) => {
        location.href = url
        location.hash = new URL(url).hash
      },
    },
  }
}

describe('token of a starting Studio', () => {
  test('is the stored one, of this project', () => {
    const source = browser('', {[KEY]: JSON.stringify({token: 'stored', time: 'now'})})
    expect(startingToken(source, 'local')).toBe('stored')
    expect(startingToken(source, 'other')).toBeNull()
  })

  test('is read from the address before storage', () => {
    const source = browser(`#token=${LONG}`, {[KEY]: JSON.stringify({token: 'stored'})})
    expect(startingToken(source, 'local')).toBe(LONG)
  })

  test.each(['', 'no json', '{}', 'null', '"text"', '{"token":3}'])(
    'is missing where storage holds %o',
    (stored) => {
      expect(startingToken(browser('', {[KEY]: stored}), 'local')).toBeNull()
    },
  )

  test('is missing where storage is forbidden', () => {
    const source = {
      ...browser(''),
      localStorage: {
        getItem: () => {
          throw new DOMException('denied', 'SecurityError')
        },
        setItem: () => undefined,
      },
    }
    expect(startingToken(source, 'local')).toBeNull()
  })
})

describe('token in the address of a lake’s Studio', () => {
  test('is stored and removed from the address, whatever its length', () => {
    const source = browser('#token=local-acme-editor')
    expect(adoptHashToken(source, 'local', NOW)).toBe(true)
    expect(source.location.href).toBe('http://localhost:3333/acme/leads?x=1')
    expect(startingToken(source, 'local')).toBe('local-acme-editor')
  })

  test('replaces the one of another user', () => {
    const source = browser('#token=second', {[KEY]: JSON.stringify({token: 'first'})})
    adoptHashToken(source, 'local', NOW)
    expect(startingToken(source, 'local')).toBe('second')
  })

  test('keeps the rest of the fragment', () => {
    const source = browser('#view=list&token=short&tab=2')
    adoptHashToken(source, 'local', NOW)
    expect(source.location.hash).toBe('#view=list&tab=2')
  })

  test.each(['', '#', '#view=list', '#nottoken=x', '#token='])('is not found in %o', (hash) => {
    const source = browser(hash)
    expect(adoptHashToken(source, 'local', NOW)).toBe(false)
    expect(source.values.size).toBe(0)
  })
})
