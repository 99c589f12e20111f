import {Box, Button, Dialog, Flex, Stack, Text, TextArea} from '@sanity/ui'
import {useEffect, useId, useRef, useState} from 'react'
import {useTranslation} from 'sanity'
import {MAX_REASON_LENGTH} from '../../../core/changes/endSubscription.ts'
import type {ConsentAction} from '../../../core/consent/subscriptionState.ts'
import {LabelledField} from '../../ui/LabelledField.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'

/** What a {@link ConsentDialog} asks. */
export interface ConsentDialogProps {
  action: ConsentAction
  initialReason: string
  /** Whether the person objected themselves, which lifting leaves as it is. */
  isObjection: boolean
  /** Whether the lead was added by hand, so that its key is not that of its address. */
  isByHand: boolean
  onClose: () => void
  onConfirm: (reason: string) => void
}

/** Says what a decision about a person's mail means, and asks for the reason that the timeline keeps. */
export function ConsentDialog(props: ConsentDialogProps) {
  const {action, initialReason, isObjection, isByHand, onClose, onConfirm} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const id = useId()
  const [reason, setReason] = useState(initialReason)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    // The dialog gives the focus to its close button first.
    const frame = requestAnimationFrame(() => field.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  const isReady = reason.trim() !== ''
  const confirm = () => {
    if (isReady) onConfirm(reason)
  }
  const what = action === 'lift' && isObjection ? 'what-objection' : 'what'
  return (
    <Dialog
      footer={
        <Flex gap={2} justify="flex-end" padding={3}>
          <Button
            fontSize={1}
            mode="bleed"
            onClick={onClose}
            padding={3}
            text={t('consent-change.cancel')}
          />
          <Button
            disabled={!isReady}
            fontSize={1}
            onClick={confirm}
            padding={3}
            text={t(`consent-change.${action}.confirm`)}
            tone={action === 'lift' ? 'primary' : 'critical'}
          />
        </Flex>
      }
      header={t(`consent-change.${action}.title`)}
      id={`consent-${id}`}
      onClose={onClose}
      width={1}
    >
      <Box
        as="form"
        onSubmit={(event) => {
          event.preventDefault()
          confirm()
        }}
        padding={4}
      >
        <Stack gap={4}>
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
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) confirm()
              }}
              padding={3}
              ref={field}
              required
              rows={3}
              value={reason}
            />
          </LabelledField>
        </Stack>
      </Box>
    </Dialog>
  )
}
