import {expect, test} from 'vitest'
import {siteFixture} from '../../core/testing/siteFixture.ts'
import {findSites} from './findSites.ts'

const sites = [
  siteFixture('cafe-nord', {title: 'Café Nord'}),
  siteFixture('north-peak', {title: 'North Peak'}),
  siteFixture('blue', {title: 'Bluefern'}),
]

function found(text: string): string[] {
  return findSites(sites, text).map(({key}) => key)
}

test('sites are found by parts of their titles and keys, without accents and capitals', () => {
  expect(found('CAFE')).toEqual(['cafe-nord'])
  expect(found('nor')).toEqual(['cafe-nord', 'north-peak'])
  expect(found('peak north')).toEqual(['north-peak'])
  expect(found('fern')).toEqual(['blue'])
})

test('an empty text finds all, an unknown name none', () => {
  expect(found('  ')).toHaveLength(3)
  expect(found('nobody')).toEqual([])
})
