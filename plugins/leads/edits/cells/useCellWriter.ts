import type {SanityClient} from '@sanity/client'
import {useCallback} from 'react'
import {useCurrentUser} from 'sanity'
import {ulid} from 'ulid'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {clientLeadStore} from '../writes/clientLeadStore.ts'
import type {CellWriter} from './writeCell.ts'

/** Gives, for each change, what writes it: the person who is signed in, now. */
export function useCellWriter(client: SanityClient): () => CellWriter {
  const {site: siteKey, document: site} = useSiteContext()
  const user = useCurrentUser()
  return useCallback(
    () => ({
      store: clientLeadStore(client, siteKey),
      site,
      actor: {kind: 'user', id: user?.id ?? '', name: user?.name ?? ''},
      now: new Date().toISOString(),
      activityId: ulid(),
    }),
    [client, site, siteKey, user],
  )
}
