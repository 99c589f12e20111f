import {customFieldTitle} from '../../../core/leads/customFieldTitle.ts'
import {createContext, use, useMemo} from 'react'
import {useTranslation} from 'sanity'
import {isFieldColumn, LEAD_FIELDS} from '../../../core/leads/leadFields.ts'
import type {CustomFieldDefinition} from '../../../core/audience/customFields.ts'
import {customFieldOf, type ColumnId} from '../../../core/leads/columnId.ts'
import {isSortable} from '../data/sortKeys.ts'
import {uiLocaleNamespace} from '../../ui/uiLocale.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'

/** Texts of the grid's cells and headings. */
interface GridLabels {
  unnamed: string
  removed: string
  misplaced: Record<'filter' | 'sort', string>
  moreTags: (count: number) => string
  select: (name: string) => string
  edit: (column: string) => string
  engagement: (value: string) => string
  subscription: (value: string) => string
  column: (id: ColumnId) => string
  /** Whether the grid can be sorted by a column. */
  canSort: (id: ColumnId) => boolean
}

/** Passes the labels to the cells: `useTranslation` in each of some hundred cells is slow. */
export const GridLabelsContext = createContext<GridLabels>({
  unnamed: '',
  removed: '',
  misplaced: {filter: '', sort: ''},
  moreTags: String,
  select: String,
  edit: String,
  engagement: String,
  subscription: String,
  column: String,
  canSort: () => false,
})

/** The labels in the user's language. */
export function useGridLabels(): GridLabels {
  return use(GridLabelsContext)
}

const SUBSCRIPTIONS: readonly string[] = LEAD_FIELDS.subscription.options

/** Translates the labels, once for the whole screen. */
export function useTranslateGridLabels(customFields: readonly CustomFieldDefinition[]): GridLabels {
  const {t} = useTranslation(leadsLocaleNamespace)
  const {t: ui} = useTranslation(uiLocaleNamespace)
  return useMemo(() => {
    const known = new Map(customFields.map((field) => [field.name, field]))
    return {
      unnamed: t('panel.unnamed'),
      removed: t('grid.removed'),
      misplaced: {filter: t('grid.misplaced-filter'), sort: t('grid.misplaced-sort')},
      moreTags: (count) => t('grid.more-tags', {count}),
      select: (name) => t('grid.select', {name}),
      edit: (column) => t('edit.label', {column}),
      engagement: (value) => ui(`engagement.${value}`),
      subscription: (value) => (SUBSCRIPTIONS.includes(value) ? t(`subscription.${value}`) : value),
      column: (id) => {
        if (isFieldColumn(id)) return t(`column.${id}`)
        const name = customFieldOf(id) ?? id
        return customFieldTitle(known.get(name) ?? {name})
      },
      // Custom fields are stored as text, so numbers would sort as text.
      canSort: (id) => isSortable(id) && known.get(customFieldOf(id) ?? '')?.type !== 'number',
    }
  }, [customFields, t, ui])
}
