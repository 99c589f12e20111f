import type {SanityClient} from '@sanity/client'
import {useQueryClient} from '@tanstack/react-query'
import {useEffect} from 'react'
import {filter, throttleTime} from 'rxjs'
import {changeStream} from '../../ui/changeStream.ts'

const FILTER = '*[_type == "bulkChange" && site == $site]'

/** What is read again, and how soon. */
interface Listening {
  /** Key of the queries; the same object while it means the same. */
  key: readonly unknown[]
  /** Request tag. */
  tag: string
  /** Functions write their progress several times a second; the interface needs it less often. */
  everyMs: number
  /** Whether the first of several changes is shown at once. */
  leading: boolean
  isOn?: boolean
}

/** Reads queries again when bulk changes of the site were written. */
export function useBulkListening(
  client: SanityClient,
  site: string,
  {key, tag, everyMs, leading, isOn = true}: Listening,
): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!isOn) return undefined
    const subscription = changeStream(client, {filter: FILTER, site, tag})
      .pipe(
        filter(({type}) => type !== 'lost'),
        throttleTime(everyMs, undefined, {leading, trailing: true}),
      )
      .subscribe(() => void queryClient.invalidateQueries({queryKey: key}))
    return () => subscription.unsubscribe()
  }, [client, everyMs, isOn, key, leading, queryClient, site, tag])
}
