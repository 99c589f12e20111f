import {describe, expect, test} from 'vitest'
import {LONGEST_CHAIN, nextLineage} from './lineage.ts'

describe('nextLineage', () => {
  test('begins a chain for a write that no call made', () => {
    expect(nextLineage(null, 'new')).toBe('new:1')
    expect(nextLineage(' ', 'new')).toBe('new:1')
  })

  test.each([
    ['a:1', 'a:2'],
    [' a:15 ', 'a:16'],
    ['a:b:3', 'a:b:4'],
    ['a', 'a:1'],
    ['a:x', 'a:x:1'],
    ['a:-3', 'a:-3:1'],
  ])('%j is followed by %j', (parent, expected) => {
    expect(nextLineage(parent, 'new')).toBe(expected)
  })

  test.each(['a:16', 'a:17', 'a:999999999'])('ends the chain after %j', (parent) => {
    expect(nextLineage(parent, 'new')).toBeNull()
  })

  test('lets a chain have as many calls as the hosted service allows', () => {
    let calls = 0
    let lineage: string | null = null
    while ((lineage = nextLineage(lineage, 'new')) !== null) calls += 1
    expect(calls).toBe(LONGEST_CHAIN)
  })
})
