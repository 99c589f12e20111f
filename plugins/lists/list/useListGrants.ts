import {useBulkGrants} from '../../leads/bulk/useBulkGrants.ts'
import {useCampaignGrants, useMayDelete} from '../../segments/segmentGrants.ts'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'

/** What the user may do with lists, as far as the Studio knows; the store decides. */
export interface ListGrants {
  create: boolean
  update: boolean
  /** Deleting a list changes its leads, so it needs the right to a bulk change that deletes, too. */
  delete: boolean
  useInCampaign: boolean
  export: boolean
}

/** What the current user may do with the lists of a site. */
export function useListGrants(site: string): ListGrants {
  const create = useDocumentGrant('create', `${site}.list.new`) !== 'denied'
  const update = useDocumentGrant('update', `${site}.list.any`) !== 'denied'
  const campaign = useCampaignGrants(site)
  const bulk = useBulkGrants(site)
  const isDeleter = useMayDelete(`${site}.list.any`)
  return {
    create,
    update,
    delete: isDeleter && bulk.mayDelete,
    useInCampaign: campaign.create || campaign.update,
    export: bulk.mayExport,
  }
}
