import {useMemo} from 'react'
import type {AudienceField} from '../../../core/audience/field.ts'
import {PickButton} from '../values/PickButton.tsx'
import type {OptionGroup} from '../values/pickOptions.ts'
import {useAudience} from './audienceContext.tsx'

/** What a {@link FieldPicker} chooses. */
export interface FieldPickerProps {
  /** Id of the rule. */
  ruleId: string
  /** Name of the field, as the rule has it. */
  value: string
  isReadOnly: boolean
  describedBy: string | undefined
  onChange: (field: string) => void
}

/** Chooses the field of a rule from all that there are, by group, with a search. */
export function FieldPicker(props: FieldPickerProps) {
  const {ruleId, value, isReadOnly, describedBy, onChange} = props
  const {source, t} = useAudience()
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
      onPick={onChange}
      selected={[value]}
      takesOthers={false}
      text={field ? (field.label ?? t(field.labelKey)) : value || t('value.choose')}
    />
  )
}
