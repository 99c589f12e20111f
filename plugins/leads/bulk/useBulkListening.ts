import type {SanityClient} from '@sanity/client'
import {useReadAgain, type ReadAgain} from '../../ui/useReadAgain.ts'

const FILTER = '*[_type == "bulkChange" && site == $site]'

/** Reads queries again when bulk changes of the site were written. */
export function useBulkListening(
  client: SanityClient,
  site: string,
  listening: Omit<ReadAgain, 'filter' | 'site'>,
): void {
  useReadAgain(client, {...listening, filter: FILTER, site})
}
