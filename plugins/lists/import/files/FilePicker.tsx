import {UploadIcon} from '@sanity/icons/Upload'
import {Button, Card, Flex, Stack, Text} from '@sanity/ui'
import {useRef} from 'react'
import {useTranslation} from 'sanity'
import {importLocaleNamespace} from '../importLocale.ts'

/** Endings of files that the file picker offers; what a file holds decides how it is read. */
const ACCEPTED = '.csv,.tsv,.tab,.txt,.xlsx,.zip'

/** Asks for files: a button, and the hint that they can be dropped. */
export function FilePicker(props: {
  onFiles: (files: readonly File[]) => void
  isBusy: boolean
  onPaste: () => void
}) {
  const {onFiles, isBusy, onPaste} = props
  const {t} = useTranslation(importLocaleNamespace)
  const input = useRef<HTMLInputElement>(null)
  return (
    <Card border padding={5} radius={3} style={{borderStyle: 'dashed'}} tone="transparent">
      <Flex align="center" direction="column" gap={4}>
        <Text muted size={3}>
          <UploadIcon />
        </Text>
        <Stack gap={3}>
          <Text align="center" size={1} weight="medium">
            {t('files.drop')}
          </Text>
          <Text align="center" muted size={1}>
            {t('files.kinds')}
          </Text>
        </Stack>
        <Flex gap={2} justify="center" wrap="wrap">
          <Button
            disabled={isBusy}
            fontSize={1}
            loading={isBusy}
            onClick={() => input.current?.click()}
            padding={3}
            text={t('files.choose')}
            tone="primary"
          />
          <Button
            disabled={isBusy}
            fontSize={1}
            mode="ghost"
            onClick={onPaste}
            padding={3}
            text={t('files.paste')}
          />
        </Flex>
        <input
          accept={ACCEPTED}
          aria-label={t('files.choose')}
          hidden
          multiple
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])]
            event.currentTarget.value = ''
            if (files.length > 0) onFiles(files)
          }}
          ref={input}
          type="file"
        />
      </Flex>
    </Card>
  )
}
