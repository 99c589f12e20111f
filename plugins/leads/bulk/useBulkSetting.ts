import type {SanityClient} from '@sanity/client'
import {useMemo} from 'react'
import {useCurrentUser} from 'sanity'
import {ulid} from 'ulid'
import {useSiteContext} from '../../ui/siteContext.tsx'
import type {BulkSetting} from './startBulk.ts'

/** Bulk changes of the workspace's site by the current user. */
export function useBulkSetting(client: SanityClient): BulkSetting {
  const {document: site} = useSiteContext()
  const user = useCurrentUser()
  return useMemo(
    () => ({
      client,
      site,
      user: {id: user?.id ?? '', name: user?.name ?? ''},
      newUlid: ulid,
      now: () => new Date().toISOString(),
    }),
    [client, site, user],
  )
}
