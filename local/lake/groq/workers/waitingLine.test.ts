import {describe, expect, it} from 'vitest'
import {createWaitingLine} from './waitingLine.ts'

const task = (owner: string, name: string) => ({owner, name})

describe('createWaitingLine', () => {
  it('serves whoever has the least running, and each owner in order', () => {
    const line = createWaitingLine<{owner: string; name: string}>(3)
    for (const name of ['a1', 'a2', 'a3']) line.add(task('a', name))
    line.add(task('b', 'b1'))
    const order = Array.from({length: 4}, () => line.next()?.name)
    expect(order).toEqual(['a1', 'b1', 'a2', 'a3'])
    expect(line.next()).toBeNull()
  })

  it('lets no owner have more than their share at a time', () => {
    const line = createWaitingLine<{owner: string; name: string}>(1)
    line.add(task('a', 'a1'))
    line.add(task('a', 'a2'))
    line.add(task('b', 'b1'))
    expect(line.next()?.name).toBe('a1')
    expect(line.next()?.name).toBe('b1')
    expect(line.hasNext()).toBe(false)
    expect(line.length()).toBe(1)
    line.ended('a')
    expect(line.hasNext()).toBe(true)
    expect(line.next()?.name).toBe('a2')
  })

  it('counts work that did not wait', () => {
    const line = createWaitingLine<{owner: string; name: string}>(1)
    expect(line.mayRun('a')).toBe(true)
    line.began('a')
    line.add(task('a', 'a1'))
    expect([line.mayRun('a'), line.next()]).toEqual([false, null])
    line.ended('a')
    expect(line.next()?.name).toBe('a1')
  })

  it('is limited, and tasks can leave', () => {
    const line = createWaitingLine<{owner: string; name: string}>(2)
    const first = task('a', 'first')
    expect(line.add(first)).toBe(true)
    while (line.add(task('b', 'more')));
    expect(line.length()).toBe(500)
    expect(line.remove(first)).toBe(true)
    expect(line.remove(first)).toBe(false)
    expect(line.add(first)).toBe(true)
    expect(line.clear()).toHaveLength(500)
    expect(line.next()).toBeNull()
  })
})
