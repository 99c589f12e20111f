import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {customColumn} from '../../../core/leads/columnId.ts'
import {drawnCells, leftToShow, visibleColumns} from './drawnColumns.ts'
import {CHECKBOX_WIDTH, type GridColumn} from './gridColumns.ts'

function columnsOf(widths: readonly number[], pinned: number): GridColumn[] {
  return widths.map((width, index) => ({
    id: customColumn(`field ${index}`),
    width,
    left:
      index < pinned
        ? widths.slice(0, index).reduce((sum, each) => sum + each, CHECKBOX_WIDTH)
        : null,
    isLastPinned: index === pinned - 1,
  }))
}

const grids = fc.record({
  widths: fc.array(fc.integer({min: 64, max: 640}), {minLength: 1, maxLength: 60}),
  pinned: fc.nat({max: 4}),
  left: fc.nat({max: 12_000}),
  width: fc.integer({min: 600, max: 2600}),
  overscan: fc.nat({max: 400}),
})

/** Where a column is drawn once the grid is scrolled, by what CSS does with it. */
function placeOf(columns: readonly GridColumn[], index: number, left: number) {
  const before = columns.slice(0, index).reduce((sum, {width}) => sum + width, CHECKBOX_WIDTH)
  const start = columns[index]?.left ?? before - left
  return {start, end: start + (columns[index]?.width ?? 0)}
}

describe('the columns of a wide grid', () => {
  test('are drawn where they are visible, and each position of a row is filled once', () => {
    fc.assert(
      fc.property(grids, fc.array(fc.nat({max: 60})), (grid, keptPlaces) => {
        const columns = columnsOf(grid.widths, grid.pinned)
        const kept = keptPlaces.flatMap((place) => columns[place]?.id ?? [])
        const range = visibleColumns(columns, grid, grid.overscan)
        const cells = drawnCells(columns, range, kept)
        const drawn = cells.flatMap((cell) => (cell.kind === 'column' ? [cell.index] : []))
        const pinnedEdge = columns.reduce(
          (sum, {left, width}) => sum + (left === null ? 0 : width),
          CHECKBOX_WIDTH,
        )
        const wanted = columns.flatMap(({left, id}, index) => {
          const {start, end} = placeOf(columns, index, grid.left)
          const isSeen = end > pinnedEdge && start < grid.width
          return left !== null || isSeen || kept.includes(id) ? [index] : []
        })
        expect(drawn).toEqual(expect.arrayContaining(wanted))
        const spans = cells.map((cell) => (cell.kind === 'gap' ? cell.span : 1))
        expect(spans.reduce((sum, span) => sum + span, 0)).toBe(columns.length)
        expect(drawn).toEqual(drawn.toSorted((a, b) => a - b))
        const gaps = cells.map(({kind}) => kind)
        expect(gaps.some((kind, at) => kind === 'gap' && gaps[at + 1] === 'gap')).toBe(false)
      }),
    )
  })

  test('scroll into view beside pinned ones by the shortest way', () => {
    fc.assert(
      fc.property(grids, fc.nat(), (grid, number) => {
        const columns = columnsOf(grid.widths, grid.pinned)
        const index = number % columns.length
        const to = leftToShow(columns, index, grid)
        const pinnedEdge = columns.reduce(
          (sum, {left, width}) => sum + (left === null ? 0 : width),
          CHECKBOX_WIDTH,
        )
        const {start, end} = placeOf(columns, index, to)
        const before = placeOf(columns, index, grid.left)
        const isPinned = columns[index]?.left !== null
        const isSeen = before.start >= pinnedEdge && before.end <= grid.width
        const isBeside = start === pinnedEdge || (end === grid.width && start > pinnedEdge)
        expect(isPinned || isSeen ? to === grid.left : isBeside).toBe(true)
      }),
    )
  })

  test('are few of many', () => {
    const columns = columnsOf(
      Array.from({length: 40}, () => 136),
      1,
    )
    const range = visibleColumns(columns, {left: 2000, width: 1280}, 0)
    expect(range).toEqual({first: 15, end: 24})
    expect(drawnCells(columns, range, []).map((cell) => cell.kind === 'gap' && cell.span)).toEqual([
      false,
      14,
      ...Array.from({length: 9}, () => false),
      16,
    ])
  })
})
