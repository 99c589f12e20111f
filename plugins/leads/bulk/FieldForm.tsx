import {Select, Stack, TextInput} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {customFieldTitle} from '../../../core/leads/customFieldTitle.ts'
import {siteCustomFields} from '../../../core/audience/siteFields.ts'
import {TEXT_FIELDS} from '../../../core/leads/leadFields.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useProblemText} from '../../ui/useProblemText.ts'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import {CUSTOM_CHOICE, enteredProblem, fieldAction, OTHER_FIELD} from './fieldAction.ts'
import type {BulkFormProps} from './BulkForm.tsx'
import {LabelledField} from '../../ui/LabelledField.tsx'
import {takeFocus} from '../../ui/takeFocus.ts'

const FIELDS = [...TEXT_FIELDS, 'score'] as const

/** Asks for a field and its new value; an empty value clears it. */
export function FieldForm(props: BulkFormProps) {
  const {onChange} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const problemText = useProblemText()
  const id = useId()
  const [form, setForm] = useState({field: '', name: '', value: ''})
  const change = (part: Partial<typeof form>) => {
    const next = {...form, ...part}
    setForm(next)
    onChange(fieldAction(next.field, next.name, next.value))
  }
  const problem = enteredProblem(form.field, form.value)
  const cleared = form.field !== '' && form.value.trim() === '' ? t('form.clears') : null
  return (
    <Stack gap={4}>
      <LabelledField id={`${id}-field`} label={t('form.field')}>
        <Select
          fontSize={1}
          padding={3}
          ref={takeFocus}
          id={`${id}-field`}
          onChange={(event) => change({field: event.currentTarget.value})}
          value={form.field}
        >
          <option value="">{t('form.choose')}</option>
          {FIELDS.map((field) => (
            <option key={field} value={field}>
              {t(`field.${field}`)}
            </option>
          ))}
          {siteCustomFields(site).map(({name, title}) => (
            <option key={name} value={`${CUSTOM_CHOICE}${name}`}>
              {customFieldTitle({name, title})}
            </option>
          ))}
          <option value={OTHER_FIELD}>{t('form.custom-field')}</option>
        </Select>
      </LabelledField>
      {form.field === OTHER_FIELD && (
        <LabelledField id={`${id}-name`} label={t('form.custom-name')}>
          <TextInput
            fontSize={1}
            padding={3}
            id={`${id}-name`}
            maxLength={200}
            onChange={(event) => change({name: event.currentTarget.value})}
            value={form.name}
          />
        </LabelledField>
      )}
      <LabelledField
        id={`${id}-value`}
        label={t('form.value')}
        note={problem ? problemText(problem) : cleared}
      >
        <TextInput
          fontSize={1}
          padding={3}
          aria-describedby={problem || cleared ? `${id}-value-note` : undefined}
          aria-invalid={problem !== null}
          id={`${id}-value`}
          maxLength={1000}
          onChange={(event) => change({value: event.currentTarget.value})}
          value={form.value}
        />
      </LabelledField>
    </Stack>
  )
}
