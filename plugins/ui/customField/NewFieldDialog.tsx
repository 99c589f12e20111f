import type {SanityClient} from '@sanity/client'
import {Select, Text, TextInput} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import type {CustomFieldType} from '../../../core/audience/customFields.ts'
import {MAX_FIELD_TITLE, type NewCustomField} from '../../../core/changes/createCustomField.ts'
import type {CustomFieldRecord} from '../../../core/documents/site.ts'
import {CUSTOM_FIELD_TYPE_TITLES} from '../../../core/leads/choiceTitles.ts'
import {isCustomFieldType} from '../../../core/leads/registeredFields.ts'
import type {FieldProblem} from '../../../core/problems/problem.ts'
import {problemsOf} from '../changeStore.ts'
import {DialogFrame} from '../DialogFrame.tsx'
import {LabelledField} from '../LabelledField.tsx'
import {useSiteContext} from '../siteContext.tsx'
import {uiLocaleNamespace} from '../uiLocale.ts'
import {textOfField, useProblemText} from '../useProblemText.ts'
import {commitCustomField} from './commitCustomField.ts'

const TYPES = Object.keys(CUSTOM_FIELD_TYPE_TITLES).filter(isCustomFieldType)

/** What a {@link NewFieldDialog} needs. */
export interface NewFieldDialogProps {
  client: SanityClient
  /** A name to begin with, such as the heading of a column. */
  title?: string
  /** A type to begin with. */
  type?: CustomFieldType
  onClose: () => void
  /** Called after the field was created; every tool of the site knows it by then. */
  onCreated: (field: CustomFieldRecord) => void
  /**
   * Takes what was asked for instead of creating it at once. Throws ChangeError when it cannot be created.
   */
  ask?: (asked: NewCustomField) => CustomFieldRecord
}

/** Asks for the name and the type of a custom field of the site, and creates it. */
export function NewFieldDialog(props: NewFieldDialogProps) {
  const {client, onClose, onCreated} = props
  const {document: site, addCustomField} = useSiteContext()
  const {t} = useTranslation(uiLocaleNamespace)
  const problemText = useProblemText()
  const id = useId()
  const [title, setTitle] = useState(props.title ?? '')
  const [type, setType] = useState<CustomFieldType>(props.type ?? 'text')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [isSaving, setSaving] = useState(false)
  const create = async () => {
    setSaving(true)
    try {
      const asked = {title, type}
      const field = props.ask?.(asked) ?? (await commitCustomField(client, site, asked))
      if (!props.ask) addCustomField(field)
      onCreated(field)
    } catch (error) {
      setProblems(problemsOf(error))
      setSaving(false)
    }
  }
  const problem = textOfField(problems, 'title', problemText) ?? undefined
  const others = problems.filter(({field}) => field !== 'title')
  return (
    <DialogFrame
      confirm={{
        isBusy: isSaving,
        onConfirm: () => void create(),
        text: t('custom-field.create'),
      }}
      failures={others.map((each) => problemText(each))}
      onClose={onClose}
      title={t('custom-field.title')}
    >
      <LabelledField id={`${id}-title`} label={t('custom-field.name')} problem={problem}>
        <TextInput
          fontSize={1}
          padding={3}
          aria-describedby={problem ? `${id}-title-problem` : undefined}
          aria-invalid={problem !== undefined}
          autoComplete="off"
          id={`${id}-title`}
          maxLength={MAX_FIELD_TITLE}
          onChange={(event) => {
            setTitle(event.currentTarget.value)
            setProblems([])
          }}
          aria-required
          value={title}
        />
      </LabelledField>
      <LabelledField
        id={`${id}-type`}
        label={t('custom-field.type')}
        note={t(`custom-field.note.${type}`)}
      >
        <Select
          fontSize={1}
          padding={3}
          aria-describedby={`${id}-type-note`}
          id={`${id}-type`}
          onChange={(event) => {
            const chosen = event.currentTarget.value
            if (isCustomFieldType(chosen)) setType(chosen)
          }}
          value={type}
        >
          {TYPES.map((each) => (
            <option key={each} value={each}>
              {t(`custom-field.type.${each}`)}
            </option>
          ))}
        </Select>
      </LabelledField>
      <Text muted size={1}>
        {t('custom-field.fixed')}
      </Text>
    </DialogFrame>
  )
}
