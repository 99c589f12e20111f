import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {planProblem, roomFor} from '../../../../core/leads/planLimit.ts'
import type {Problem} from '../../../../core/problems/problem.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'

const importPlanCountQuery = defineQuery('count(*[_type == "lead" && site == $site])')

/** The places of a site's plan. */
export interface PlanRoom {
  /** Leads that the plan has room for. */
  limit: number
  /** Leads that the site has. */
  count: number
  /** How many more there may be. */
  room: number
}

/** The places of the site's plan; `null` where it has no limit, and before they are known. */
export function usePlanRoom(client: SanityClient, isAsked: boolean): PlanRoom | null {
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
    enabled: limit != null && isAsked,
  })
  if (limit == null || count.data === undefined) return null
  return {limit, count: count.data, room: roomFor(limit, count.data)}
}

/** Why so many new leads do not fit into the site's plan; `null` when they do, or before that is known. */
export function usePlanProblem(client: SanityClient, adding: number): Problem | null {
  const plan = usePlanRoom(client, adding > 0)
  return plan && planProblem(plan.limit, plan.count, adding)
}
