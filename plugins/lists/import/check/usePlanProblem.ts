import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {planProblem} from '../../../../core/leads/planLimit.ts'
import type {Problem} from '../../../../core/problems/problem.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'

const importPlanCountQuery = defineQuery('count(*[_type == "lead" && site == $site])')

/** Why so many new leads do not fit into the site's plan; `null` when they do, or before that is known. */
export function usePlanProblem(client: SanityClient, adding: number): Problem | null {
  const {site, document} = useSiteContext()
  const limit = document.planLimit
  const count = useQuery({
    queryKey: ['leads', 'import-plan', site],
    queryFn: ({signal}) =>
      client.fetch<number>(
        importPlanCountQuery,
        {site},
        {perspective: 'raw', signal, tag: 'leads.import.plan'},
      ),
    enabled: limit != null && adding > 0,
  })
  return count.data === undefined ? null : planProblem(limit, count.data, adding)
}
