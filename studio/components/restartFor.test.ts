import {describe, expect, test} from 'vitest'
import {judgeRestart, noteRestart, type RestartMemory} from './restartFor.ts'

function memory(): RestartMemory {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }
}

describe('starting again for another user', () => {
  test('is not needed for the user the workspaces were chosen for, or while nobody is known', () => {
    expect(judgeRestart(memory(), 'ada', 'ada')).toBe('none')
    expect(judgeRestart(memory(), 'ada', null)).toBe('none')
    expect(judgeRestart(memory(), null, null)).toBe('none')
  })

  test('happens once after sign-in', () => {
    const session = memory()
    expect(judgeRestart(session, null, 'ada')).toBe('needed')
    noteRestart(session, 'needed', 'ada')
    expect(judgeRestart(session, null, 'ada')).toBe('exhausted')
  })

  test('happens again for the next user', () => {
    const session = memory()
    noteRestart(session, 'needed', 'ada')
    expect(judgeRestart(session, 'ada', 'ben')).toBe('needed')
  })

  test('may happen again once a start has succeeded', () => {
    const session = memory()
    noteRestart(session, 'needed', 'ada')
    noteRestart(session, judgeRestart(session, 'ada', 'ada'), 'ada')
    expect(judgeRestart(session, null, 'ada')).toBe('needed')
  })
})
