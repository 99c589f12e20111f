import type {SanityClient} from '@sanity/client'
import {PauseIcon} from '@sanity/icons/Pause'
import {PlayIcon} from '@sanity/icons/Play'
import {Card, Flex, Text, TextInput} from '@sanity/ui'
import {useQueryClient} from '@tanstack/react-query'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {commitOnce, committer} from '../../core/changes/commitDecision.ts'
import {MAX_PAUSE_REASON, pauseChange} from '../../core/shopify/syncControl.ts'
import {DialogFrame} from '../ui/DialogFrame.tsx'
import {useChange} from '../ui/useChange.ts'
import {useErrorReason} from '../ui/useProblemText.ts'
import type {SyncControl} from './data/siteSync.ts'
import {NETWORK_KEY} from './data/useNetworkSync.ts'
import {governanceLocaleNamespace} from './governanceLocale.ts'
import {ToolButton} from '../ui/ToolButton.tsx'
import {Field} from './rule/inputs.tsx'

/** Says that all syncs are paused, and why. */
export function PauseBanner({control}: {control: SyncControl}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const reason = control.reason?.trim()
  return (
    <Card
      as="output"
      borderBottom
      paddingX={4}
      paddingY={3}
      style={{display: 'block'}}
      tone="caution"
    >
      <Flex gap={3}>
        <Text size={1}>
          <PauseIcon />
        </Text>
        <Text size={1}>
          {reason ? t('pause.is-paused-because', {reason}) : t('pause.is-paused')}
        </Text>
      </Flex>
    </Card>
  )
}

/** Pauses or resumes the customer syncs of all sites. */
export function PauseSwitch(props: {
  client: SanityClient
  control: SyncControl | null
  /** Whether it is known if syncs are paused. */
  isKnown: boolean
}) {
  const errorReason = useErrorReason()
  const {client, control, isKnown} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const isPaused = control?.paused === true
  const {change, isChanging} = useChange({
    commit: () =>
      commitOnce(committer(client, 'leads.sync.pause', 'sync'), pauseChange(!isPaused, reason)),
    refresh: () => queryClient.invalidateQueries({queryKey: NETWORK_KEY}),
  })
  const run = async () => {
    setFailure(null)
    try {
      await change(undefined)
      setOpen(false)
    } catch (error) {
      setFailure(errorReason(error).reason)
    }
  }
  const action = t(isPaused ? 'pause.resume' : 'pause.pause')
  const close = () => setOpen(false)
  return (
    <>
      <ToolButton
        icon={isPaused ? PlayIcon : PauseIcon}
        isDisabled={!isKnown}
        onClick={() => setOpen(true)}
        text={action}
        tone={isPaused ? 'primary' : 'default'}
      />
      {isOpen && (
        <DialogFrame
          confirm={{
            isBusy: isChanging,
            onConfirm: () => void run(),
            text: action,
            tone: isPaused ? 'primary' : 'caution',
          }}
          failures={failure === null ? [] : [failure]}
          onClose={close}
          title={action}
        >
          <Text size={1}>{t(isPaused ? 'pause.resume-note' : 'pause.pause-note')}</Text>
          {!isPaused && (
            <Field label={t('pause.reason')}>
              {(input) => (
                <TextInput
                  {...input}
                  fontSize={1}
                  maxLength={MAX_PAUSE_REASON}
                  onChange={(event) => setReason(event.currentTarget.value)}
                  padding={2}
                  value={reason}
                />
              )}
            </Field>
          )}
        </DialogFrame>
      )}
    </>
  )
}
