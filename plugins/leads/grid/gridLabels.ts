import {createContext, use, useMemo} from 'react'
import {useTranslation} from 'sanity'
import {leadsLocaleNamespace} from '../leadsLocale.ts'

/** What cells say beside the lead's own values. */
export interface GridLabels {
  unnamed: string
  removed: string
  moreTags: (count: number) => string
}

/** Carries the labels to the cells: looking them up in each of some hundred cells would be slow. */
export const GridLabelsContext = createContext<GridLabels>({
  unnamed: '',
  removed: '',
  moreTags: String,
})

/** The labels, in the person's language. */
export function useGridLabels(): GridLabels {
  return use(GridLabelsContext)
}

/** Looks the labels up, once for the whole grid. */
export function useTranslatedGridLabels(): GridLabels {
  const {t} = useTranslation(leadsLocaleNamespace)
  return useMemo(
    () => ({
      unnamed: t('panel.unnamed'),
      removed: t('grid.removed'),
      moreTags: (count) => t('grid.more-tags', {count}),
    }),
    [t],
  )
}
