import {useCallback} from 'react'
import {useTranslation} from 'sanity'
import {isConsentColumn, type ExportColumn} from '../../../../core/exports/exportColumns.ts'
import {bulkLocaleNamespace} from '../../locale/bulkLocale.ts'
import {useGridLabels} from '../../columns/columnLabels.ts'

/** The headings of a file's columns in the user's language. */
export function useExportLabels(): (id: ExportColumn) => string {
  const labels = useGridLabels()
  const {t} = useTranslation(bulkLocaleNamespace)
  return useCallback(
    (id) =>
      isConsentColumn(id) || id === 'linkedIn' || id === 'campaigns'
        ? t(`export.column.${id}`)
        : labels.column(id),
    [labels, t],
  )
}
