import {describe, expect, test} from 'vitest'
import type {DocumentChange} from '../../../ui/changeStream.ts'
import {changedRowSchema} from '../leadRow.ts'
import {
  NO_ARRIVALS,
  addArrivals,
  arrivalCount,
  MAX_ARRIVALS_READ,
  liveBatch,
} from './useLiveLeads.ts'

const loaded = (id: string) => id.startsWith('loaded')
const change = (id: string, transition: DocumentChange['transition']): DocumentChange => ({
  id,
  transition,
})

describe('liveBatch', () => {
  test('reads a loaded row once, even when it changed several times', () => {
    const batch = liveBatch([change('loaded1', 'update'), change('loaded1', 'update')], loaded)
    expect(batch).toEqual({stale: ['loaded1'], arrived: [], unread: 0, removed: []})
  })

  test('ignores changes of leads that are not loaded', () => {
    const batch = liveBatch([change('other', 'update')], loaded)
    expect(batch).toEqual({stale: [], arrived: [], unread: 0, removed: []})
  })

  test('counts a lead that was created and then changed as new', () => {
    const batch = liveBatch([change('n', 'appear'), change('n', 'update')], loaded)
    expect(batch.arrived).toEqual(['n'])
  })

  test('ignores a lead that was created and deleted within the batch', () => {
    const batch = liveBatch([change('n', 'appear'), change('n', 'disappear')], loaded)
    expect(batch).toEqual({stale: [], arrived: [], unread: 0, removed: []})
  })

  test('reads a lead again that was deleted and restored', () => {
    const batch = liveBatch([change('loaded1', 'disappear'), change('loaded1', 'appear')], loaded)
    expect(batch.stale).toEqual(['loaded1'])
  })

  test('reads no more than a screenful of an import, and counts the rest', () => {
    const many = Array.from({length: 5000}, (_, n) => change(`n${n}`, 'appear'))
    const batch = liveBatch(many, loaded)
    expect(batch.arrived).toHaveLength(MAX_ARRIVALS_READ)
    expect(batch.unread).toBe(5000 - MAX_ARRIVALS_READ)
  })
})

describe('arrivals', () => {
  const read = (id: string, matches: boolean) => changedRowSchema.parse({_id: id, matches})
  const none = {unread: 0, removed: []}

  test('count what matches the search, each lead once', () => {
    const first = addArrivals(NO_ARRIVALS, [read('a', true), read('b', false)], none)
    const second = addArrivals(first, [read('a', true), read('c', true)], none)
    expect(arrivalCount(second)).toBe(2)
  })

  test('drop a lead that was deleted before it was shown', () => {
    const first = addArrivals(NO_ARRIVALS, [read('a', true)], none)
    expect(arrivalCount(addArrivals(first, [], {unread: 0, removed: ['a']}))).toBe(0)
  })

  test('stay the same object when nothing is new', () => {
    const first = addArrivals(NO_ARRIVALS, [read('a', true)], none)
    expect(addArrivals(first, [read('a', true)], none)).toBe(first)
  })

  test('add leads that were not viewed', () => {
    const many = addArrivals(NO_ARRIVALS, [read('a', true)], {unread: 4900, removed: []})
    expect(arrivalCount(many)).toBe(4901)
  })
})
