import {TrashIcon} from '@sanity/icons/Trash'
import {useToast} from '@sanity/ui/toast'
import {useState} from 'react'
import {useClient, useTranslation, type DocumentActionComponent} from 'sanity'
import {useBulkGrants} from '../../leads/bulk/useBulkGrants.ts'
import {useLeadActions} from '../../leads/changes/useLeadActions.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {recordsLocaleNamespace} from '../recordsLocale.ts'

/** Deletes a lead by the decision that the Leads tool uses, which keeps what restoring needs. */
export const useDeleteLeadAction: DocumentActionComponent = ({id, published}) => {
  const {t} = useTranslation(recordsLocaleNamespace)
  const {site} = useSiteContext()
  const toast = useToast()
  const {remove} = useLeadActions(useClient({apiVersion: STUDIO_API_VERSION}))
  const {mayDelete} = useBulkGrants(site)
  const [isOpen, setOpen] = useState(false)
  const [isDeleting, setDeleting] = useState(false)
  if (!published || !mayDelete) return null
  const confirm = async () => {
    setOpen(false)
    setDeleting(true)
    try {
      await remove(id)
      toast.push({status: 'success', title: t('delete.done')})
    } catch (error) {
      const description = errorReason(error).reason
      toast.push({closable: true, description, status: 'error', title: t('delete.failed')})
    }
    setDeleting(false)
  }
  return {
    disabled: isDeleting,
    icon: TrashIcon,
    label: t('delete.label'),
    onHandle: () => setOpen(true),
    tone: 'critical',
    dialog: isOpen && {
      type: 'confirm',
      tone: 'critical',
      message: t('delete.message'),
      confirmButtonText: t('delete.confirm'),
      onCancel: () => setOpen(false),
      onConfirm: () => void confirm(),
    },
  }
}
useDeleteLeadAction.action = 'deleteLead'
useDeleteLeadAction.displayName = 'DeleteLead'
