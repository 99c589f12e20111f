import {describe, expect, test} from 'vitest'
import {leadStatusesUsable, removedStatusValues} from './leadStatuses.ts'

const START = {_key: 'new', value: 'new', stage: 'open', isDefault: true}
const WON = {_key: 'won', value: 'won', stage: 'won'}

describe('lead statuses', () => {
  test('one start among distinct values is valid', () => {
    expect(leadStatusesUsable([START, WON])).toBe(true)
  })

  test('a start is required', () => {
    expect(leadStatusesUsable([WON])).toMatchObject({
      message: expect.stringContaining('Mark the status'),
    })
  })

  test('more than one start is refused', () => {
    expect(leadStatusesUsable([START, {...WON, isDefault: true}])).toMatchObject({
      paths: [[{_key: 'won'}, 'isDefault']],
    })
  })

  test('leads can’t start as won or lost', () => {
    expect(leadStatusesUsable([{...START, stage: 'lost'}, WON])).toMatchObject({
      paths: [[{_key: 'new'}, 'stage']],
    })
  })

  test('stored values are distinct', () => {
    expect(leadStatusesUsable([START, {...WON, value: 'new'}])).toMatchObject({
      paths: [[{_key: 'won'}, 'value']],
    })
  })

  test('a removed status is found by its stored value, whatever its title', () => {
    expect(removedStatusValues([START, WON], [{...START, title: 'Fresh'}])).toEqual(['won'])
    expect(removedStatusValues(undefined, [START])).toEqual([])
  })
})
