import {expect, test} from 'vitest'
import {noteRecentSite, type RecentMemory, recentSites} from './recentSites.ts'

function memoryOf(stored: string | null): RecentMemory {
  let value = stored
  return {
    localStorage: {
      getItem: () => value,
      setItem: (_, text) => {
        value = text
      },
    },
  }
}

test('the site opened last comes first, each once, and the oldest are forgotten', () => {
  const memory = memoryOf(null)
  for (let number = 10; number < 40; number += 1) noteRecentSite(memory, `site-${number}`)
  noteRecentSite(memory, 'site-30')
  const recent = recentSites(memory)
  expect(recent.slice(0, 3)).toEqual(['site-30', 'site-39', 'site-38'])
  expect(recent).toHaveLength(20)
})

test.each(['nonsense', '{"a":1}', '[1,null,"../x","network"]'])(
  'other stored content (%s) is ignored',
  (stored) => {
    expect(recentSites(memoryOf(stored))).toEqual([])
  },
)

test('without storage nothing is remembered, and no error is shown', () => {
  const memory: RecentMemory = {
    get localStorage(): never {
      throw new Error('denied')
    },
  }
  noteRecentSite(memory, 'artameta')
  expect(recentSites(memory)).toEqual([])
})
