import {describe, expect, test} from 'vitest'
import {applyChanges, flattenPages, type GridRow, type LeadPages} from './leadPages.ts'
import {leadRowSchema} from './leadRow.ts'
import {FIRST_PAGE} from './pageParams.ts'

function row(id: string, fields: Partial<GridRow> = {}): GridRow {
  return {...leadRowSchema.parse({_id: id, _rev: 'r1'}), sortKey: null, ...fields}
}

function pages(...loaded: GridRow[][]): LeadPages {
  return {pages: loaded, pageParams: loaded.map(() => FIRST_PAGE)}
}

describe('flattenPages', () => {
  test('is empty before anything is loaded', () => {
    expect(flattenPages(undefined)).toEqual([])
  })

  test('shows a lead that moved between two requests once, where it was first', () => {
    const loaded = pages([row('a'), row('b')], [row('b', {name: 'later'}), row('c')])
    expect(flattenPages(loaded).map((each) => each._id)).toEqual(['a', 'b', 'c'])
    expect(flattenPages(loaded)[1]?.name).toBeUndefined()
  })
})

describe('applyChanges', () => {
  const loaded = pages([row('a'), row('b', {sortKey: 'bo'})], [row('c')])

  test('gives a row its newer contents but keeps its place and its sort value', () => {
    const newer = leadRowSchema.parse({_id: 'b', _rev: 'r2', name: 'Zoe'})
    const next = applyChanges(loaded, {rows: new Map([['b', newer]]), removed: new Set()})
    expect(flattenPages(next).map((each) => each._id)).toEqual(['a', 'b', 'c'])
    expect(next.pages[0]?.[1]).toMatchObject({name: 'Zoe', _rev: 'r2', sortKey: 'bo'})
  })

  test('leaves pages alone that are not concerned', () => {
    const newer = leadRowSchema.parse({_id: 'c', _rev: 'r2'})
    const next = applyChanges(loaded, {rows: new Map([['c', newer]]), removed: new Set()})
    expect(next.pages[0]).toBe(loaded.pages[0])
    expect(next.pages[1]).not.toBe(loaded.pages[1])
  })

  test('is the same object when no loaded row is concerned', () => {
    expect(applyChanges(loaded, {rows: new Map(), removed: new Set(['x'])})).toBe(loaded)
  })

  test('empties a removed row so that nothing of the person stays on the screen', () => {
    const named = pages([row('a', {name: 'Ada', email: 'ada@example.test', sortKey: 'ada'})])
    const next = applyChanges(named, {rows: new Map(), removed: new Set(['a'])})
    expect(next.pages[0]?.[0]).toMatchObject({removed: true, name: null, email: null})
  })
})
