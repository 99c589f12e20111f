import {describe, expect, test} from 'vitest'
import type {ImportMapping as MappingDocument} from '../sanity.types.generated.ts'
import type {ImportMapping} from './importMapping.ts'
import {
  forgetMapping,
  readRememberedMapping,
  rememberMapping,
  rememberedMappingId,
} from './rememberedMapping.ts'

const HEADINGS = ['E-Mail', 'Größe']
const AT = '2026-06-01T00:00:00Z'

function mappingOf(headings: readonly string[]): ImportMapping {
  return {
    version: 1,
    columns: headings.map((heading, index) => ({
      heading,
      target:
        index === 0
          ? {kind: 'field', field: 'email'}
          : {kind: 'custom', name: 'Size', type: 'text'},
    })),
  }
}

function stored(more: Partial<MappingDocument> = {}): MappingDocument {
  return {
    _id: rememberedMappingId('artameta', HEADINGS) ?? '',
    _type: 'importMapping',
    _createdAt: AT,
    _updatedAt: AT,
    _rev: 'r1',
    site: 'artameta',
    mapping: JSON.stringify(mappingOf(HEADINGS)),
    createdBy: 'u1',
    ...more,
  }
}

describe('the id of a remembered mapping', () => {
  test('is the same for headings that differ in case, accents and punctuation', () => {
    const id = rememberedMappingId('artameta', HEADINGS)
    expect(id).toMatch(/^artameta\.mapping\.[0-9a-f]{64}$/u)
    expect(rememberedMappingId('artameta', ['EMAIL', 'grosse'])).not.toBeNull()
    expect(rememberedMappingId('artameta', ['e mail ', 'GRÖSSE'])).toBe(id)
    expect(rememberedMappingId('artameta', HEADINGS.toReversed())).not.toBe(id)
  })

  test('is missing for rows without headings, and for rows of people', () => {
    expect(rememberedMappingId('artameta', ['', ' '])).toBeNull()
    expect(rememberedMappingId('artameta', ['ada@example.com', 'Ada'])).toBeNull()
  })
})

describe('a remembered mapping', () => {
  const read = (document: MappingDocument, headings = HEADINGS) =>
    readRememberedMapping('artameta', headings, document)

  test('is proposed for its header row, with the headings of the file', () => {
    expect(read(stored(), ['e-mail', 'GRÖSSE'])).toMatchObject({
      by: 'u1',
      at: AT,
      mapping: {columns: [{heading: 'e-mail'}, {heading: 'GRÖSSE', target: {name: 'Size'}}]},
    })
  })

  test('counts for nothing where somebody wrote anything else into it', () => {
    const other = mappingOf(['E-Mail', 'Other'])
    const longer = mappingOf([...HEADINGS, 'More'])
    for (const mapping of ['', '{}', 'x', JSON.stringify(other), JSON.stringify(longer)]) {
      expect(read(stored({mapping}))).toBeNull()
    }
    expect(read(stored({site: 'bluefern'}))).toBeNull()
    expect(read(stored({_id: 'bluefern.mapping.x'}))).toBeNull()
    const unknown = JSON.stringify({
      version: 1,
      columns: HEADINGS.map((heading) => ({heading, target: {kind: 'role'}})),
    })
    expect(read(stored({mapping: unknown}))).toBeNull()
  })

  test('is replaced by a new document, which names its author, and only where it differs', () => {
    const mapping = mappingOf(HEADINGS)
    const first = rememberMapping({site: 'artameta', mapping, userId: 'u1', remembered: null})
    expect(first).toMatchObject([[{createIfNotExists: {createdBy: 'u1', columns: 2}}]])
    const remembered = read(stored())
    expect(rememberMapping({site: 'artameta', mapping, userId: 'u2', remembered})).toEqual([])
    const changed: ImportMapping = {
      ...mapping,
      columns: mapping.columns.map((column) => ({...column, target: {kind: 'ignore'}})),
    }
    const again = rememberMapping({site: 'artameta', mapping: changed, userId: 'u2', remembered})
    expect(again).toMatchObject([
      [{delete: {id: remembered?.id}}],
      [{createIfNotExists: {createdBy: 'u2'}}],
    ])
    expect(forgetMapping({id: 'x'})).toEqual([{delete: {id: 'x'}}])
  })
})
