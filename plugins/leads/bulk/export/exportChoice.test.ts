import {expect, test} from 'vitest'
import {
  moveExportColumn,
  offeredColumns,
  presetColumns,
  toggleExportColumn,
} from './exportChoice.ts'

test('presets are what the grid shows, and the proof of consent', () => {
  expect(presetColumns('shown', ['name', 'custom.size'])).toEqual(['name', 'custom.size', 'email'])
  expect(presetColumns('proof', ['name'])).toContain('consent.text')
})

test('columns are added at the end, taken out, and moved; one stays', () => {
  expect(toggleExportColumn(['name'], 'consent.at')).toEqual(['name', 'consent.at'])
  expect(toggleExportColumn(['name', 'email'], 'name')).toEqual(['email'])
  expect(toggleExportColumn(['name'], 'name')).toEqual(['name'])
  const three = ['name', 'email', 'tags'] as const
  expect(moveExportColumn(three, 'name', 'tags')).toEqual(['email', 'tags', 'name'])
  expect(moveExportColumn(three, 'tags', 'name')).toEqual(['tags', 'name', 'email'])
  expect(moveExportColumn(three, 'tags', 'phone')).toEqual(three)
})

test('chosen columns are offered once', () => {
  const {others, consent} = offeredColumns(['name', 'consent.at'], ['size'])
  expect(others).toContain('custom.size')
  expect(others).toContain('linkedIn')
  expect(others).not.toContain('name')
  expect(consent).not.toContain('consent.at')
})
