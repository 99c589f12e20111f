import {Text, TextArea} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {DialogFrame} from '../../../ui/DialogFrame.tsx'
import {importLocaleNamespace} from '../importLocale.ts'

/** Takes rows that were copied from a spreadsheet, as a file. */
export function PasteDialog(props: {onFile: (file: File) => void; onClose: () => void}) {
  const {onFile, onClose} = props
  const {t} = useTranslation(importLocaleNamespace)
  const id = useId()
  const [text, setText] = useState('')
  return (
    <DialogFrame
      confirm={{
        isDisabled: text.trim() === '',
        onConfirm: () => {
          onFile(new File([text], t('files.pasted'), {type: 'text/plain'}))
          onClose()
        },
        text: t('files.use-pasted'),
      }}
      gap={3}
      onClose={onClose}
      title={t('files.paste-title')}
      width={2}
    >
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
    </DialogFrame>
  )
}
