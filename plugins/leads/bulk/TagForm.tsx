import {TextInput} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {bulkLocaleNamespace} from './bulkLocale.ts'
import type {BulkFormProps} from './forms.ts'
import {LabelledField} from './LabelledField.tsx'
import {takeFocus} from './takeFocus.ts'

/** Asks for a tag to add or to remove. */
export function TagForm(props: BulkFormProps & {kind: 'addTag' | 'removeTag'}) {
  const {kind, onChange} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const id = useId()
  const [tag, setTag] = useState('')
  return (
    <LabelledField id={id} label={t('form.tag')}>
      <TextInput
        ref={takeFocus}
        id={id}
        maxLength={80}
        onChange={(event) => {
          const {value} = event.currentTarget
          setTag(value)
          onChange(value.trim() === '' ? null : {kind, tag: value.trim()})
        }}
        value={tag}
      />
    </LabelledField>
  )
}
