import type {SanityClient} from '@sanity/client'
import {z} from 'zod'
import type {TrailProgress} from '../../core/audit/trailProgress.ts'
import {parseRoleName} from '../../core/tenancy/roles.ts'

/** How long a list of robots is used before the project is asked again, in milliseconds. */
const FRESH_MS = 10 * 60_000

const Me = z.object({id: z.string()})
const Project = z.object({
  members: z
    .array(
      z.object({
        id: z.string(),
        isRobot: z.boolean().default(false),
        role: z.string().nullish(),
        roles: z.array(z.object({name: z.string()})).default([]),
      }),
    )
    .default([]),
})

/** The robots that act for the product. */
export interface ProductRobots {
  /** Id of the robot whose token this function has. */
  own: string
  ids: ReadonlySet<string>
  /** For the lease, so that the next call need not ask. */
  known: NonNullable<TrailProgress['robots']>
}

/** Robots of the project without a role at one site, such as those of servers and functions. */
async function askProject(client: SanityClient): Promise<string[]> {
  try {
    const answer: unknown = await client.request({
      uri: `/projects/${client.config().projectId ?? ''}`,
      tag: 'leads.trail.robots',
    })
    return (Project.safeParse(answer).data?.members ?? [])
      .filter(({isRobot, role, roles}) => {
        const names = [...roles.map(({name}) => name), ...(role ? [role] : [])]
        return isRobot && !names.some((name) => parseRoleName(name)?.kind === 'site')
      })
      .map(({id}) => id)
  } catch {
    // A robot that may not list the members knows only itself, and trusts no other robot.
    return []
  }
}

/**
 * Finds out which authors are robots of the product. The trail trusts the actors of the activities that
 * they write, since they act for visitors and for users who requested a job.
 *
 * @param known - what an earlier call found out
 * @param now - ISO 8601, UTC
 * @throws whatever asking for the own id throws
 */
export async function productRobots(
  client: SanityClient,
  known: TrailProgress['robots'],
  now: string,
): Promise<ProductRobots> {
  const me: unknown = await client.request({uri: '/users/me', tag: 'leads.trail.me'})
  const own = Me.parse(me).id
  const isFresh =
    known !== null && known.ids.includes(own) && Date.parse(now) - Date.parse(known.at) < FRESH_MS
  const robots = isFresh
    ? known
    : {ids: [...new Set([own, ...(await askProject(client))])], at: now}
  return {own, ids: new Set(robots.ids), known: robots}
}
