import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {ALL_LEADS} from '../../../core/audience/leadSelection.ts'
import {
  NO_SELECTION,
  extendTo,
  isSelected,
  leadSelection,
  selectMatching,
  selectedCount,
  setSelected,
  selectedPart,
  toggle,
  type GridSelection,
} from './selection.ts'

const ROWS = Array.from({length: 10}, (_, index) => `lead${index}`)
const chosen = (selection: GridSelection) => ROWS.filter((id) => isSelected(selection, id))
const count = (selection: GridSelection, total: number | null) => {
  const taken = leadSelection(selection)
  return taken && selectedCount(taken, total)
}

describe('a selection', () => {
  test('is nothing at first', () => {
    expect(leadSelection(NO_SELECTION)).toBeNull()
    expect(selectedPart(NO_SELECTION, ROWS)).toBe('none')
  })

  test('selects a range from the lead that was clicked last, in both directions', () => {
    const one = toggle(NO_SELECTION, 'lead4')
    expect(chosen(extendTo(one, ROWS, 'lead6'))).toEqual(['lead4', 'lead5', 'lead6'])
    expect(chosen(extendTo(one, ROWS, 'lead2'))).toEqual(['lead2', 'lead3', 'lead4'])
  })

  test('deselects a range when the lead clicked last was deselected', () => {
    const all = setSelected(NO_SELECTION, ROWS, true)
    const range = extendTo(toggle(all, 'lead1'), ROWS, 'lead3')
    expect(chosen(range)).not.toContain('lead2')
    expect(count(range, null)).toBe(7)
  })

  test('selects one lead where the one clicked before is no longer in memory', () => {
    const far = toggle(NO_SELECTION, 'elsewhere')
    expect(chosen(extendTo(far, ROWS, 'lead3'))).toEqual(['lead3'])
    expect(count(extendTo(far, ROWS, 'lead3'), null)).toBe(2)
  })

  test('of all matching leads includes those not loaded, without the deselected ones', () => {
    const all = selectMatching({...ALL_LEADS, quick: 'bounced'})
    const some = toggle(toggle(all, 'lead1'), 'unseen')
    expect(selectedPart(some, ROWS)).toBe('some')
    expect(count(some, 1_000_000)).toBe(999_998)
    expect(count(some, null)).toBeNull()
    expect(leadSelection(some)).toEqual({
      kind: 'matching',
      view: {...ALL_LEADS, quick: 'bounced'},
      excluded: ['lead1', 'unseen'],
    })
    expect(leadSelection(toggle(some, 'lead1'))).toMatchObject({excluded: ['unseen']})
  })

  test('is unchanged after toggling twice', () => {
    const start = fc.constantFrom(NO_SELECTION, selectMatching(ALL_LEADS))
    const ids = fc.array(fc.constantFrom(...ROWS))
    fc.assert(
      fc.property(start, ids, fc.constantFrom(...ROWS), (from, before, id) => {
        const selection = before.reduce(toggle, from)
        const twice = toggle(toggle(selection, id), id)
        expect(chosen(twice)).toEqual(chosen(selection))
        expect(isSelected(toggle(selection, id), id)).toBe(!isSelected(selection, id))
      }),
    )
  })
})
