import {fieldSort, isFieldColumn} from '../../../core/leads/leadFields.ts'
import type {SortValue} from './leadRow.ts'
import {customFieldOf} from './columnId.ts'
import type {Sort} from './sortKeys.ts'

/** Where a lead stands in an order: its values of the keys, and its id. */
export interface RowPlace {
  values: readonly SortValue[]
  id: string
}

/**
 * Which page is meant: the first or last one of all, the one behind or before a lead, or the one
 * that begins where a value of the first key would stand.
 */
export type PagePlace =
  | {kind: 'start'}
  | {kind: 'end'}
  | {kind: 'after' | 'before'; row: RowPlace}
  | {kind: 'at'; value: string}

/** A condition of GROQ with the values of its parameters. */
interface PlaceCondition {
  filter: string
  params: Record<string, SortValue>
}

/** The keys of an order as GROQ expressions, with the values of their parameters. */
interface SortExpressions {
  keys: readonly string[]
  params: Record<string, string>
}

/**
 * The expressions by which leads are ordered. Texts are compared without regard to case. The name of
 * a custom field is a parameter: people choose it.
 */
export function sortExpressions(sort: Sort): SortExpressions {
  const params: SortExpressions['params'] = {}
  const keys = sort.map(({column}, index) => {
    if (isFieldColumn(column)) return fieldSort(column)?.expression ?? '_id'
    const name = `sortName${index}`
    params[name] = customFieldOf(column) ?? ''
    return `lower(customFields[name == $${name}][0].value)`
  })
  return {keys, params}
}

/** Whether a page is read against the grid's order, and has to be turned round. */
function isReversed({kind}: PagePlace): boolean {
  return kind === 'end' || kind === 'before'
}

/** Whether a key rises along the way that a page is read. */
function rises(direction: 'asc' | 'desc', reversed: boolean): boolean {
  return (direction === 'asc') !== reversed
}

/** The text of `order()` for a page; ids rise whatever the direction, so each lead has one place. */
export function orderOf(sort: Sort, place: PagePlace): string {
  const reversed = isReversed(place)
  const {keys} = sortExpressions(sort)
  const ordered = sort.map(
    ({direction}, index) => `${keys[index]} ${rises(direction, reversed) ? 'asc' : 'desc'}`,
  )
  return [...ordered, `_id ${reversed ? 'desc' : 'asc'}`].join(', ')
}

/** What comes after a value: GROQ puts missing values last when rising, and first when falling. */
function beyond(key: string, name: string, value: SortValue, isRising: boolean): string[] {
  if (value === null) return isRising ? [] : [`${key} != null`]
  return isRising ? [`${key} > $${name}`, `${key} == null`] : [`${key} < $${name}`]
}

function beyondRow(sort: Sort, {values, id}: RowPlace, reversed: boolean): PlaceCondition {
  const params: PlaceCondition['params'] = {afterId: id}
  const alternatives: string[] = []
  let equal = ''
  const {keys} = sortExpressions(sort)
  for (const [index, {direction}] of sort.entries()) {
    const key = keys[index] ?? ''
    const name = `after${index}`
    const value = values[index] ?? null
    if (value !== null) params[name] = value
    const parts = beyond(key, name, value, rises(direction, reversed))
    alternatives.push(...parts.map((part) => (equal ? `(${equal} && ${part})` : part)))
    equal += `${equal && ' && '}${key} == ${value === null ? 'null' : `$${name}`}`
  }
  alternatives.push(`(${equal} && _id ${reversed ? '<' : '>'} $afterId)`)
  return {filter: `(${alternatives.join(' || ')})`, params}
}

/**
 * The condition that makes a query begin where a page begins. Each alternative is a range of an
 * index.
 */
export function placeCondition(sort: Sort, place: PagePlace): PlaceCondition {
  switch (place.kind) {
    case 'after':
    case 'before':
      return beyondRow(sort, place.row, isReversed(place))
    case 'at': {
      const [{direction}] = sort
      const [key] = sortExpressions(sort).keys
      const filter = direction === 'asc' ? `(${key} >= $at || ${key} == null)` : `(${key} < $at)`
      return {filter, params: {at: place.value}}
    }
    default:
      return {filter: '', params: {}}
  }
}
