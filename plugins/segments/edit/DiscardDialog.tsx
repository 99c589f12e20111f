import {Box, Button, Dialog, Flex, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** Asks whether changes that were not saved may be lost. */
export function DiscardDialog(props: {onDiscard: () => void; onStay: () => void}) {
  const {onDiscard, onStay} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const id = useId()
  return (
    <Dialog
      footer={
        <Flex gap={2} justify="flex-end" padding={3}>
          <Button fontSize={1} mode="bleed" onClick={onStay} padding={3} text={t('discard.stay')} />
          <Button
            fontSize={1}
            onClick={onDiscard}
            padding={3}
            text={t('discard.discard')}
            tone="critical"
          />
        </Flex>
      }
      header={t('discard.title')}
      id={id}
      onClose={onStay}
      width={0}
    >
      <Box padding={4}>
        <Text size={1}>{t('discard.description')}</Text>
      </Box>
    </Dialog>
  )
}
