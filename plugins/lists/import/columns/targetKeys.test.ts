import {expect, test} from 'vitest'
import type {ColumnTarget} from '../../../../core/imports/importMapping.ts'
import importLocaleResources from '../importLocaleResources.ts'
import {TARGET_GROUPS, targetKey, targetOfKey} from './targetKeys.ts'

const TARGETS = TARGET_GROUPS.flatMap(({targets}) => targets)

/** One of each kind; a kind without an entry does not compile. */
const KINDS: Readonly<Record<ColumnTarget['kind'], ColumnTarget>> = {
  ignore: {kind: 'ignore'},
  field: {kind: 'field', field: 'email'},
  namePart: {kind: 'namePart', part: 'first'},
  status: {kind: 'status', values: {}},
  subscription: {kind: 'subscription', values: {}},
  tags: {kind: 'tags', separator: ','},
  lists: {kind: 'lists', separator: ','},
  custom: {kind: 'custom', name: 'size', type: 'number'},
  attributes: {kind: 'attributes'},
  createdAt: {kind: 'createdAt'},
  evidence: {kind: 'evidence', part: 'confirmedAt'},
}

test('every kind of target can be chosen', () => {
  const custom = [{name: 'size', type: 'number' as const}]
  for (const target of Object.values(KINDS)) {
    expect(targetOfKey(targetKey(target), {kind: 'ignore'}, custom)).toEqual(target)
  }
})

test('the present target keeps its settings', () => {
  const current: ColumnTarget = {kind: 'tags', separator: ';'}
  expect(targetOfKey('tags', current, [])).toBe(current)
  expect(targetOfKey('nothing', current, [])).toBeNull()
})

test('every target has a key of its own, and a name', () => {
  const keys = TARGETS.map(targetKey)
  expect(new Set(keys).size).toBe(keys.length)
  const strings: Readonly<Record<string, string>> = importLocaleResources
  const names = keys.map((key) => strings[`target.${key.replace(':', '.')}`])
  expect(names.filter((name) => name === undefined)).toEqual([])
})
