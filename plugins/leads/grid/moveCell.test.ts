import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {moveCell} from './moveCell.ts'

const bounds = {rows: 100, columns: 8, pageRows: 20}
const press = (key: string, ctrlKey = false) => ({key, ctrlKey, metaKey: false})

describe('moveCell', () => {
  test.each([
    ['ArrowDown', false, {row: 6, column: 3}],
    ['ArrowUp', false, {row: 4, column: 3}],
    ['ArrowRight', false, {row: 5, column: 4}],
    ['ArrowLeft', false, {row: 5, column: 2}],
    ['Home', false, {row: 5, column: 0}],
    ['End', false, {row: 5, column: 7}],
    ['Home', true, {row: 0, column: 0}],
    ['End', true, {row: 99, column: 7}],
    ['ArrowDown', true, {row: 99, column: 3}],
    ['PageDown', false, {row: 25, column: 3}],
    ['PageUp', false, {row: 0, column: 3}],
  ])('%s (ctrl %s) leads to %j', (key, ctrl, expected) => {
    expect(moveCell({row: 5, column: 3}, press(key, ctrl), bounds)).toEqual(expected)
  })

  test('reaches the heading from the first row, and no further', () => {
    expect(moveCell({row: 0, column: 2}, press('ArrowUp'), bounds)).toEqual({row: -1, column: 2})
    expect(moveCell({row: -1, column: 2}, press('ArrowUp'), bounds)).toEqual({row: -1, column: 2})
  })

  test('ignores other keys', () => {
    expect(moveCell({row: 0, column: 0}, press('a'), bounds)).toBeNull()
    expect(moveCell({row: 0, column: 0}, press('Tab'), bounds)).toBeNull()
  })

  test('never leaves the grid', () => {
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'ArrowLeft', 'PageDown', 'PageUp', 'End')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(keys, fc.boolean()), {maxLength: 60}),
        fc.integer({min: 0, max: 40}),
        (moves, rows) => {
          let cell = {row: -1, column: 0}
          for (const [key, ctrl] of moves) {
            cell = moveCell(cell, press(key, ctrl), {...bounds, rows}) ?? cell
            expect(cell.row).toBeGreaterThanOrEqual(-1)
            expect(cell.row).toBeLessThan(Math.max(rows, 1))
            expect(cell.column).toBeGreaterThanOrEqual(0)
            expect(cell.column).toBeLessThan(bounds.columns)
          }
        },
      ),
    )
  })
})
