import {Box, Button, Dialog, Flex, Stack, Text, TextArea} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {importLocaleNamespace} from '../importLocale.ts'

/** Takes rows that were copied from a spreadsheet, as a file. */
export function PasteDialog(props: {onFile: (file: File) => void; onClose: () => void}) {
  const {onFile, onClose} = props
  const {t} = useTranslation(importLocaleNamespace)
  const id = useId()
  const [text, setText] = useState('')
  const isEmpty = text.trim() === ''
  return (
    <Dialog
      footer={
        <Flex gap={2} justify="flex-end" padding={3}>
          <Button fontSize={1} mode="bleed" onClick={onClose} padding={3} text={t('cancel')} />
          <Button
            disabled={isEmpty}
            fontSize={1}
            onClick={() => {
              onFile(new File([text], t('files.pasted'), {type: 'text/plain'}))
              onClose()
            }}
            padding={3}
            text={t('files.use-pasted')}
            tone="primary"
          />
        </Flex>
      }
      header={t('files.paste-title')}
      id={id}
      onClose={onClose}
      width={2}
    >
      <Box padding={4}>
        <Stack gap={3}>
          <Text as="label" htmlFor={`${id}-text`} muted size={1}>
            {t('files.paste-description')}
          </Text>
          <TextArea
            fontSize={1}
            id={`${id}-text`}
            onChange={(event) => setText(event.currentTarget.value)}
            rows={12}
            style={{fontFamily: 'monospace'}}
            value={text}
          />
        </Stack>
      </Box>
    </Dialog>
  )
}
