import type {SanityClient} from '@sanity/client'
import {useToast} from '@sanity/ui/toast'
import {useCallback, useState} from 'react'
import {useTranslation} from 'sanity'
import {errorReason} from '../../ui/errorReason.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {bulkLocaleNamespace} from './bulkLocale.ts'
import {readBulkRows, type BulkReport} from './bulkReport.ts'
import {failuresCsv, saveText} from './failuresCsv.ts'

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
      saveText(t('result.file'), await failuresCsv(client, site, all))
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
