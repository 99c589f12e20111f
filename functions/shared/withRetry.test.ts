import {expect, test} from 'vitest'
import {StoreUnavailableError} from './storeErrors.ts'
import {whenAdmitted, whenAnswered, withRetry} from './withRetry.ts'

function failing(times: number, error: () => Error) {
  let calls = 0
  const work = async (): Promise<number> => {
    calls += 1
    if (calls <= times) throw error()
    return calls
  }
  return work
}

const away = () => new StoreUnavailableError('away')

test('retries while the store is unreachable, and gives up after the last attempt', async () => {
  await expect(withRetry(failing(0, away), [0, 0])).resolves.toBe(1)
  await expect(withRetry(failing(2, away), [0, 0])).resolves.toBe(3)
  await expect(withRetry(failing(3, away), [0, 0])).rejects.toThrow('away')
})

test('does not retry what is refused', async () => {
  const refused = () => Object.assign(new Error('refused'), {statusCode: 403})
  const work = failing(1, refused)
  await expect(withRetry(work, [0, 0])).rejects.toThrow('refused')
  await expect(work()).resolves.toBe(2)
})

test('waits while the store asks to slow down, and throws any other error', async () => {
  const busy = () => Object.assign(new Error('busy'), {statusCode: 429})
  await expect(whenAdmitted(failing(2, busy), [0, 0])).resolves.toBe(3)
  await expect(whenAdmitted(failing(3, busy), [0, 0])).rejects.toThrow('busy')
  await expect(whenAdmitted(failing(1, away), [0, 0])).rejects.toThrow('away')
})

test('asks again when no answer came, and throws what the store refuses', async () => {
  const lost = () => Object.assign(new Error('lost'), {code: 'ESOCKETTIMEDOUT'})
  const conflict = () => Object.assign(new Error('conflict'), {statusCode: 409})
  await expect(whenAnswered(failing(2, lost), [0, 0])).resolves.toBe(3)
  await expect(whenAnswered(failing(3, lost), [0, 0])).rejects.toThrow('lost')
  await expect(whenAnswered(failing(1, conflict), [0, 0])).rejects.toThrow('conflict')
})
