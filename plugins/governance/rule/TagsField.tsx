import {Stack, TextInput} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Field} from './Field.tsx'
import {RadioField} from './RadioField.tsx'

/** What a {@link TagsField} edits. */
export interface TagsFieldProps {
  /** `null`: all that enough customers have. */
  value: readonly string[] | null
  problem: string | undefined
  isReadOnly: boolean
  onChange: (value: readonly string[] | null) => void
}

function tagsIn(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

/** Which tags of customers may be shown. */
export function TagsField(props: TagsFieldProps) {
  const {value, problem, isReadOnly, onChange} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const [typed, setTyped] = useState((value ?? []).join(', '))
  return (
    <Stack gap={3}>
      <RadioField
        choices={[
          {value: 'all', title: t('rule.tags.all'), note: t('rule.tags.all-note')},
          {value: 'some', title: t('rule.tags.some'), note: t('rule.tags.some-note')},
        ]}
        isReadOnly={isReadOnly}
        label={t('rule.tags')}
        onChange={(choice) => onChange(choice === 'all' ? null : tagsIn(typed))}
        value={value === null ? 'all' : 'some'}
      />
      {value !== null && (
        <Field hint={t('rule.tags.list-hint')} label={t('rule.tags.list')} problem={problem}>
          {(input) => (
            <TextInput
              {...input}
              fontSize={1}
              onChange={(event) => {
                setTyped(event.currentTarget.value)
                onChange(tagsIn(event.currentTarget.value))
              }}
              padding={2}
              readOnly={isReadOnly}
              value={typed}
            />
          )}
        </Field>
      )}
    </Stack>
  )
}
