import {useQuery} from '@tanstack/react-query'
import {useMemo} from 'react'
import {firstValueFrom} from 'rxjs'
import {useCurrentUser, useProjectStore, useUserStore} from 'sanity'
import type {AudienceSurroundings} from './fetchSurroundings.ts'

/** Most users whose names are looked up. */
const MOST_USERS = 500

/** Who is a member of the project seldom changes; the list stays good for so long, in milliseconds. */
const FRESH_MS = 10 * 60_000

/**
 * Names of the users who can own leads, by id: the members of the project, and who owns some of the
 * newest leads and may be none any more. What is not known stays an id.
 *
 * @param newest - the newest leads, once they were read
 */
export function useOwnerNames(
  newest: AudienceSurroundings['newest'] | undefined,
): ReadonlyMap<string, string> {
  const users = useUserStore()
  const project = useProjectStore()
  const current = useCurrentUser()
  const owners = useMemo(() => {
    const ids = (newest ?? []).flatMap(({owner}) => owner ?? [])
    return [...new Set(ids)].toSorted()
  }, [newest])
  const found = useQuery({
    queryKey: ['leads', 'audience', 'people', owners],
    queryFn: async () => {
      // Whoever may not see the members still sees who owns the newest leads.
      const members = await firstValueFrom(project.get()).then(
        (data) => data.members.flatMap(({id, isRobot}) => (isRobot ? [] : [id])),
        () => [],
      )
      const ids = [...new Set([...members, ...owners])].slice(0, MOST_USERS)
      const known = await users.getUsers(ids)
      return new Map(known.map((user) => [user.id, user.displayName ?? user.id]))
    },
    enabled: newest !== undefined,
    placeholderData: (before) => before,
    staleTime: FRESH_MS,
    retry: false,
  })
  return useMemo(
    () =>
      new Map([...(found.data ?? []), ...(current ? [[current.id, current.name] as const] : [])]),
    [current, found.data],
  )
}
