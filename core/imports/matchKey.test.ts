import {expect, test} from 'vitest'
import type {ColumnTarget} from './importMapping.ts'
import {isSameKey, parseMatchKey, possibleKeys} from './matchKey.ts'

test('a key is named like the target of a column', () => {
  expect(parseMatchKey('phone')).toEqual({kind: 'phone'})
  expect(parseMatchKey('custom.Customer number')).toEqual({
    kind: 'custom',
    name: 'Customer number',
  })
  for (const name of ['', 'custom.', 'custom. ', 'email', 'number', 'Custom.x', 'custom']) {
    expect(parseMatchKey(name)).toBeNull()
  }
})

test('a key can be the telephone number and each custom field that a column fills', () => {
  const targets: ColumnTarget[] = [
    {kind: 'field', field: 'email'},
    {kind: 'custom', name: 'number', type: 'text'},
    {kind: 'field', field: 'phone'},
  ]
  const mapping = {version: 1 as const, columns: targets.map((target) => ({heading: '', target}))}
  const keys = possibleKeys([mapping, mapping])
  expect(keys).toEqual([{kind: 'phone'}, {kind: 'custom', name: 'number'}])
  const [phone, custom] = keys
  expect(phone && custom && isSameKey(phone, custom)).toBe(false)
  expect(custom && isSameKey(custom, {kind: 'custom', name: 'number'})).toBe(true)
  expect(custom && isSameKey(custom, {kind: 'custom', name: 'other'})).toBe(false)
})
