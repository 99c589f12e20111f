import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {fitWidths} from './fitWidths.ts'
import {
  COLUMN_WIDTHS,
  DEFAULT_LAYOUT,
  formatLayout,
  moveColumn,
  parseLayout,
  resizeColumns,
  toggleColumn,
  togglePin,
  type ColumnLayout,
} from './layout.ts'
import {FIELD_COLUMNS} from '../../../core/leads/leadFields.ts'
import {customColumn, type ColumnId} from '../../../core/leads/columnId.ts'

const columnId: fc.Arbitrary<ColumnId> = fc.oneof(
  fc.constantFrom(...FIELD_COLUMNS),
  fc
    .string({minLength: 1, maxLength: 12, unit: 'binary'})
    .filter((name) => name === name.trim() && name !== '' && name.isWellFormed())
    .map(customColumn),
)

const layout: fc.Arbitrary<ColumnLayout> = fc
  .uniqueArray(
    fc.tuple(
      columnId,
      fc.option(fc.integer({min: COLUMN_WIDTHS.least, max: COLUMN_WIDTHS.most})),
      fc.boolean(),
    ),
    {minLength: 1, maxLength: 10, selector: ([id]) => id},
  )
  .map((columns) =>
    columns
      .map(([id, width, isPinned]) => ({
        id,
        ...(width === null ? {} : {width}),
        ...(isPinned ? {isPinned: true as const} : {}),
      }))
      .toSorted((a, b) => Number(b.isPinned ?? false) - Number(a.isPinned ?? false)),
  )

const ids = (columns: ColumnLayout) => columns.map(({id}) => id)

describe('a layout', () => {
  test('survives conversion to the URL, with custom fields of any name', () => {
    fc.assert(
      fc.property(layout, (columns) => {
        expect(parseLayout(formatLayout(columns))).toEqual(columns)
      }),
    )
  })

  test.each([undefined, '', 'nothing', '%', '~90', 'custom.', 'name~', '!'])(
    'is the default for %j',
    (text) => {
      expect(parseLayout(text)).toEqual(DEFAULT_LAYOUT)
    },
  )

  test('keeps each column once and pinned ones first after any change', () => {
    const change = fc.oneof(
      fc.tuple(fc.constant('toggle' as const), columnId, columnId),
      fc.tuple(fc.constant('pin' as const), columnId, columnId),
      fc.tuple(fc.constant('move' as const), columnId, columnId),
    )
    fc.assert(
      fc.property(layout, fc.array(change, {maxLength: 12}), (start, changes) => {
        let columns = start
        for (const [kind, id, other] of changes) {
          if (kind === 'toggle') columns = toggleColumn(columns, id)
          else if (kind === 'pin') columns = togglePin(columns, id)
          else columns = moveColumn(columns, id, other)
        }
        expect(columns.length).toBeGreaterThan(0)
        expect(new Set(ids(columns)).size).toBe(columns.length)
        const free = columns.findIndex(({isPinned}) => !isPinned)
        expect(columns.slice(free < 0 ? columns.length : free).some((each) => each.isPinned)).toBe(
          false,
        )
      }),
    )
  })

  test('moves a column to the place of another, both ways', () => {
    const columns = parseLayout('name!,email,company,status')
    expect(ids(moveColumn(columns, 'status', 'email'))).toEqual([
      'name',
      'status',
      'email',
      'company',
    ])
    expect(ids(moveColumn(columns, 'email', 'status'))).toEqual([
      'name',
      'company',
      'status',
      'email',
    ])
    expect(formatLayout(moveColumn(columns, 'status', 'name'))).toBe('status!,name!,email,company')
  })

  test('keeps the last column visible', () => {
    expect(toggleColumn([{id: 'name'}], 'name')).toEqual([{id: 'name'}])
  })

  test('keeps widths within what can be read', () => {
    expect(resizeColumns([{id: 'name'}], {name: 3})).toEqual([{id: 'name', width: 64}])
  })
})

describe('fitWidths', () => {
  test('fills the grid with the columns that have no chosen width', () => {
    const columns = parseLayout('name~200,email,company')
    const widths = fitWidths(columns, 1000)
    expect(widths[0]).toBe(200)
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeGreaterThan(995)
  })

  test('makes the grid scroll where there is no room', () => {
    expect(fitWidths(parseLayout('name,email'), 100)).toEqual([168, 190])
  })
})
