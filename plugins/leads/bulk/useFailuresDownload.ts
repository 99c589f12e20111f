import type {SanityClient} from '@sanity/client'
import {useToast} from '@sanity/ui/toast'
import {useCallback, useState} from 'react'
import {useTranslation} from 'sanity'
import {CSV_TYPE} from '../../../core/spreadsheet/csvText.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {saveFile} from '../../ui/saveFile.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import {readBulkRows, type BulkReport} from './bulkReport.ts'
import {failuresCsv} from './failuresCsv.ts'

/** Saves all leads that a bulk change failed at as a file, also those that its document leaves out. */
export function useFailuresDownload(
  client: SanityClient,
  report: BulkReport,
): {download: () => Promise<void>; isLoading: boolean} {
  const {site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const toast = useToast()
  const [isLoading, setLoading] = useState(false)
  const download = useCallback(async () => {
    setLoading(true)
    try {
      const rows = report.moreFailures > 0 ? await readBulkRows(client, site, report.jobId) : []
      const all = rows.length > 0 ? rows.flatMap(({failed}) => failed) : report.failures
      const text = await failuresCsv(client, site, all)
      saveFile(t('result.file'), new Blob([text], {type: CSV_TYPE}))
    } catch (error) {
      const description = errorReason(error).reason
      toast.push({
        closable: true,
        description,
        status: 'error',
        title: t('result.download-failed'),
      })
    }
    setLoading(false)
  }, [client, report, site, t, toast])
  return {download, isLoading}
}
