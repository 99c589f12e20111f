import {describe, expect, test} from 'vitest'
import {retry, retryAfterMs} from './retry.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')

describe('how long the store asks to wait', () => {
  const errorWith = (headers: object) => Object.assign(new Error('429'), {response: {headers}})

  test.each([
    ['7', 7000],
    ['0.5', 500],
    ['Thu, 01 Jan 2026 00:00:10 GMT', 10_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['-1', null],
    ['soon', null],
  ])('is read from “%s”', (value, ms) => {
    expect(retryAfterMs(errorWith({'retry-after': value}), NOW)).toBe(ms)
  })

  test('is unknown for other errors', () => {
    for (const error of [null, 'no', new Error('away'), {response: null}, errorWith({})]) {
      expect(retryAfterMs(error, NOW)).toBeNull()
    }
  })
})

test('work is tried again after each pause, which learns of the error', async () => {
  const slept: [number, unknown][] = []
  const errors = [new Error('one'), new Error('two')]
  const rest = [...errors]
  const options = {
    pauses: [1, 2, 3],
    mayPass: (error: unknown) => errors.some((one) => one === error),
    sleep: (ms: number, error: unknown) => Promise.resolve(slept.push([ms, error])),
  }
  const work = () => {
    const error = rest.shift()
    return error ? Promise.reject(error) : Promise.resolve('done')
  }
  await expect(retry(work, options)).resolves.toBe('done')
  expect(slept).toEqual([
    [1, errors[0]],
    [2, errors[1]],
  ])
  const lasting = new Error('lasting')
  await expect(retry(() => Promise.reject(lasting), options)).rejects.toBe(lasting)
})
