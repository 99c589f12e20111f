import {createClient, type SanityClient} from '@sanity/client'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../../local/ports.ts'

/** A client with one local user's eyes. */
export function lakeClient(lakeUrl: string, token: string): SanityClient {
  return createClient({
    projectId: LOCAL_PROJECT_ID,
    dataset: LOCAL_DATASET,
    apiHost: lakeUrl,
    useProjectHostname: false,
    apiVersion: '2025-02-19',
    useCdn: false,
    perspective: 'raw',
    token,
  })
}
