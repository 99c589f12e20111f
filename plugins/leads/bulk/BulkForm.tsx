import type {SanityClient} from '@sanity/client'
import {FieldForm} from './FieldForm.tsx'
import {MembershipForm} from './MembershipForm.tsx'
import type {BulkAction} from '../../../core/changes/bulk/bulkIntent.ts'
import {Select, Stack, TextInput, Text} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import {LabelledField} from '../../ui/LabelledField.tsx'
import {takeFocus} from '../../ui/takeFocus.ts'
import {NEWEST_ASKED} from '../../audience/source/audienceSource.ts'
import {useAudienceSource} from '../../audience/source/useAudienceSource.ts'
import {useTagLookup} from '../../audience/values/TagPickList.tsx'

/** The form of an action. */
export function BulkForm(
  props: BulkFormProps & {client: SanityClient; kind: OfferedAction; count: number},
) {
  const {client, kind, count, onChange} = props
  switch (kind) {
    case 'addTag':
    case 'removeTag':
      return <TagForm kind={kind} onChange={onChange} />
    case 'setStatus':
      return <StatusForm onChange={onChange} />
    case 'setField':
      return <FieldForm onChange={onChange} />
    case 'delete':
      // A new count resets the typed number.
      return <DeleteForm count={count} key={count} onChange={onChange} />
    default:
      return <MembershipForm client={client} kind={kind} onChange={onChange} />
  }
}

/** The actions that the bulk bar offers. */
export type OfferedAction = Exclude<
  BulkAction['kind'],
  'deleteList' | 'setScore' | 'setCustomField' | 'undo'
>

export interface BulkFormProps {
  /** Called with the action, or `null` while the form is incomplete. */
  onChange: (action: BulkAction | null) => void
}

/** Asks for a status of the site, and an optional reason. */
export function StatusForm(props: BulkFormProps) {
  const {onChange} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(bulkLocaleNamespace)
  const id = useId()
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  const change = (status: string, why: string) => {
    const optional = why.trim() === '' ? {} : {reason: why.trim()}
    onChange(status === '' ? null : {kind: 'setStatus', to: status, ...optional})
  }
  return (
    <Stack gap={4}>
      <LabelledField id={`${id}-status`} label={t('form.status')}>
        <Select
          fontSize={1}
          padding={3}
          ref={takeFocus}
          id={`${id}-status`}
          onChange={(event) => {
            setTo(event.currentTarget.value)
            change(event.currentTarget.value, reason)
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
          fontSize={1}
          padding={3}
          id={`${id}-reason`}
          maxLength={1000}
          onChange={(event) => {
            setReason(event.currentTarget.value)
            change(to, event.currentTarget.value)
          }}
          value={reason}
        />
      </LabelledField>
    </Stack>
  )
}

/** Asks for a tag to add or to remove. */
function TagForm(props: BulkFormProps & {kind: 'addTag' | 'removeTag'}) {
  const {kind, onChange} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const id = useId()
  const [tag, setTag] = useState('')
  const source = useAudienceSource()
  const found = useTagLookup(tag)
  const known = source.state === 'ready' ? source.source.options.tags : []
  const offered = new Set([...known.map(({value}) => value), ...(found?.near ?? [])])
  const note = found && t(found.used > 0 ? 'form.tag-used' : 'form.tag-unused', {count: found.used})
  return (
    <LabelledField
      id={id}
      label={t('form.tag')}
      note={note ?? t('form.tag-listed', {count: NEWEST_ASKED})}
    >
      <TextInput
        fontSize={1}
        padding={3}
        aria-describedby={`${id}-note`}
        list={`${id}-tags`}
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
      <datalist id={`${id}-tags`}>
        {[...offered].map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </datalist>
    </LabelledField>
  )
}

/** Explains what a deletion does, and asks to type the number of leads. */
function DeleteForm(props: BulkFormProps & {count: number}) {
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
          fontSize={1}
          padding={3}
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
