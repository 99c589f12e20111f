import {TrashIcon} from '@sanity/icons/Trash'
import {useToast} from '@sanity/ui/toast'
import {useClient, useTranslation, type DocumentActionComponent} from 'sanity'
import {useBulkGrants} from '../../leads/bulk/useBulkGrants.ts'
import {useLeadRemoval} from '../../leads/bulk/useLeadRemoval.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {recordsLocaleNamespace} from '../recordsLocale.ts'
import {useConfirmedAction} from './useConfirmedAction.ts'

/** Deletes a lead by the decision that the Leads tool uses, which keeps what restoring needs. */
export const useDeleteLeadAction: DocumentActionComponent = ({id, published}) => {
  const {t} = useTranslation(recordsLocaleNamespace)
  const {site} = useSiteContext()
  const toast = useToast()
  const {remove} = useLeadRemoval(useClient({apiVersion: STUDIO_API_VERSION}))
  const {mayDelete} = useBulkGrants(site)
  const confirmed = useConfirmedAction({
    tone: 'critical',
    message: t('delete.message'),
    confirmButtonText: t('delete.confirm'),
    work: async () => {
      await remove(id)
      toast.push({status: 'success', title: t('delete.done')})
    },
    failed: t('delete.failed'),
  })
  if (!published || !mayDelete) return null
  return {...confirmed, icon: TrashIcon, label: t('delete.label'), tone: 'critical'}
}
useDeleteLeadAction.action = 'deleteLead'
useDeleteLeadAction.displayName = 'DeleteLead'
