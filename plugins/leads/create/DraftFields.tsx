import {Grid, Heading, Select, Stack, TextInput, Text, Checkbox, Flex} from '@sanity/ui'
import type {FormEvent} from 'react'
import {useTranslation} from 'sanity'
import type {CustomFieldType} from '../../../core/audience/customFields.ts'
import {siteCustomFields} from '../../../core/audience/siteFields.ts'
import {customFieldTitle} from '../../../core/leads/customFieldTitle.ts'
import {MAX_CUSTOM_VALUE} from '../../../core/leads/customFieldValue.ts'
import {LEAD_FIELDS, TEXT_FIELDS} from '../../../core/leads/leadFields.ts'
import {DayInput} from '../../ui/DayInput.tsx'
import {LabelledField} from '../../ui/LabelledField.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useOwnerChoices} from '../edits/fields/ownersContext.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import type {LeadDraft} from './leadDraft.ts'

/** What the parts of the form share. */
export interface DraftProps {
  /** Prefix of the ids of the fields. */
  id: string
  draft: LeadDraft
  onChange: (part: Partial<LeadDraft>) => void
  /** Why a field's value is refused. */
  problemOf: (field: string) => string | undefined
}

/** Name, telephone number and the other texts of a lead, without the owner. */
export function TextFields(props: DraftProps) {
  const {id, draft, onChange, problemOf} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  return TEXT_FIELDS.filter((name) => name !== 'owner').map((name) => (
    <DraftText
      id={`${id}-${name}`}
      key={name}
      label={t(`field.${name}`)}
      maxLength={LEAD_FIELDS[name].maxLength}
      onChange={(value) => onChange({texts: {...draft.texts, [name]: value}})}
      problem={problemOf(name)}
      value={draft.texts[name] ?? ''}
    />
  ))
}

/** Status, owner, score and tags. */
export function WorkFields(props: DraftProps) {
  const {id, draft, onChange, problemOf} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const owner = draft.texts.owner ?? ''
  const owners = useOwnerChoices(owner)
  return (
    <>
      <LabelledField id={`${id}-status`} label={t('field.status')} problem={problemOf('status')}>
        <Select
          fontSize={1}
          padding={3}
          id={`${id}-status`}
          onChange={(event) => onChange({status: event.currentTarget.value})}
          value={draft.status}
        >
          {site.leadStatuses.map(({value, title}) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </Select>
      </LabelledField>
      <LabelledField id={`${id}-owner`} label={t('field.owner')} problem={problemOf('owner')}>
        <Select
          fontSize={1}
          padding={3}
          id={`${id}-owner`}
          onChange={(event) =>
            onChange({texts: {...draft.texts, owner: event.currentTarget.value}})
          }
          value={owner}
        >
          <option value="">{t('edit-field.nobody')}</option>
          {owners.map(([each, name]) => (
            <option key={each} value={each}>
              {name}
            </option>
          ))}
        </Select>
      </LabelledField>
      <DraftText
        id={`${id}-score`}
        inputMode="decimal"
        label={t('field.score')}
        maxLength={LEAD_FIELDS.score.maxLength}
        onChange={(score) => onChange({score})}
        problem={problemOf('score')}
        value={draft.score}
      />
      <DraftText
        id={`${id}-tags`}
        label={t('field.tags')}
        maxLength={1000}
        note={t('new-lead.tags-note')}
        onChange={(tags) => onChange({tags})}
        problem={problemOf('tags')}
        value={draft.tags}
      />
    </>
  )
}

/** The custom fields that the site defines, by their types. */
export function CustomFields(props: DraftProps) {
  const {id, draft, onChange, problemOf} = props
  const {document: site} = useSiteContext()
  return siteCustomFields(site).map(({name, title, type}, index) => (
    <CustomField
      id={`${id}-custom-${index}`}
      key={name}
      label={customFieldTitle({name, title})}
      onChange={(value) => onChange({custom: {...draft.custom, [name]: value}})}
      problem={problemOf(`customFields.${name}`)}
      kind={type}
      value={draft.custom[name] ?? ''}
    />
  ))
}

function CustomField(props: Omit<DraftTextProps, 'type'> & {kind: CustomFieldType}) {
  const {kind, ...text} = props
  const {id, label, problem, value, onChange} = text
  const {t} = useTranslation(leadsLocaleNamespace)
  if (kind !== 'boolean') {
    return (
      <DraftText
        {...text}
        maxLength={MAX_CUSTOM_VALUE}
        {...(kind === 'number' && {inputMode: 'decimal' as const})}
        {...(kind === 'date' && {type: 'date' as const})}
      />
    )
  }
  return (
    <LabelledField id={id} label={label} problem={problem}>
      <Select
        fontSize={1}
        padding={3}
        id={id}
        onChange={(event) => onChange(event.currentTarget.value)}
        value={value}
      >
        <option value="">{t('edit-field.not-set')}</option>
        <option value="true">{t('edit-field.yes')}</option>
        <option value="false">{t('edit-field.no')}</option>
      </Select>
    </LabelledField>
  )
}

/** The lists that the lead is put on. */
export function ListFields(props: DraftProps & {titles: ReadonlyMap<string, string>}) {
  const {id, draft, onChange, problemOf, titles} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const problem = problemOf('lists')
  if (titles.size === 0) return null
  const lists = [...titles].toSorted(([, left], [, right]) => left.localeCompare(right))
  return (
    <Stack as="fieldset" gap={3} style={{border: 0, margin: 0, padding: 0}}>
      <Heading as="legend" size={0}>
        {t('field.lists')}
      </Heading>
      <Grid
        gap={2}
        gridTemplateColumns={[1, 2]}
        style={{margin: '12px -4px 0', maxHeight: 132, overflow: 'auto'}}
      >
        {lists.map(([list, title], index) => (
          <Flex align="center" gap={2} key={list} padding={1}>
            <Checkbox
              checked={draft.lists.includes(list)}
              id={`${id}-list-${index}`}
              onChange={(event) => {
                const others = draft.lists.filter((each) => each !== list)
                onChange({lists: event.currentTarget.checked ? [...others, list] : others})
              }}
            />
            <Text as="label" htmlFor={`${id}-list-${index}`} size={1} textOverflow="ellipsis">
              {title}
            </Text>
          </Flex>
        ))}
      </Grid>
      {problem && (
        <Text role="alert" size={1}>
          {problem}
        </Text>
      )}
    </Stack>
  )
}

interface DraftTextProps {
  id: string
  label: string
  value: string
  maxLength?: number
  inputMode?: 'decimal' | 'email' | 'tel'
  type?: 'date' | 'email'
  note?: string
  problem: string | undefined
  onChange: (value: string) => void
}

/** A line of text, or a day, with its label. */
export function DraftText(props: DraftTextProps) {
  const {id, label, value, note, problem, type = 'text', onChange, ...attributes} = props
  const described = [problem && `${id}-problem`, note && `${id}-note`].filter(Boolean).join(' ')
  const input = {
    ...attributes,
    'aria-describedby': described || undefined,
    'aria-invalid': problem !== undefined,
    autoComplete: 'off',
    fontSize: 1,
    id,
    onChange: (event: FormEvent<HTMLInputElement>) => onChange(event.currentTarget.value),
    padding: 3,
    spellCheck: false,
    value,
  }
  return (
    <LabelledField id={id} label={label} note={note ?? null} problem={problem}>
      {type === 'date' ? <DayInput {...input} /> : <TextInput {...input} type={type} />}
    </LabelledField>
  )
}
