import {normalizeName} from '../../people/cleanText.ts'
import type {ColumnMapping} from '../importMapping.ts'
import type {CellReader, ReaderContext} from './cellReader.ts'
import {attributesReader, customReader} from './readCustom.ts'
import {subscriptionReader} from './readSubscription.ts'
import {
  dateReader,
  emailReader,
  evidenceReader,
  listsReader,
  scoreReader,
  statusReader,
  tagsReader,
  textReader,
} from './readValues.ts'

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
