import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {useToast} from '@sanity/ui/toast'
import {useState} from 'react'
import {useClient, useTranslation, type DocumentActionComponent} from 'sanity'
import {answerRequest} from '../../../core/privacy/answerRequest.ts'
import type {PrivacyRequest} from '../../../core/sanity.types.generated.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useStoredGrant} from '../../ui/useDocumentGrant.ts'
import {recordsLocaleNamespace} from '../recordsLocale.ts'

/** Says that a customer was given the data that is held of them. Offered while a request waits for that. */
export const useAnswerRequestAction: DocumentActionComponent = ({id, published}) => {
  const {t} = useTranslation(recordsLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const toast = useToast()
  const grant = useStoredGrant('update', published)
  const [isOpen, setOpen] = useState(false)
  const [isWriting, setWriting] = useState(false)
  if (published?.['state'] !== 'held' || grant !== 'granted') return null
  const confirm = async () => {
    setOpen(false)
    setWriting(true)
    try {
      const tag = {tag: 'leads.privacy.answer'}
      const request = await client.getDocument<PrivacyRequest>(id, tag)
      const decision = request && answerRequest(request, new Date().toISOString())
      if (decision?.result === 'answered') {
        await client.mutate(decision.mutations, {...tag, returnDocuments: false})
        toast.push({status: 'success', title: t('answer.done')})
      } else {
        toast.push({closable: true, status: 'warning', title: t('answer.overtaken')})
      }
    } catch (error) {
      const description = errorReason(error).reason
      toast.push({closable: true, description, status: 'error', title: t('answer.failed')})
    }
    setWriting(false)
  }
  return {
    disabled: isWriting,
    icon: CheckmarkCircleIcon,
    label: t('answer.label'),
    onHandle: () => setOpen(true),
    tone: 'positive',
    dialog: isOpen && {
      type: 'confirm',
      tone: 'positive',
      message: t('answer.message'),
      confirmButtonText: t('answer.confirm'),
      onCancel: () => setOpen(false),
      onConfirm: () => void confirm(),
    },
  }
}
useAnswerRequestAction.action = 'answerRequest'
useAnswerRequestAction.displayName = 'AnswerRequest'
