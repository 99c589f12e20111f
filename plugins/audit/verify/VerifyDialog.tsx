import type {SanityClient} from '@sanity/client'
import {Box, Button, Card, Dialog, Flex, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {auditLocaleNamespace} from '../auditLocale.ts'
import {Progress} from '../Progress.tsx'
import type {SignedEndsOptions} from './signedEnds.ts'
import {useVerification} from './useVerification.ts'
import {VerifyResult} from './VerifyResult.tsx'

/** What a {@link VerifyDialog} needs. */
export interface VerifyDialogProps {
  client: SanityClient
  chain: string
  heads: SignedEndsOptions | null
  timeZone: string
  onClose: () => void
}

/** Checks a trail in this browser, and says what was checked, until where, and what was not. */
export function VerifyDialog(props: VerifyDialogProps) {
  const {client, chain, heads, timeZone, onClose} = props
  const {t} = useTranslation(auditLocaleNamespace)
  const id = useId()
  const {phase, cancel, again} = useVerification(client, chain, heads)
  const isRunning = phase.kind === 'running'
  return (
    <Dialog
      footer={
        <Flex gap={2} justify="flex-end" padding={3}>
          {!isRunning && <Button mode="bleed" onClick={again} text={t('verify.again')} />}
          <Button
            mode={isRunning ? 'ghost' : 'default'}
            onClick={isRunning ? cancel : onClose}
            text={t(isRunning ? 'verify.cancel' : 'verify.close')}
          />
        </Flex>
      }
      header={t('verify.title')}
      id={`verify-${id}`}
      onClose={onClose}
      width={1}
    >
      <Box padding={4}>
        <Stack gap={4}>
          {phase.kind === 'running' && (
            <Progress
              done={phase.done}
              label={t('verify.title')}
              said={t('verify.progress', {done: phase.done, total: phase.total})}
              total={phase.total}
            />
          )}
          {phase.kind === 'cancelled' && (
            <Text as="output" size={1}>
              {t('verify.cancelled', {count: phase.done})}
            </Text>
          )}
          {phase.kind === 'failed' && (
            <Card border padding={3} radius={2} role="alert" tone="critical">
              <Text size={1}>{t('verify.failed', {reason: phase.reason})}</Text>
            </Card>
          )}
          {phase.kind === 'done' && (
            <VerifyResult chain={chain} found={phase.found} timeZone={timeZone} />
          )}
        </Stack>
      </Box>
    </Dialog>
  )
}
