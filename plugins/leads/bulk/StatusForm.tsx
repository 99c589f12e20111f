import {Select, Stack, TextInput} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import type {BulkFormProps} from './forms.ts'
import {LabelledField} from '../../ui/LabelledField.tsx'
import {takeFocus} from '../../ui/takeFocus.ts'

/** Asks for a status of the site, and why. */
export function StatusForm(props: BulkFormProps) {
  const {onChange} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const id = useId()
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  const tell = (status: string, why: string) => {
    const given = why.trim() === '' ? {} : {reason: why.trim()}
    onChange(status === '' ? null : {kind: 'setStatus', to: status, ...given})
  }
  return (
    <Stack gap={4}>
      <LabelledField id={`${id}-status`} label={t('form.status')}>
        <Select
          ref={takeFocus}
          id={`${id}-status`}
          onChange={(event) => {
            setTo(event.currentTarget.value)
            tell(event.currentTarget.value, reason)
          }}
          value={to}
        >
          <option value="">{t('form.choose')}</option>
          {(site.leadStatuses ?? []).map(({_key, value, title}) => (
            <option key={_key} value={value}>
              {title}
            </option>
          ))}
        </Select>
      </LabelledField>
      <LabelledField id={`${id}-reason`} label={t('form.reason')}>
        <TextInput
          id={`${id}-reason`}
          maxLength={1000}
          onChange={(event) => {
            setReason(event.currentTarget.value)
            tell(to, event.currentTarget.value)
          }}
          value={reason}
        />
      </LabelledField>
    </Stack>
  )
}
