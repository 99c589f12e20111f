import {CloseIcon} from '@sanity/icons/Close'
import {Button, Flex, Stack, TextInput} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {LabelledField} from '../../../ui/LabelledField.tsx'
import {importLocaleNamespace} from '../importLocale.ts'

/** Several short texts, such as tags: Enter or a comma adds one. */
export function TextTokens(props: {
  label: string
  values: readonly string[]
  suggestions: readonly string[]
  onChange: (values: string[]) => void
}) {
  const {label, values, suggestions, onChange} = props
  const {t} = useTranslation(importLocaleNamespace)
  const id = useId()
  const [text, setText] = useState('')
  const add = (typed: string) => {
    const added = typed
      .split(',')
      .map((value) => value.trim())
      .filter((value) => value !== '' && !values.includes(value))
    setText('')
    if (added.length > 0) onChange([...values, ...new Set(added)])
  }
  return (
    <LabelledField id={id} label={label} note={t('add.tags-note')}>
      <Stack gap={2}>
        <TextInput
          fontSize={1}
          id={id}
          list={`${id}-known`}
          onBlur={() => add(text)}
          onChange={(event) => {
            const {value} = event.currentTarget
            if (value.endsWith(',')) add(value)
            else setText(value)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add(text)
          }}
          value={text}
        />
        <datalist id={`${id}-known`}>
          {suggestions.map((value) => (
            <option key={value} value={value}>
              {value}
            </option>
          ))}
        </datalist>
        {values.length > 0 && (
          <Flex gap={2} wrap="wrap">
            {values.map((value) => (
              <Button
                aria-label={t('add.remove', {value})}
                fontSize={1}
                iconRight={CloseIcon}
                key={value}
                mode="ghost"
                onClick={() => onChange(values.filter((one) => one !== value))}
                padding={2}
                text={value}
              />
            ))}
          </Flex>
        )}
      </Stack>
    </LabelledField>
  )
}
