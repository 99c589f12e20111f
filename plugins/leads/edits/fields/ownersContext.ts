import {createContext, use, useMemo} from 'react'
import {useCurrentUser} from 'sanity'
import {membersOfSite, type Member} from '../../../ui/users/members.ts'
import {useMembers} from '../../../ui/users/useMembers.ts'
import {useUserName} from '../../../ui/users/UserName.tsx'

/** Those who can own leads of the site; `null` while they are not known. */
export const OwnersContext = createContext<readonly Member[] | null>(null)

/** Reads those who can own leads of a site. */
export function useOwners(site: string): readonly Member[] | null {
  const members = useMembers()
  return useMemo(() => members && membersOfSite(members, site), [members, site])
}

function called({id, name, roles}: Member): string {
  return name ?? roles[0]?.title ?? id
}

/**
 * Ids and names that can be chosen for an owner, by name. Who may not see the members can still choose
 * themselves; the present owner stays a choice.
 *
 * @param current - id of the owner; empty for nobody
 */
export function useOwnerChoices(current: string): readonly (readonly [string, string])[] {
  const owners = use(OwnersContext)
  const me = useCurrentUser()
  const currentName = useUserName(current)
  const names = new Map(owners?.map((member) => [member.id, called(member)]))
  if (!owners && me) names.set(me.id, me.name ?? me.id)
  if (current !== '' && !names.has(current)) names.set(current, `${currentName} (${current})`)
  return [...names].toSorted(([, left], [, right]) => left.localeCompare(right))
}

/** What to call an owner, where their name is known. */
export function ownerName(owners: readonly Member[] | null, id: string): string {
  const owner = owners?.find((member) => member.id === id)
  return owner ? called(owner) : id
}
