import {LaunchIcon} from '@sanity/icons/Launch'
import {useTranslation, type DocumentActionComponent} from 'sanity'
import {parseTenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {leadsPlace} from '../../leads/view/address/leadsPlace.ts'
import {recordsLocaleNamespace} from '../recordsLocale.ts'
import {useWayToLeads} from '../useWayToLeads.ts'

/** Shows a record in the Leads tool, which is where it is changed. */
export const useOpenInLeadsAction: DocumentActionComponent = ({id, published}) => {
  const {t} = useTranslation(recordsLocaleNamespace)
  const place = leadsPlace({...published, _id: id})
  const open = useWayToLeads(parseTenantDocumentId(id)?.site, place)
  if (!open) return null
  return {
    icon: LaunchIcon,
    label: t('open.label'),
    onHandle: open,
    title: t('open.title'),
    tone: 'primary',
  }
}
useOpenInLeadsAction.action = 'openInLeads'
useOpenInLeadsAction.displayName = 'OpenInLeads'
