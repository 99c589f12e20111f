import {useMemo, useState} from 'react'
import {CUSTOM_FIELD_PREFIX} from '../../../core/audience/customFields.ts'
import type {AudienceField} from '../../../core/audience/field.ts'
import {useAudienceText} from '../audienceLocale.ts'
import {NEWEST_ASKED} from '../source/audienceSource.ts'
import {PickButton} from '../values/PickButton.tsx'
import {PickList, type PickListProps} from '../values/PickList.tsx'
import type {OptionGroup} from '../values/pickOptions.ts'
import {useBuilder} from './builderContext.tsx'

/** What a {@link FieldPicker} chooses. */
export interface FieldPickerProps {
  /** Id of the rule. */
  ruleId: string
  /** Name of the rule's field. */
  value: string
  isReadOnly: boolean
  describedBy: string | undefined
  onChange: (field: string) => void
}

/** The list of fields, with a note on where its custom fields come from. */
function FieldPickList(props: PickListProps) {
  const t = useAudienceText()
  const [typed, setTyped] = useState('')
  const text = typed.trim()
  const isListed = props.groups.some(({options}) =>
    options.some(
      ({value, title}) =>
        value === CUSTOM_FIELD_PREFIX + text || title.toLowerCase() === text.toLowerCase(),
    ),
  )
  return (
    <PickList
      {...props}
      note={t('pick.fields-note', {count: NEWEST_ASKED})}
      onSearch={setTyped}
      otherText={t('pick.other-field', {text})}
      takesOthers={!isListed}
    />
  )
}

/** Chooses the field of a rule from all fields, by group, with a search. */
export function FieldPicker(props: FieldPickerProps) {
  const {ruleId, value, isReadOnly, describedBy, onChange} = props
  const {source, t} = useBuilder()
  const groups = useMemo((): OptionGroup[] => {
    const title = ({label, labelKey}: AudienceField) => label ?? t(labelKey)
    const byGroup = Map.groupBy(source.fields.values(), ({group}) => group)
    return Array.from(byGroup, ([group, fields]) => ({
      title: t(`group.${group}`),
      options: fields.map((field) => ({value: field.name, title: title(field)})),
    }))
  }, [source.fields, t])
  const field = source.fields.get(value)
  return (
    <PickButton
      describedBy={describedBy}
      focusKey={`field-${ruleId}`}
      groups={groups}
      isDisabled={isReadOnly}
      isInvalid={!field}
      isMultiple={false}
      label={t('rule.field')}
      {...(source.hasCustomFields ? {list: FieldPickList} : {})}
      onPick={(name) => onChange(source.fields.has(name) ? name : CUSTOM_FIELD_PREFIX + name)}
      selected={[value]}
      takesOthers={source.hasCustomFields}
      text={field ? (field.label ?? t(field.labelKey)) : value || t('value.choose')}
    />
  )
}
