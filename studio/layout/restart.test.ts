import {describe, expect, test} from 'vitest'
import {decideRestart, noteRestart, type RestartMemory} from './restart.ts'

function memory(): RestartMemory {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }
}

describe('starting again for another user', () => {
  test('is not needed for the user the workspaces were chosen for, or while no user is known', () => {
    expect(decideRestart(memory(), 'ada', 'ada')).toBe('none')
    expect(decideRestart(memory(), 'ada', null)).toBe('none')
    expect(decideRestart(memory(), null, null)).toBe('none')
  })

  test('happens once after sign-in', () => {
    const session = memory()
    expect(decideRestart(session, null, 'ada')).toBe('needed')
    noteRestart(session, 'needed', 'ada')
    expect(decideRestart(session, null, 'ada')).toBe('exhausted')
  })

  test('happens again for the next user', () => {
    const session = memory()
    noteRestart(session, 'needed', 'ada')
    expect(decideRestart(session, 'ada', 'ben')).toBe('needed')
  })

  test('may happen again once a start has succeeded', () => {
    const session = memory()
    noteRestart(session, 'needed', 'ada')
    noteRestart(session, decideRestart(session, 'ada', 'ada'), 'ada')
    expect(decideRestart(session, null, 'ada')).toBe('needed')
  })
})
