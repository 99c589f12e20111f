import {describe, expect, it} from 'vitest'
import {isLoopbackHostname, isLoopbackUrl} from './loopback.ts'

describe('loopback', () => {
  it.each(['localhost', 'l0.localhost', '127.0.0.1', '127.8.8.8', '[::1]'])(
    'accepts %s as this machine',
    (hostname) => {
      expect(isLoopbackHostname(hostname)).toBe(true)
      expect(isLoopbackUrl(`http://${hostname}:3333/artameta`)).toBe(true)
    },
  )

  it.each([
    'https://example.com',
    'https://localhost.example.com',
    'https://127.0.0.1.example.com',
    'https://notlocalhost',
    'javascript:alert(1)',
    'data:text/html,localhost',
    'http://localhost@example.com',
    'http://example.com@localhost',
    '//localhost',
    '/artameta',
    '',
  ])('treats %s as another machine', (url) => {
    expect(isLoopbackUrl(url)).toBe(false)
  })
})
