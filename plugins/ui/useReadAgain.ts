import type {SanityClient} from '@sanity/client'
import {useQueryClient} from '@tanstack/react-query'
import {useEffect} from 'react'
import {filter, throttleTime} from 'rxjs'
import {changeStream} from './changeStream.ts'

/** What is read again after which changes, and how soon. */
export interface ReadAgain {
  /** A GROQ query over documents; its only parameter is `site`. */
  filter: string
  site: string
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

/** Reads queries again when documents of the site were written, or may have been while unheard. */
export function useReadAgain(client: SanityClient, options: ReadAgain): void {
  const {filter: documents, site, key, tag, everyMs, leading, isOn = true} = options
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!isOn) return undefined
    const subscription = changeStream(client, {filter: documents, site, tag})
      .pipe(
        filter(({type}) => type !== 'lost'),
        throttleTime(everyMs, undefined, {leading, trailing: true}),
      )
      .subscribe(() => void queryClient.invalidateQueries({queryKey: key}))
    return () => subscription.unsubscribe()
  }, [client, documents, everyMs, isOn, key, leading, queryClient, site, tag])
}
