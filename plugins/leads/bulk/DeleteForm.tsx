import {Stack, Text, TextInput} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import type {BulkFormProps} from './forms.ts'
import {LabelledField} from '../../ui/LabelledField.tsx'
import {takeFocus} from '../../ui/takeFocus.ts'

/** Says what a deletion means, and asks for the number of leads in figures. */
export function DeleteForm(props: BulkFormProps & {count: number}) {
  const {count, onChange} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const id = useId()
  const [typed, setTyped] = useState('')
  return (
    <Stack gap={4}>
      <Text size={1}>{t('delete.what')}</Text>
      <Text size={1}>{t('delete.stays')}</Text>
      <LabelledField id={id} label={t('delete.type', {count: String(count)})}>
        <TextInput
          autoComplete="off"
          ref={takeFocus}
          id={id}
          inputMode="numeric"
          onChange={(event) => {
            const {value} = event.currentTarget
            setTyped(value)
            onChange(value.trim() === String(count) ? {kind: 'delete'} : null)
          }}
          value={typed}
        />
      </LabelledField>
    </Stack>
  )
}
