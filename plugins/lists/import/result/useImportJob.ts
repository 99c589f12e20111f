import type {SanityClient} from '@sanity/client'
import {useQuery, useQueryClient} from '@tanstack/react-query'
import {useEffect, useMemo} from 'react'
import {filter, throttleTime} from 'rxjs'
import type {LeadImport} from '../../../../core/sanity.types.generated.ts'
import {hasEnded} from '../../../../core/jobs/jobRecord.ts'
import {changeStream} from '../../../ui/changeStream.ts'

const FILTER = '*[_type == "leadImport" && site == $site]'

/** Functions write progress several times a second; the interface needs it less often. */
const EVERY_MS = 400

/** Reads the document of an import, and again whenever it changes, until it has ended. */
export function useImportJob(client: SanityClient, site: string, id: string | null) {
  const queryClient = useQueryClient()
  const key = useMemo(() => ['leads', 'import', id], [id])
  const job = useQuery({
    queryKey: key,
    queryFn: async ({signal}) =>
      (await client.getDocument<LeadImport>(id ?? '', {signal, tag: 'leads.import.job'})) ?? null,
    enabled: id !== null,
    placeholderData: (before) => before,
  })
  const isOpen = id !== null && (!job.data || !hasEnded(job.data))
  useEffect(() => {
    if (!isOpen) return undefined
    const subscription = changeStream(client, {filter: FILTER, site, tag: 'leads.import.listen'})
      .pipe(
        filter(
          (event) => event.type === 'live' || (event.type === 'change' && event.change.id === id),
        ),
        throttleTime(EVERY_MS, undefined, {leading: true, trailing: true}),
      )
      .subscribe(() => void queryClient.invalidateQueries({queryKey: key}))
    return () => subscription.unsubscribe()
  }, [client, id, isOpen, key, queryClient, site])
  return job
}
