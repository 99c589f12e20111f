import {TagIcon} from '@sanity/icons/Tag'
import {useToast} from '@sanity/ui/toast'
import {useState} from 'react'
import {useClient, useTranslation, type DocumentActionComponent} from 'sanity'
import {leadStatusTitle} from '../../../core/people/leadStatus.ts'
import {commitLeadEdit, useLeadWriter} from '../../leads/edits/commitLeadChanges.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {recordsLocaleNamespace} from '../recordsLocale.ts'
import {StatusForm} from './StatusForm.tsx'

/** Changes the status of a lead by the decision that the Leads tool uses. */
export const useChangeLeadStatusAction: DocumentActionComponent = ({id, published}) => {
  const {t} = useTranslation(recordsLocaleNamespace)
  const {document: site} = useSiteContext()
  const toast = useToast()
  const writer = useLeadWriter(useClient({apiVersion: STUDIO_API_VERSION}))
  const isDenied = useDocumentGrant('update', id) === 'denied'
  const [isOpen, setOpen] = useState(false)
  if (!published || isDenied) return null
  const {_rev, status} = published
  const current = typeof status === 'string' ? status : ''
  const fail = (description: string) =>
    toast.push({closable: true, description, status: 'error', title: t('status.failed')})
  const save = async (to: string) => {
    setOpen(false)
    try {
      const shown = {_id: id, _rev, site: site.key, status: current}
      const seen = {field: 'status' as const, value: current}
      const end = await commitLeadEdit(writer, {id, shown, seen, wanted: {...seen, value: to}})
      const title = leadStatusTitle(site, end.kind === 'overtaken' ? String(end.now) : to)
      if (end.kind === 'overtaken') fail(t('status.overtaken', {status: title}))
      else toast.push({status: 'success', title: t('status.done', {status: title})})
    } catch (error) {
      fail(errorReason(error).reason)
    }
  }
  return {
    icon: TagIcon,
    label: t('status.label'),
    onHandle: () => setOpen(true),
    dialog: isOpen && {
      type: 'dialog',
      header: t('status.header'),
      content: (
        <StatusForm
          onCancel={() => setOpen(false)}
          onSave={(to) => void save(to)}
          status={current}
        />
      ),
      onClose: () => setOpen(false),
    },
  }
}
useChangeLeadStatusAction.action = 'changeLeadStatus'
useChangeLeadStatusAction.displayName = 'ChangeLeadStatus'
