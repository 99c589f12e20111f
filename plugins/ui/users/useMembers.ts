import {useQuery} from '@tanstack/react-query'
import {firstValueFrom} from 'rxjs'
import {useProjectStore, useUserStore} from 'sanity'
import type {Member} from './members.ts'

/** Members rarely change; the list stays fresh this long, in milliseconds. */
const FRESH_MS = 10 * 60_000

/** Most members whose names are read. */
const MAX_NAMES = 500

/**
 * The members of the project with their names, from the Studio's own stores; `null` until they are
 * read, and where the user can't see them. Needs a `QueryClientProvider` above it.
 *
 * @param isAsked - whether to read them
 */
export function useMembers(isAsked = true): readonly Member[] | null {
  const users = useUserStore()
  const project = useProjectStore()
  const members = useQuery({
    queryKey: ['leads', 'members'],
    queryFn: async (): Promise<Member[]> => {
      const {members: all} = await firstValueFrom(project.get())
      const people = all.filter(({isRobot}) => !isRobot).map(({id}) => id)
      const known = await users.getUsers(people.slice(0, MAX_NAMES))
      const names = new Map(known.map((user) => [user.id, user.displayName ?? null]))
      return all.map(({id, isRobot, roles}) => ({
        id,
        name: names.get(id) ?? null,
        isRobot,
        roles: roles.map(({name, title}) => ({name, title})),
      }))
    },
    enabled: isAsked,
    staleTime: FRESH_MS,
    gcTime: FRESH_MS,
    retry: false,
  })
  return members.data ?? null
}
