import {Button, Flex, Text} from '@sanity/ui'
import {useRef, useState} from 'react'
import {useTranslation} from 'sanity'
import {consentActions, type ConsentAction} from '../../../core/consent/subscriptionState.ts'
import {reasonAfterLifting} from '../../../core/consent/suppressionRules.ts'
import {isUlid} from '../../../core/people/ulid.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {ConsentDialog} from './ConsentDialog.tsx'
import type {ConsentChange} from '../edits/useConsentChange.ts'

/** What an administrator may decide about the person's mail; others are told who may. */
export function ConsentActions(props: {leadId: string; change: ConsentChange}) {
  const {leadId, change} = props
  const {standing, isSaving, decide} = change
  const {t} = useTranslation(leadsLocaleNamespace)
  const group = useRef<HTMLFieldSetElement>(null)
  const [asked, setAsked] = useState<ConsentAction | null>(null)
  // A reason that could not be written need not be typed again.
  const [unwritten, setUnwritten] = useState('')
  const {site, key} = parseTenantDocumentId(leadId) ?? {site: '', key: ''}
  const grant = useDocumentGrant('update', tenantDocumentId(site, 'suppression', key))
  if (grant === 'denied') {
    return (
      <Text muted size={1}>
        {t('consent-change.administrators')}
      </Text>
    )
  }
  // The button that was pressed may be gone by then.
  const close = () => {
    setAsked(null)
    requestAnimationFrame(() => group.current?.focus())
  }
  return (
    <>
      <Flex
        aria-label={t('consent-change.label')}
        as="fieldset"
        gap={2}
        ref={group}
        style={{border: 0, margin: 0, minWidth: 0, outline: 'none', padding: 0}}
        tabIndex={-1}
        wrap="wrap"
      >
        {consentActions(standing).map((action) => (
          <Button
            disabled={isSaving}
            fontSize={1}
            key={action}
            mode="ghost"
            onClick={() => setAsked(action)}
            padding={2}
            text={t(`consent-change.${action}`)}
          />
        ))}
      </Flex>
      {asked && (
        <ConsentDialog
          action={asked}
          initialReason={unwritten}
          isByHand={isUlid(key)}
          isObjection={
            standing.suppression !== null && reasonAfterLifting(standing.suppression) !== null
          }
          onClose={close}
          onConfirm={(reason) => {
            close()
            setUnwritten(reason)
            void decide(asked, reason).then((isWritten) => isWritten && setUnwritten(''))
          }}
        />
      )}
    </>
  )
}
