import {useCurrentUser} from 'sanity'
import {mayDelete} from '../../core/tenancy/grants.ts'
import {parseRoleName} from '../../core/tenancy/roles.ts'
import {useDocumentGrant} from '../ui/useDocumentGrant.ts'

/**
 * Whether the current user may delete a segment, by the user's roles. For users without a role of
 * this project the store decides.
 */
export function useMayDelete(id: string): boolean {
  const user = useCurrentUser()
  const roles = (user?.roles ?? []).flatMap((role) => parseRoleName(role.name) ?? [])
  return roles.length === 0 || roles.some((role) => mayDelete(role, id))
}

/** What the current user may do with campaigns. */
export interface CampaignGrants {
  create: boolean
  update: boolean
}

/** Whether the current user may create campaigns of a site, and change them. */
export function useCampaignGrants(site: string): CampaignGrants {
  const create = useDocumentGrant('create', `${site}.campaign.new`)
  const update = useDocumentGrant('update', `${site}.campaign.any`)
  return {create: create !== 'denied', update: update !== 'denied'}
}
