import {describe, expect, test} from 'vitest'
import {parseLayout} from '../../columns/layout.ts'
import {DEFAULT_SORT, parseSort} from '../../data/sortKeys.ts'
import {formatAddress, parseAddress, type GridAddress} from './gridAddress.ts'

describe('an address', () => {
  test('is empty for the default grid', () => {
    const plain = parseAddress([])
    expect(plain).toMatchObject({sort: DEFAULT_SORT, quick: 'all', filterId: null, layout: null})
    expect(formatAddress(plain)).toEqual([])
  })

  test('holds the whole state of the grid', () => {
    const address: GridAddress = {
      sort: parseSort('status.asc,name.desc'),
      quick: 'engaged',
      segmentId: 'alpha.segment.01ARZ3NDEKTSV4RRFFQ69G5FAV',
      listId: null,
      filterId: 'abcdefgh234567ab',
      savedId: 'alpha.view.01ARZ3NDEKTSV4RRFFQ69G5FAV',
      layout: parseLayout('name~200!,email,custom.Gr%C3%B6%C3%9Fe'),
      density: 'compact',
    }
    expect(parseAddress(formatAddress(address))).toEqual(address)
  })

  test('names a list until there is a filter, which replaces it', () => {
    const listId = 'alpha.list.01ARZ3NDEKTSV4RRFFQ69G5FAV'
    expect(parseAddress([['list', listId]])).toEqual({...parseAddress([]), listId})
    expect(formatAddress({...parseAddress([]), listId})).toEqual([['list', listId]])
    const filtered = parseAddress([
      ['list', listId],
      ['v', 'abcdefgh234567ab'],
    ])
    expect(filtered).toMatchObject({listId: null, filterId: 'abcdefgh234567ab'})
  })

  test('drops unknown parts', () => {
    const params: [string, string][] = [
      ['quick', 'everybody'],
      ['segment', '*[_type == "lead"]'],
      ['v', 'anna@example.test'],
      ['saved', ''],
      ['sort', 'name.up'],
      ['utm', 'x'],
    ]
    expect(parseAddress(params)).toEqual(parseAddress([]))
  })
})
