// @vitest-environment jsdom
import {expect, test, vi} from 'vitest'
import {createProblemsStore} from './builderContext.tsx'

test('a change of problems notifies subscribers, and each rule has its own problem', () => {
  const store = createProblemsStore(new Map())
  const told = vi.fn<() => void>()
  const stop = store.subscribe(told)
  store.set(new Map([['r1', 'No.']]))
  expect(told).toHaveBeenCalledTimes(1)
  expect([store.textOf('r1'), store.textOf('r2')]).toEqual(['No.', ''])
  stop()
  store.set(new Map())
  expect(told).toHaveBeenCalledTimes(1)
})
