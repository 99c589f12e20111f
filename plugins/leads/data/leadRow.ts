import {z} from 'zod'
import {
  FIELD_COLUMNS,
  isListField,
  isNumberField,
  type FieldColumn,
  type ListFieldName,
  type NumberFieldName,
} from '../../../core/leads/leadFields.ts'
import {recordOf} from '../../../core/leads/recordOf.ts'

const text = z.string().nullish().catch(null)
const texts = z.array(z.string()).nullish().catch(null)
const number = z.number().nullish().catch(null)

/** Value of an order's key, as the store computed it. */
const sortValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]).catch(null)

/** See {@link sortValueSchema}. */
export type SortValue = z.infer<typeof sortValueSchema>

/** Column that shows one text. */
type TextColumn = Exclude<FieldColumn, ListFieldName | NumberFieldName>

/** Column that shows several texts, of which a row holds the first. */
type ListColumn = FieldColumn & ListFieldName

function isListColumn(name: FieldColumn): name is ListColumn {
  return isListField(name)
}

function isTextColumn(name: FieldColumn): name is TextColumn {
  return !isListField(name) && !isNumberField(name)
}

const LIST_COLUMNS = FIELD_COLUMNS.filter(isListColumn)

/** Attribute of a row with the number of all values of a list column. */
export function countOf<Name extends ListColumn>(column: Name): `${Name}Count` {
  return `${column}Count`
}

/**
 * One row of the grid as the queries project it: what the shown columns need. A field of an
 * unexpected type becomes empty rather than making the whole page unreadable: the store does not
 * validate.
 */
export const leadRowSchema = z.object({
  _id: z.string(),
  _rev: z.string().catch(''),
  ...recordOf(FIELD_COLUMNS.filter(isTextColumn), () => text),
  ...recordOf(FIELD_COLUMNS.filter(isNumberField), () => number),
  ...recordOf(LIST_COLUMNS, () => texts),
  ...recordOf(LIST_COLUMNS.map(countOf), () => number),
  custom: z
    .array(z.object({name: z.string(), value: text}))
    .nullish()
    .catch(null),
  /** Values of the keys that the row was ordered by when it was read. */
  sortValues: z.array(sortValueSchema).catch([]).default([]),
})

/** See {@link leadRowSchema}. */
export type LeadRow = z.infer<typeof leadRowSchema>

/** A row fetched by id, with whether it belongs to the current view. */
export const changedRowSchema = leadRowSchema.extend({
  matches: z.boolean().nullish(),
  isNew: z.boolean().nullish(),
})

/** See {@link changedRowSchema}. */
export type ChangedRow = z.infer<typeof changedRowSchema>
