import {z} from 'zod'
import type {CustomFieldType} from '../audience/customFields.ts'
import {parseJsonText} from '../documents/parseJsonText.ts'
import {cleanCustomValue, customFieldIssue} from '../leads/customFieldIssue.ts'
import {cleanField, fieldIssue, MAX_TAGS, type FieldIssue} from '../leads/editableFields.ts'
import {LEAD_FIELDS, type TextFieldName} from '../leads/leadFields.ts'
import {cleanLine, normalizeName} from '../people/cleanText.ts'
import {wallClock, type WallClock} from '../time/wallTime.ts'
import {isNoValue} from './cells/cellText.ts'
import {dayOf, isZeroDate, parseDateCell, type DateOrder} from './cells/dateCell.ts'
import {parseEmailCell} from './cells/emailCell.ts'
import {parseNumberCell} from './cells/numberCell.ts'
import {splitCell} from './cells/splitCell.ts'
import {parseYesNoCell} from './cells/yesNoCell.ts'
import type {ConversionContext} from './convertRow.ts'
import type {ColumnMapping, EvidencePart, RowProblem, SubscriptionMeaning} from './importMapping.ts'
import {stricterSubscription, type RowDraft} from './rowDraft.ts'

/** Puts what a cell says into the draft. The cell is cleaned and not empty. */
export type CellReader = (text: string, draft: RowDraft) => void

/** What all columns of a mapping need. */
export interface ReaderContext extends ConversionContext {
  clock: WallClock
  /** Milliseconds of `now`. */
  nowTime: number
}

/** Adds what the columns of a mapping need to a context. */
export function readerContext(context: ConversionContext): ReaderContext {
  return {...context, clock: wallClock(context.timeZone), nowTime: Date.parse(context.now)}
}

/** Longest address of a computer, and longest other part of the evidence, in UTF-16 code units. */
const MAX_NETWORK_ADDRESS = 100
const MAX_EVIDENCE = 1000
/** Longest name of a custom field. */
const MAX_CUSTOM_NAME = 200
/** Longest name of a list. */
const MAX_LIST_NAME = 500

function problemOf(column: number, issue: Pick<FieldIssue, 'code' | 'limit'>): RowProblem {
  const {code, limit} = issue
  return limit === undefined ? {code, column} : {code, column, values: {limit}}
}

function emailReader(column: number): CellReader {
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

function textReader(
  field: TextFieldName,
  values: Readonly<Record<string, string>> | undefined,
  column: number,
  context: ReaderContext,
): CellReader {
  const meanings = values === undefined ? null : new Map(Object.entries(values))
  const hasForm = LEAD_FIELDS[field].type !== 'text'
  return (text, draft) => {
    if (hasForm && isNoValue(text)) return
    const value = cleanField(field, meanings?.get(valueKey(text)) ?? text)
    if (value === '' || draft.fields[field] !== undefined) return
    const issue = fieldIssue(field, value, context.members)
    if (issue) draft.problems.push(problemOf(column, issue))
    else draft.fields[field] = value
  }
}

function scoreReader(column: number, {decimal}: ColumnMapping): CellReader {
  return (text, draft) => {
    if (isNoValue(text) || draft.score !== null) return
    const value = parseNumberCell(text, decimal)
    if (value === null) draft.problems.push({code: 'not-number', column})
    else draft.score = Number(value)
  }
}

function statusReader(
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

/** A value of a file in the form in which mappings list values: trimmed, in lower case. */
export function valueKey(text: string): string {
  return text.trim().toLowerCase().slice(0, MAX_LIST_NAME)
}

function dateReader(
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

function evidenceReader(
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
    const value = isNoValue(text) ? '' : cleanLine(text, limit + 1)
    if (value.length > limit) draft.problems.push({code: 'too-long', column, values: {limit}})
    else if (value !== '') draft.evidence[part] ??= value
  }
}

function tagsReader(column: number, separator: Parameters<typeof splitCell>[1]): CellReader {
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

function listsReader(
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

/** A value of a custom field in the form that the field's type has; the text as it is where it has none. */
function customText(type: CustomFieldType, text: string, mapping: ColumnMapping): string {
  switch (type) {
    case 'number':
      return parseNumberCell(text, mapping.decimal) ?? text
    case 'boolean': {
      const answer = parseYesNoCell(text)
      return answer === null ? text : String(answer)
    }
    case 'date': {
      const date = parseDateCell(text, mapping.dates)
      return date === null ? text : dayOf(date)
    }
    default:
      return text
  }
}

function customReader(
  name: string,
  type: CustomFieldType,
  column: number,
  mapping: ColumnMapping,
): CellReader {
  return (text, draft) => {
    if (type !== 'text' && (isNoValue(text) || (type === 'date' && isZeroDate(text)))) return
    const value = cleanCustomValue(type, customText(type, text, mapping))
    if (value === '' || draft.custom.some((entry) => entry.name === name)) return
    const issue = customFieldIssue(type, value)
    if (issue) draft.problems.push(problemOf(column, issue))
    else draft.custom.push({name, value})
  }
}

/** The reader of a column's cells; `null` for a column that is left out. */
export function cellReader(
  mapping: ColumnMapping,
  column: number,
  context: ReaderContext,
): CellReader | null {
  const {target} = mapping
  switch (target.kind) {
    case 'field':
      if (target.field === 'email') return emailReader(column)
      if (target.field === 'score') return scoreReader(column, mapping)
      return textReader(target.field, target.values, column, context)
    case 'namePart': {
      const part = target.part === 'first' ? 'firstName' : 'lastName'
      return (text, draft) => {
        if (draft[part] === '') draft[part] = normalizeName(text)
      }
    }
    case 'status':
      return statusReader(target.values, column, context)
    case 'subscription':
      return subscriptionReader(new Map(Object.entries(target.values)), column)
    case 'tags':
      return tagsReader(column, target.separator)
    case 'lists':
      return listsReader(column, target.separator, context)
    case 'custom': {
      const type = context.customTypes.get(target.name) ?? target.type
      return customReader(target.name, type, column, mapping)
    }
    case 'attributes':
      return attributesReader(column, context)
    case 'createdAt':
      return dateReader(column, mapping.dates, context, (draft, moment) => {
        draft.createdAt ??= moment
      })
    case 'evidence':
      return evidenceReader(target.part, column, mapping, context)
    default:
      return null
  }
}

const Attributes = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.unknown()), z.looseObject({})]),
)

/** Most custom fields that one cell may fill. */
const MAX_ATTRIBUTES = 100

function attributeText(value: z.infer<typeof Attributes>[string]): string {
  if (value === null) return ''
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) {
    return value.map(String).join(', ')
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function attributesReader(column: number, context: ReaderContext): CellReader {
  return (text, draft) => {
    if (isNoValue(text)) return
    const attributes = parseJsonText(Attributes, text)
    if (attributes === null) {
      draft.problems.push({code: 'not-attributes', column})
      return
    }
    for (const [key, value] of Object.entries(attributes).slice(0, MAX_ATTRIBUTES)) {
      const name = cleanLine(key, MAX_CUSTOM_NAME)
      const type = context.customTypes.get(name) ?? 'text'
      const cell = attributeText(value)
      if (name !== '' && cell !== '') {
        customReader(name, type, column, {heading: '', target: {kind: 'attributes'}})(cell, draft)
      }
    }
  }
}

/** Of several words in a cell, such as one for each list, the strictest counts. */
function subscriptionMeaning(
  text: string,
  meanings: ReadonlyMap<string, SubscriptionMeaning>,
): SubscriptionMeaning | undefined {
  const whole = meanings.get(valueKey(text))
  if (whole !== undefined || !/[,;|[\n]/u.test(text)) return whole
  const parts = splitCell(text.replaceAll(/[;|\n]/gu, ','), ',').map((part) =>
    meanings.get(valueKey(part)),
  )
  return parts.reduce((left, right) => {
    if (left === undefined || right === undefined) return undefined
    if (left === 'unsaid' || right === 'unsaid') return left === 'unsaid' ? right : left
    return stricterSubscription(left, right)
  }, parts[0])
}

/** A word without a meaning counts as `none`: nobody is subscribed by a word that nobody knows. */
function subscriptionReader(
  meanings: ReadonlyMap<string, SubscriptionMeaning>,
  column: number,
): CellReader {
  return (text, draft) => {
    const known = subscriptionMeaning(text, meanings)
    if (known === 'unsaid' || (known === undefined && isNoValue(text))) return
    if (known === undefined) draft.problems.push({code: 'unknown-subscription', column})
    const own = known ?? 'none'
    draft.subscription =
      draft.subscription === null ? own : stricterSubscription(draft.subscription, own)
  }
}
