import {Button, Flex, Text, TextArea} from '@sanity/ui'
import {useRef, useState, useId} from 'react'
import {useTranslation} from 'sanity'
import {consentActions, type ConsentAction} from '../../../core/consent/subscriptionState.ts'
import {reasonAfterLifting} from '../../../core/consent/suppressionRules.ts'
import {isUlid} from '../../../core/people/ulid.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import type {ConsentChange} from '../edits/useConsentChange.ts'
import {MAX_REASON_LENGTH} from '../../../core/changes/endSubscription.ts'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {LabelledField} from '../../ui/LabelledField.tsx'

/** The decisions about mail for administrators; a note for other users. */
export function ConsentActions(props: {leadId: string; change: ConsentChange}) {
  const {leadId, change} = props
  const {standing, isSaving, decide} = change
  const {t} = useTranslation(leadsLocaleNamespace)
  const group = useRef<HTMLFieldSetElement>(null)
  const [openAction, setOpenAction] = useState<ConsentAction | null>(null)
  // Kept after a failure, so that the user need not type it again.
  const [unsavedReason, setUnsavedReason] = useState('')
  const {site, key} = parseTenantDocumentId(leadId) ?? {site: '', key: ''}
  const grant = useDocumentGrant('update', tenantDocumentId(site, 'suppression', key))
  if (grant === 'denied') {
    return (
      <Text muted size={1}>
        {t('consent-change.administrators')}
      </Text>
    )
  }
  // The pressed button may be unmounted by then.
  const close = () => {
    setOpenAction(null)
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
            onClick={() => setOpenAction(action)}
            padding={2}
            text={t(`consent-change.${action}`)}
          />
        ))}
      </Flex>
      {openAction && (
        <ConsentDialog
          action={openAction}
          initialReason={unsavedReason}
          isByHand={isUlid(key)}
          isObjection={
            standing.suppression !== null && reasonAfterLifting(standing.suppression) !== null
          }
          onClose={close}
          onConfirm={(reason) => {
            close()
            setUnsavedReason(reason)
            void decide(openAction, reason).then((isWritten) => isWritten && setUnsavedReason(''))
          }}
        />
      )}
    </>
  )
}

interface ConsentDialogProps {
  action: ConsentAction
  initialReason: string
  /** Whether the person objected: lifting does not change that. */
  isObjection: boolean
  /** Whether the lead was added by hand: then its key is not derived from the e-mail. */
  isByHand: boolean
  onClose: () => void
  onConfirm: (reason: string) => void
}

/** Explains a decision about a person's mail, and asks for the reason, which the timeline shows. */
function ConsentDialog(props: ConsentDialogProps) {
  const {action, initialReason, isObjection, isByHand, onClose, onConfirm} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const id = useId()
  const [reason, setReason] = useState(initialReason)
  const what = action === 'lift' && isObjection ? 'what-objection' : 'what'
  return (
    <DialogFrame
      confirm={{
        isDisabled: reason.trim() === '',
        onConfirm: () => onConfirm(reason),
        text: t(`consent-change.${action}.confirm`),
        tone: action === 'lift' ? 'primary' : 'critical',
      }}
      onClose={onClose}
      title={t(`consent-change.${action}.title`)}
    >
      <Text size={1}>{t(`consent-change.${action}.${what}`)}</Text>
      {isByHand && (
        <Text muted size={1}>
          {t('consent-change.by-hand')}
        </Text>
      )}
      <LabelledField
        id={id}
        label={t('consent-change.reason')}
        note={t('consent-change.reason-note')}
      >
        <TextArea
          aria-describedby={`${id}-note`}
          fontSize={1}
          id={id}
          maxLength={MAX_REASON_LENGTH}
          onChange={(event) => setReason(event.currentTarget.value)}
          padding={3}
          aria-required
          rows={3}
          value={reason}
        />
      </LabelledField>
    </DialogFrame>
  )
}
