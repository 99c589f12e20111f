import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import type {GridRequest} from './pageQueries.ts'
import {placeOf} from './leadPages.ts'
import {fetchPosition} from './requests.ts'
import type {LeadsData} from './useLeadsData.ts'

/** Number of leads before the first loaded row; `null` while it is not known. Only a jump needs a request. */
export function usePosition(options: {
  client: SanityClient
  request: GridRequest | null
  pages: LeadsData['pages']
}): number | null {
  const {client, request, pages} = options
  const {rows, first, isCounted, isPrevious, origin} = pages
  const [row] = rows
  const counted = useQuery({
    queryKey: ['leads', 'position', origin],
    queryFn: async ({signal}) => {
      if (!row || !request) return null
      return (await fetchPosition(client, request, placeOf(row), signal)) - first
    },
    enabled: !isCounted && !isPrevious && row !== undefined && request !== null,
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  })
  if (isCounted) return first
  return isPrevious || typeof counted.data !== 'number' ? null : first + counted.data
}
