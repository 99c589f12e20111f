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

/** Value of a sort key, as the store computed it. */
const sortValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]).catch(null)

/** See {@link sortValueSchema}. */
export type SortValue = z.infer<typeof sortValueSchema>

type TextColumn = Exclude<FieldColumn, ListFieldName | NumberFieldName>

/** A column of several texts; a row has the first ones. */
type ListColumn = FieldColumn & ListFieldName

function isListColumn(name: FieldColumn): name is ListColumn {
  return isListField(name)
}

function isTextColumn(name: FieldColumn): name is TextColumn {
  return !isListField(name) && !isNumberField(name)
}

const LIST_COLUMNS = FIELD_COLUMNS.filter(isListColumn)

/** Attribute of a row with the number of values in a list column. */
export function countOf<Name extends ListColumn>(column: Name): `${Name}Count` {
  return `${column}Count`
}

/**
 * A row of the grid with the fields of the shown columns. A field of an unexpected type becomes empty:
 * the store does not validate, and one bad lead must not make the page unreadable.
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
  /** Values of the sort keys when the row was read. */
  sortValues: z.array(sortValueSchema).catch([]).default([]),
})

/** See {@link leadRowSchema}. */
export type LeadRow = z.infer<typeof leadRowSchema>

/** A row that was read by id, with whether the current view contains it. */
export const changedRowSchema = leadRowSchema.extend({
  matches: z.boolean().nullish(),
  isNew: z.boolean().nullish(),
})

/** See {@link changedRowSchema}. */
export type ChangedRow = z.infer<typeof changedRowSchema>
