import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'

/** What the current user may do with campaigns, as far as the Studio knows. */
export interface CampaignGrants {
  create: boolean
  update: boolean
}

/** Whether the current user may make campaigns of a site, and change them. */
export function useCampaignGrants(site: string): CampaignGrants {
  const create = useDocumentGrant('create', `${site}.campaign.new`)
  const update = useDocumentGrant('update', `${site}.campaign.any`)
  return {create: create !== 'denied', update: update !== 'denied'}
}
