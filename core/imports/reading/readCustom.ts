import {z} from 'zod'
import type {CustomFieldType} from '../../audience/customFields.ts'
import {parseJsonText} from '../../documents/parseJsonText.ts'
import {cleanCustomValue, customValueProblem} from '../../leads/customFieldValue.ts'
import {isNumberField, isTextField, leadField, type LeadFieldName} from '../../leads/leadFields.ts'
import {cleanLine} from '../../people/cleanText.ts'
import {isNoValue} from '../cells/cellText.ts'
import {dayOf, isZeroDate, parseDateCell} from '../cells/dateCell.ts'
import {parseNumberCell} from '../cells/numberCell.ts'
import {parseYesNoCell} from '../cells/yesNoCell.ts'
import type {ColumnMapping} from '../importMapping.ts'
import {leadFieldOfName} from '../../leads/fieldHeaders.ts'
import {problemOf, type CellReader, type ReaderContext} from './cellReader.ts'
import {scoreReader, textReader} from './readValues.ts'

/** Longest name of a custom field, in UTF-16 code units. */
const MAX_CUSTOM_NAME = 200

/** How a column writes dates and numbers. */
type Notation = Pick<ColumnMapping, 'dates' | 'decimal'>

/** A value of a custom field in the form that the field's type has; the text as it is where it has none. */
function customText(type: CustomFieldType, text: string, notation: Notation): string {
  switch (type) {
    case 'number':
      return parseNumberCell(text, notation.decimal) ?? text
    case 'boolean': {
      const answer = parseYesNoCell(text)
      return answer === null ? text : String(answer)
    }
    case 'date': {
      const date = parseDateCell(text, notation.dates)
      return date === null ? text : dayOf(date)
    }
    default:
      return text
  }
}

/** Reads a custom field. */
export function customReader(
  name: string,
  type: CustomFieldType,
  column: number,
  notation: Notation,
): CellReader {
  return (text, draft) => {
    if (type !== 'text' && (isNoValue(text) || (type === 'date' && isZeroDate(text)))) return
    const value = cleanCustomValue(type, customText(type, text, notation))
    if (value === '' || draft.custom.some((entry) => entry.name === name)) return
    const found = customValueProblem(type, value)
    if (found) draft.problems.push(problemOf(column, found))
    else draft.custom.push({name, value})
  }
}

const Attributes = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.unknown()), z.looseObject({})]),
)

/** Names whose readers are kept: those of most files repeat in each row. */
const MAX_KNOWN = 1000

/** Most custom fields that one cell may fill. */
const MAX_ATTRIBUTES = 100

function attributeText(value: z.infer<typeof Attributes>[string]): string {
  if (value === null) return ''
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) {
    return value.map(String).join(', ')
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Reads what a JSON object has for a field of every lead: no custom field may have its name. */
function ownReader(field: LeadFieldName, column: number, context: ReaderContext): CellReader {
  // A JSON object names no members, so it makes nobody an owner.
  if (field !== 'email' && field !== 'owner') {
    if (isTextField(field)) return textReader(field, undefined, column, context)
    if (isNumberField(field)) return scoreReader(column, {})
  }
  return (_, draft) => {
    const values = {field: leadField(field).title}
    draft.problems.push({code: 'taken-name', column, values})
  }
}

/** Reads a JSON object of custom fields. A value that is named like a field of every lead fills that. */
export function attributesReader(column: number, context: ReaderContext): CellReader {
  const known = new Map<string, CellReader>()
  const readerOf = (name: string): CellReader => {
    const taken = leadFieldOfName(name)
    const reader =
      taken === undefined
        ? customReader(name, context.customTypes.get(name) ?? 'text', column, {})
        : ownReader(taken, column, context)
    if (known.size < MAX_KNOWN) known.set(name, reader)
    return reader
  }
  return (text, draft) => {
    if (isNoValue(text)) return
    const attributes = parseJsonText(Attributes, text)
    if (attributes === null) {
      draft.problems.push({code: 'not-attributes', column})
      return
    }
    for (const [key, value] of Object.entries(attributes).slice(0, MAX_ATTRIBUTES)) {
      const name = cleanLine(key, MAX_CUSTOM_NAME)
      const cell = attributeText(value)
      if (name !== '' && cell !== '') (known.get(name) ?? readerOf(name))(cell, draft)
    }
  }
}
