import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {useToast} from '@sanity/ui/toast'
import {useClient, useTranslation, type DocumentActionComponent} from 'sanity'
import {answerRequest} from '../../../core/privacy/privacyRequest.ts'
import type {PrivacyRequest} from '../../../core/sanity.types.generated.ts'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useStoredGrant} from '../../ui/useDocumentGrant.ts'
import {recordsLocaleNamespace} from '../recordsLocale.ts'
import {useConfirmedAction} from './useConfirmedAction.ts'

/** Says that a customer was given the data that is held of them. Offered while a request waits for that. */
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
      const tag = {tag: 'leads.privacy.answer'}
      const request = await client.getDocument<PrivacyRequest>(id, tag)
      const decision = request && answerRequest(request, new Date().toISOString())
      if (decision?.result === 'answered') {
        await client.mutate(decision.mutations, {...tag, returnDocuments: false})
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
