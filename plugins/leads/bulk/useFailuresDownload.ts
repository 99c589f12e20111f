import type {SanityClient} from '@sanity/client'
import {useToast} from '@sanity/ui/toast'
import {useCallback, useState} from 'react'
import {useTranslation} from 'sanity'
import {CSV_TYPE, csvText} from '../../../core/spreadsheet/csvText.ts'
import {useErrorReason, useProblemText, type ProblemText} from '../../ui/useProblemText.ts'
import {saveFile} from '../../ui/saveFile.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import {readBulkRows, type BulkReport, type BulkProblem} from './bulkReport.ts'
import {defineQuery} from 'groq'

/** Saves all leads that a bulk change failed on as a CSV file, including those its document leaves out. */
export function useFailuresDownload(
  client: SanityClient,
  report: BulkReport,
): {download: () => Promise<void>; isLoading: boolean} {
  const errorReason = useErrorReason()
  const problemText = useProblemText()
  const {site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const toast = useToast()
  const [isLoading, setLoading] = useState(false)
  const download = useCallback(async () => {
    setLoading(true)
    try {
      const rows = report.moreFailures > 0 ? await readBulkRows(client, site, report.jobId) : []
      const all = rows.length > 0 ? rows.flatMap(({failed}) => failed) : report.failures
      const text = await failuresCsv(client, site, all, problemText)
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
  }, [client, errorReason, problemText, report, site, t, toast])
  return {download, isLoading}
}

const failedLeadsQuery = defineQuery(
  '*[_type == "lead" && site == $site && _id in $ids]{_id, name, email}',
)

/** The failed leads with their current names and the reasons; a lead that is gone only has its id. */
async function failuresCsv(
  client: SanityClient,
  site: string,
  failures: readonly BulkProblem[],
  problemText: ProblemText,
): Promise<string> {
  const found = new Map<string, {name: string | null; email: string | null}>()
  for (let from = 0; from < failures.length; from += 1000) {
    const ids = failures.slice(from, from + 1000).map(({id}) => id)
    const leads = await client.fetch<{_id: string; name: string | null; email: string | null}[]>(
      failedLeadsQuery,
      {site, ids},
      {perspective: 'raw', tag: 'leads.bulk.failures'},
    )
    for (const lead of leads) found.set(lead._id, lead)
  }
  const rows = failures.map(({id, problems}) => {
    const lead = found.get(id)
    return [lead?.name ?? '', lead?.email ?? '', problemText(...problems), id]
  })
  return csvText([['Name', 'E-mail', 'Reason', 'Lead'], ...rows])
}
