import {fieldSort} from '../../../core/leads/fieldSort.ts'
import {isFieldColumn} from '../../../core/leads/leadFields.ts'
import type {SortValue} from './leadRow.ts'
import {customFieldOf} from '../../../core/leads/columnId.ts'
import type {Sort} from './sortKeys.ts'

/** The place of a lead in an order: its sort values and its id. */
export interface RowPlace {
  values: readonly SortValue[]
  id: string
}

/** A page: the first or last one, the one after or before a lead, or the one from a value of the first key. */
export type PagePlace =
  | {kind: 'start'}
  | {kind: 'end'}
  | {kind: 'after' | 'before'; row: RowPlace}
  | {kind: 'at'; value: string}

interface PlaceCondition {
  filter: string
  params: Record<string, SortValue>
}

interface SortExpressions {
  keys: readonly string[]
  params: Record<string, string>
}

/**
 * The GROQ expressions of the sort keys. Texts are compared in lower case. Names of custom fields are
 * parameters, because users choose them.
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

/** Whether a page is read backwards. */
function isReversed({kind}: PagePlace): boolean {
  return kind === 'end' || kind === 'before'
}

/** Whether a key ascends in the direction in which the page is read. */
function isAscending(direction: 'asc' | 'desc', reversed: boolean): boolean {
  return (direction === 'asc') !== reversed
}

/** The arguments of `order()` for a page. Ids always ascend in the grid and break ties. */
export function orderOf(sort: Sort, place: PagePlace): string {
  const reversed = isReversed(place)
  const {keys} = sortExpressions(sort)
  const ordered = sort.map(
    ({direction}, index) => `${keys[index]} ${isAscending(direction, reversed) ? 'asc' : 'desc'}`,
  )
  return [...ordered, `_id ${reversed ? 'desc' : 'asc'}`].join(', ')
}

/** Conditions for keys after a value: GROQ sorts missing values last in ascending order, else first. */
function beyond(key: string, name: string, value: SortValue, ascends: boolean): string[] {
  if (value === null) return ascends ? [] : [`${key} != null`]
  return ascends ? [`${key} > $${name}`, `${key} == null`] : [`${key} < $${name}`]
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
    const parts = beyond(key, name, value, isAscending(direction, reversed))
    alternatives.push(...parts.map((part) => (equal ? `(${equal} && ${part})` : part)))
    equal += `${equal && ' && '}${key} == ${value === null ? 'null' : `$${name}`}`
  }
  alternatives.push(`(${equal} && _id ${reversed ? '<' : '>'} $afterId)`)
  return {filter: `(${alternatives.join(' || ')})`, params}
}

/** The condition that a lead is not before the page. Each alternative is a range of an index. */
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
