import {createContext, use, useMemo} from 'react'
import {useTranslation} from 'sanity'
import {isBuiltInColumn, customFieldOf, type ColumnId} from '../data/leadColumns.ts'
import {uiLocaleNamespace} from '../../ui/uiLocale.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {fieldLabel} from './fieldLabel.ts'

/** What cells say beside the lead's own values. */
export interface GridLabels {
  unnamed: string
  removed: string
  misplaced: Record<'filter' | 'sort', string>
  moreTags: (count: number) => string
  select: (name: string) => string
  edit: (column: string) => string
  engagement: (value: string) => string
  subscription: (value: string) => string
  column: (id: ColumnId) => string
}

/** Carries the labels to the cells: looking them up in each of some hundred cells would be slow. */
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
})

/** The labels, in the person's language. */
export function useGridLabels(): GridLabels {
  return use(GridLabelsContext)
}

const SUBSCRIPTIONS: readonly string[] = [
  'none',
  'pending',
  'subscribed',
  'unsubscribed',
  'bounced',
  'complained',
  'suppressed',
]

/**
 * Looks the labels up, once for the whole screen.
 *
 * @param titles - titles of custom fields, by name
 */
export function useTranslatedGridLabels(titles: ReadonlyMap<string, string>): GridLabels {
  const {t} = useTranslation(leadsLocaleNamespace)
  const {t: ui} = useTranslation(uiLocaleNamespace)
  return useMemo(
    () => ({
      unnamed: t('panel.unnamed'),
      removed: t('grid.removed'),
      misplaced: {filter: t('grid.misplaced-filter'), sort: t('grid.misplaced-sort')},
      moreTags: (count) => t('grid.more-tags', {count}),
      select: (name) => t('grid.select', {name}),
      edit: (column) => t('edit.label', {column}),
      engagement: (value) => ui(`engagement.${value}`),
      subscription: (value) => (SUBSCRIPTIONS.includes(value) ? t(`subscription.${value}`) : value),
      column: (id) => {
        if (isBuiltInColumn(id)) return t(`column.${id}`)
        const name = customFieldOf(id) ?? id
        return titles.get(name) ?? fieldLabel(name)
      },
    }),
    [t, titles, ui],
  )
}
