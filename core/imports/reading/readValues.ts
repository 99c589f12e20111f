import {cleanField, MAX_TAGS, valueProblem} from '../../leads/editableFields.ts'
import {LEAD_FIELDS, type TextFieldName} from '../../leads/leadFields.ts'
import {cleanLine} from '../../people/cleanText.ts'
import {isNoValue} from '../cells/cellText.ts'
import {isZeroDate, parseDateCell, type DateOrder} from '../cells/dateCell.ts'
import {parseEmailCell} from '../cells/emailCell.ts'
import {parseNumberCell} from '../cells/numberCell.ts'
import {splitCell} from '../cells/splitCell.ts'
import {valueKey} from '../cells/valueKey.ts'
import type {ColumnMapping, EvidencePart} from '../importMapping.ts'
import {problemOf, type CellReader, type ReaderContext} from './cellReader.ts'
import type {RowDraft} from './rowDraft.ts'

/*
 * Readers of cells: each puts what a cell says into the draft of its row, or says why it does not. Where
 * several columns hold the same, the first value counts; tags and lists are put together.
 */

/** Longest address of a computer, and longest other part of the evidence, in UTF-16 code units. */
const MAX_NETWORK_ADDRESS = 100
const MAX_EVIDENCE = 1000

export function emailReader(column: number): CellReader {
  return (text, draft) => {
    if (draft.email !== null) return
    const cell = parseEmailCell(text)
    if (cell) {
      draft.email = cell.email
      draft.emailName = cell.name
    } else if (!isNoValue(text)) {
      draft.problems.push({code: 'not-email', column})
    }
  }
}

export function textReader(
  field: TextFieldName,
  values: Readonly<Record<string, string>> | undefined,
  column: number,
  context: ReaderContext,
): CellReader {
  const meanings = values === undefined ? null : new Map(Object.entries(values))
  const hasForm = LEAD_FIELDS[field].type !== 'text'
  // A mapping says who the owners are, and knows them all: other words are no ids.
  const members = context.members ?? new Set(Object.values(values ?? {}))
  return (text, draft) => {
    if (hasForm && isNoValue(text)) return
    const value = cleanField(field, meanings?.get(valueKey(text)) ?? text)
    if (value === '' || draft.fields[field] !== undefined) return
    const found = valueProblem(field, value, members)
    if (found) draft.problems.push(problemOf(column, found))
    else draft.fields[field] = value
  }
}

export function scoreReader(column: number, {decimal}: Pick<ColumnMapping, 'decimal'>): CellReader {
  return (text, draft) => {
    if (isNoValue(text) || draft.score !== null) return
    const value = parseNumberCell(text, decimal)
    if (value === null) draft.problems.push({code: 'not-number', column})
    else draft.score = Number(value)
  }
}

export function statusReader(
  values: Readonly<Record<string, string>>,
  column: number,
  context: ReaderContext,
): CellReader {
  const statuses = new Set(context.statuses)
  const meanings = new Map([
    ...context.statuses.map((status) => [status.toLowerCase(), status] as const),
    ...Object.entries(values),
  ])
  return (text, draft) => {
    const status = meanings.get(valueKey(text))
    if (status !== undefined && statuses.has(status)) draft.status ??= status
    else if (!isNoValue(text)) draft.problems.push({code: 'unknown-status', column})
  }
}

export function dateReader(
  column: number,
  order: DateOrder | undefined,
  context: ReaderContext,
  take: (draft: RowDraft, moment: string) => void,
): CellReader {
  return (text, draft) => {
    if (isNoValue(text) || isZeroDate(text)) return
    const date = parseDateCell(text, order)
    if (date === null) {
      draft.problems.push({code: 'not-date', column})
      return
    }
    const {wallTime, offset} = date
    const time = offset === null ? context.clock(wallTime) : wallTime - offset * 60_000
    if (time > context.nowTime) draft.problems.push({code: 'future-date', column})
    else take(draft, new Date(time).toISOString())
  }
}

const MOMENTS: ReadonlySet<EvidencePart> = new Set(['requestedAt', 'confirmedAt', 'endedAt'])
const NETWORK: ReadonlySet<EvidencePart> = new Set(['requestedFrom', 'confirmedFrom'])

export function evidenceReader(
  part: EvidencePart,
  column: number,
  mapping: ColumnMapping,
  context: ReaderContext,
): CellReader {
  if (MOMENTS.has(part)) {
    return dateReader(column, mapping.dates, context, (draft, moment) => {
      draft.evidence[part] ??= moment
    })
  }
  const limit = NETWORK.has(part) ? MAX_NETWORK_ADDRESS : MAX_EVIDENCE
  return (text, draft) => {
    const value = cleanLine(text, limit + 1)
    if (value.length > limit) draft.problems.push({code: 'too-long', column, values: {limit}})
    else if (!isNoValue(value)) draft.evidence[part] ??= value
  }
}

export function tagsReader(column: number, separator: Parameters<typeof splitCell>[1]): CellReader {
  const limit = LEAD_FIELDS.tags.maxLength
  return (text, draft) => {
    let hasLong = false
    let hasTooMany = false
    for (const part of splitCell(text, separator)) {
      const tag = cleanLine(part, limit + 1)
      if (tag.length > limit) hasLong = true
      else if (tag !== '' && !draft.tags.includes(tag)) {
        if (draft.tags.length < MAX_TAGS) draft.tags.push(tag)
        else hasTooMany = true
      }
    }
    if (hasLong) draft.problems.push({code: 'too-long', column, values: {limit}})
    if (hasTooMany) draft.problems.push({code: 'too-many-tags', column, values: {limit: MAX_TAGS}})
  }
}

export function listsReader(
  column: number,
  separator: Parameters<typeof splitCell>[1],
  context: ReaderContext,
): CellReader {
  const ids = new Map(Object.entries(context.lists))
  return (text, draft) => {
    let unknown = 0
    for (const part of splitCell(text, separator)) {
      const id = ids.get(valueKey(part))
      if (id === undefined) unknown += 1
      else if (!draft.lists.includes(id)) draft.lists.push(id)
    }
    if (unknown > 0) draft.problems.push({code: 'unknown-list', column, values: {count: unknown}})
  }
}
