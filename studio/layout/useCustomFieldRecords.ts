import {defineQuery} from 'groq'
import {useEffect, useState} from 'react'
import {useClient} from 'sanity'
import type {CustomFieldRecord} from '../../core/documents/site.ts'
import {tenantDocumentId} from '../../core/tenancy/documentId.ts'
import {STUDIO_API_VERSION} from '../../plugins/ui/studioApiVersion.ts'

/** More than count (`MAX_CUSTOM_FIELDS`), so that documents that define nothing hide no others. */
const customFieldsQuery = defineQuery(
  '*[_type == "customField" && site == $site && string::startsWith(_id, $prefix)] | order(_id asc)[0...1000]{_id, name, title, type}',
)

/** How long an answer counts as new, in milliseconds. */
const FRESH_MS = 60_000
/** How long the Studio waits for the first answer before it opens all the same, in milliseconds. */
const TIMEOUT_MS = 5000

/**
 * The custom fields that editors of a site created. They seldom change, so no listener is spent on them:
 * they are read when the Studio opens, and again when the person comes back to its window.
 *
 * @returns `null` until the store answered or did not in time
 */
export function useCustomFieldRecords(site: string): readonly CustomFieldRecord[] | null {
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const [known, setKnown] = useState<readonly CustomFieldRecord[] | null>(null)
  useEffect(() => {
    let readAt = 0
    const left = new AbortController()
    const read = async () => {
      readAt = Date.now()
      const signal = AbortSignal.any([left.signal, AbortSignal.timeout(TIMEOUT_MS)])
      const params = {site, prefix: tenantDocumentId(site, 'field', '')}
      const options = {perspective: 'raw', signal, tag: 'leads.site.fields'} as const
      // Without an answer, what is known stays.
      const found = await client.fetch(customFieldsQuery, params, options).catch(() => null)
      if (!left.signal.aborted) setKnown((before) => found ?? before ?? [])
    }
    const readAgain = () => {
      if (document.visibilityState === 'visible' && Date.now() - readAt > FRESH_MS) void read()
    }
    void read()
    document.addEventListener('visibilitychange', readAgain)
    return () => {
      left.abort()
      document.removeEventListener('visibilitychange', readAgain)
    }
  }, [client, site])
  return known
}
