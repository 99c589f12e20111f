import {useQuery} from '@tanstack/react-query'
import {useClient} from 'sanity'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useDebounced} from '../insight/useDebounced.ts'
import {fetchTag, type TagLookup} from './tagLookup.ts'

/** Nothing is asked while somebody types faster than that, in milliseconds. */
const PAUSE_MS = 250

/** An answer stays good for so long, in milliseconds. */
const FRESH_MS = 30_000

/**
 * Who has a tag that is being typed, so that a tag that few leads have is known for one. A request
 * that was overtaken is aborted. It needs a `QueryClientProvider` above it.
 *
 * @returns `null` while that is not known, or nothing is typed
 */
export function useTagLookup(typed: string): TagLookup | null {
  const {site} = useSiteContext()
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const tag = useDebounced(typed.trim(), PAUSE_MS)
  const query = useQuery({
    queryKey: ['leads', 'audience', 'tag', site, tag],
    queryFn: ({signal}) => fetchTag(client, site, tag, signal),
    enabled: tag !== '',
    staleTime: FRESH_MS,
    retry: false,
  })
  return (tag === typed.trim() && query.data) || null
}
