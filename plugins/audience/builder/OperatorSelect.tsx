import {Select} from '@sanity/ui'
import type {AudienceField} from '../../../core/audience/field.ts'
import type {Operator} from '../../../core/audience/operator.ts'
import {operatorGroups} from '../query/operatorGroups.ts'
import {useAudienceText} from '../audienceLocale.ts'

/** What an {@link OperatorSelect} chooses. */
export interface OperatorSelectProps {
  field: AudienceField
  /** Name of the operator, as the rule has it. */
  value: string
  isReadOnly: boolean
  describedBy: string | undefined
  onChange: (operator: string) => void
}

/** Chooses how a rule asks about its field. */
export function OperatorSelect(props: OperatorSelectProps) {
  const {field, value, isReadOnly, describedBy, onChange} = props
  const t = useAudienceText()
  const offered = operatorGroups(field.type)
  const option = ({name, labelKey}: Operator) => (
    <option key={name} value={name}>
      {t(labelKey)}
    </option>
  )
  return (
    <Select
      aria-describedby={describedBy}
      aria-label={t('rule.operator')}
      disabled={isReadOnly}
      fontSize={1}
      onChange={(event) => onChange(event.currentTarget.value)}
      padding={2}
      value={value}
    >
      {offered.map((entry) =>
        'operators' in entry ? (
          <optgroup key={entry.key} label={t(`operators.${entry.key}`)}>
            {entry.operators.map(option)}
          </optgroup>
        ) : (
          option(entry)
        ),
      )}
    </Select>
  )
}
