import {describe, expect, test} from 'vitest'
import {applyChanges, firstParam, flattenPages, type GridRow, type LeadPages} from './leadPages.ts'
import {changedRowSchema, leadRowSchema} from './leadRow.ts'

function row(id: string, fields: Partial<GridRow> = {}): GridRow {
  return {...leadRowSchema.parse({_id: id, _rev: 'r1'}), ...fields}
}

function pages(...loaded: GridRow[][]): LeadPages {
  return {
    pages: loaded.map((rows, index) => ({rows, first: index * 50})),
    pageParams: loaded.map(() => firstParam({kind: 'start'})),
  }
}

function ids(loaded: LeadPages | undefined): string[] {
  return flattenPages(loaded).rows.map((each) => each._id)
}

const newer = (id: string, fields: object) =>
  changedRowSchema.parse({_id: id, _rev: 'r2', ...fields})

describe('flattenPages', () => {
  test('is empty before anything is loaded', () => {
    expect(flattenPages(undefined)).toEqual({rows: [], first: 0})
  })

  test('shows a lead that moved between two requests once, where it was first', () => {
    const loaded = pages([row('a'), row('b')], [row('b', {name: 'later'}), row('c')])
    expect(ids(loaded)).toEqual(['a', 'b', 'c'])
    expect(flattenPages(loaded).rows[1]?.name).toBeUndefined()
  })
})

describe('applyChanges', () => {
  const loaded = pages([row('a'), row('b', {sortValues: ['bo']})], [row('c')])

  test('updates the contents of a row but keeps its position and sort value', () => {
    const changes = {rows: new Map([['b', newer('b', {name: 'Zoe', matches: true})]])}
    const next = applyChanges(loaded, {...changes, removed: new Set()})
    expect(ids(next)).toEqual(['a', 'b', 'c'])
    expect(next.pages[0]?.rows[1]).toMatchObject({name: 'Zoe', _rev: 'r2', sortValues: ['bo']})
  })

  test('marks a row that the filter would exclude, or the order would move', () => {
    const mark = (fields: object) => {
      const rows = new Map([['b', newer('b', fields)]])
      return applyChanges(loaded, {rows, removed: new Set()}).pages[0]?.rows[1]?.misplaced
    }
    expect(mark({matches: false, sortValues: ['bo']})).toBe('filter')
    expect(mark({matches: null, sortValues: ['bo']})).toBe('filter')
    expect(mark({matches: true, sortValues: ['zoe']})).toBe('sort')
    expect(mark({matches: true, sortValues: ['bo']})).toBeUndefined()
  })

  test('does not change other pages', () => {
    const rows = new Map([['c', newer('c', {matches: true})]])
    const next = applyChanges(loaded, {rows, removed: new Set()})
    expect(next.pages[0]).toBe(loaded.pages[0])
    expect(next.pages[1]).not.toBe(loaded.pages[1])
  })

  test('returns the same object when no loaded row changes', () => {
    expect(applyChanges(loaded, {rows: new Map(), removed: new Set(['x'])})).toBe(loaded)
  })

  test('clears a removed row so that no personal data stays on the screen', () => {
    const named = pages([row('a', {name: 'Ada', email: 'ada@example.test', sortValues: ['ada']})])
    const next = applyChanges(named, {rows: new Map(), removed: new Set(['a'])})
    expect(next.pages[0]?.rows[0]).toEqual({
      _id: 'a',
      _rev: 'r1',
      removed: true,
      sortValues: ['ada'],
    })
  })
})
