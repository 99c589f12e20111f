import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {LaunchIcon} from '@sanity/icons/Launch'
import {TagIcon} from '@sanity/icons/Tag'
import {TrashIcon} from '@sanity/icons/Trash'
import {Button, Flex, Select, Stack, Text} from '@sanity/ui'
import {useToast} from '@sanity/ui/toast'
import {useId, useState} from 'react'
import {
  useClient,
  useTranslation,
  type DocumentActionComponent,
  type DocumentActionDescription,
} from 'sanity'
import {commitOnce, committer} from '../../core/changes/commitDecision.ts'
import {leadStatusTitle} from '../../core/people/leadStatus.ts'
import {answerRequest} from '../../core/privacy/privacyRequest.ts'
import type {PrivacyRequest} from '../../core/sanity.types.generated.ts'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {useBulkGrants} from '../leads/bulk/useBulkGrants.ts'
import {useLeadRemoval} from '../leads/bulk/useLeadRemoval.ts'
import {commitLeadEdit, useLeadWriter} from '../leads/edits/commitLeadChanges.ts'
import {leadsPlace} from '../leads/view/address/leadsPlace.ts'
import {useErrorReason} from '../ui/useProblemText.ts'
import {useSiteContext} from '../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import {useDocumentGrant, useStoredGrant} from '../ui/useDocumentGrant.ts'
import {useOpenLeads} from './openTool.ts'
import {recordsLocaleNamespace} from './recordsLocale.ts'

/** Opens a record in the Leads tool, which edits it. */
export const useOpenInLeadsAction: DocumentActionComponent = ({id, published}) => {
  const {t} = useTranslation(recordsLocaleNamespace)
  const place = leadsPlace({...published, _id: id})
  const open = useOpenLeads(parseTenantDocumentId(id)?.site, place)
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

/** Changes the status of a lead, with the same decision as the Leads tool. */
export const useChangeLeadStatusAction: DocumentActionComponent = ({id, published}) => {
  const {t} = useTranslation(recordsLocaleNamespace)
  const {document: site} = useSiteContext()
  const toast = useToast()
  const writer = useLeadWriter(useClient({apiVersion: STUDIO_API_VERSION}))
  const isDenied = useDocumentGrant('update', id) === 'denied'
  const errorReason = useErrorReason()
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

/** A form to choose one of the site's statuses. */
function StatusForm(props: {status: string; onSave: (to: string) => void; onCancel: () => void}) {
  const {status, onSave, onCancel} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(recordsLocaleNamespace)
  const [to, setTo] = useState(status)
  const id = useId()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (to !== status) onSave(to)
      }}
    >
      <Stack gap={4}>
        <Stack gap={3}>
          <Text as="label" htmlFor={id} size={1} weight="medium">
            {t('status.field')}
          </Text>
          <Select id={id} onChange={(event) => setTo(event.currentTarget.value)} value={to}>
            {site.leadStatuses.map((each) => (
              <option key={each._key} value={each.value}>
                {each.title}
              </option>
            ))}
          </Select>
        </Stack>
        <Flex gap={2} justify="flex-end">
          <Button mode="bleed" onClick={onCancel} text={t('status.cancel')} type="button" />
          <Button disabled={to === status} text={t('status.save')} tone="primary" type="submit" />
        </Flex>
      </Stack>
    </form>
  )
}

/** Deletes a lead, with the same decision as the Leads tool, which stores what restoring needs. */
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

/** Marks a customer's request for data as answered, while it waits for that. */
export const useAnswerRequestAction: DocumentActionComponent = ({id, published}) => {
  const {t} = useTranslation(recordsLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const toast = useToast()
  const grant = useStoredGrant('update', published)
  const confirmed = useConfirmedAction({
    tone: 'positive',
    message: t('answer.message'),
    confirmButtonText: t('answer.confirm'),
    work: async () => {
      const tag = 'leads.privacy.answer'
      const request = await client.getDocument<PrivacyRequest>(id, {tag})
      const decision = request && answerRequest(request, new Date().toISOString())
      if (decision?.result === 'answered') {
        await commitOnce(committer(client, tag, 'sync'), decision.mutations)
        toast.push({status: 'success', title: t('answer.done')})
      } else {
        toast.push({closable: true, status: 'warning', title: t('answer.overtaken')})
      }
    },
    failed: t('answer.failed'),
  })
  if (published?.['state'] !== 'held' || grant !== 'granted') return null
  return {...confirmed, icon: CheckmarkCircleIcon, label: t('answer.label'), tone: 'positive'}
}
useAnswerRequestAction.action = 'answerRequest'
useAnswerRequestAction.displayName = 'AnswerRequest'

/** A question, and the work after it is confirmed. */
interface ConfirmedAction {
  tone: 'critical' | 'positive'
  message: string
  confirmButtonText: string
  /** Does the work, and reports the result. */
  work: () => Promise<void>
  /** Title of the toast when the work fails. */
  failed: string
}

/** The part of a document action that asks for confirmation, and reports a failure. */
function useConfirmedAction(
  action: ConfirmedAction,
): Pick<DocumentActionDescription, 'dialog' | 'disabled' | 'onHandle'> {
  const errorReason = useErrorReason()
  const {tone, message, confirmButtonText, work, failed} = action
  const toast = useToast()
  const [isOpen, setOpen] = useState(false)
  const [isWorking, setWorking] = useState(false)
  const confirm = async () => {
    setOpen(false)
    setWorking(true)
    try {
      await work()
    } catch (error) {
      const description = errorReason(error).reason
      toast.push({closable: true, description, status: 'error', title: failed})
    }
    setWorking(false)
  }
  return {
    disabled: isWorking,
    onHandle: () => setOpen(true),
    dialog: isOpen && {
      type: 'confirm',
      tone,
      message,
      confirmButtonText,
      onCancel: () => setOpen(false),
      onConfirm: () => void confirm(),
    },
  }
}
