import {Select} from '@sanity/ui'
import {PERIOD_OPERATORS} from '../../../core/audience/dateOperators.ts'
import type {AudienceField} from '../../../core/audience/field.ts'
import type {Operator} from '../../../core/audience/operator.ts'
import {OPERATORS} from '../../../core/audience/operators.ts'
import {useAudienceText} from '../audienceLocale.ts'

/** What an {@link OperatorSelect} chooses. */
export interface OperatorSelectProps {
  field: AudienceField
  /** Name of the rule's operator. */
  value: string
  isReadOnly: boolean
  describedBy: string | undefined
  onChange: (operator: string) => void
}

/** Chooses the operator of a rule. Those of dates, which are many, stand under headings. */
export function OperatorSelect(props: OperatorSelectProps) {
  const {field, value, isReadOnly, describedBy, onChange} = props
  const t = useAudienceText()
  const operators = OPERATORS[field.type].values()
  const labelOf = ({labelKey}: Operator) => t(labelKey)
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
      {field.type === 'date' ? (
        <OperatorGroups labelOf={labelOf} operators={operators} />
      ) : (
        Array.from(operators, (operator) => (
          <option key={operator.name} value={operator.name}>
            {labelOf(operator)}
          </option>
        ))
      )}
    </Select>
  )
}

/** What a {@link PeriodSelect} chooses. */
export interface PeriodSelectProps {
  /** Name of the operator; `null` for any time. */
  value: string | null
  isReadOnly: boolean
  onChange: (operator: string | null) => void
}

/** Chooses when an activity happened. */
export function PeriodSelect(props: PeriodSelectProps) {
  const {value, isReadOnly, onChange} = props
  const t = useAudienceText()
  return (
    <Select
      aria-label={t('value.when')}
      disabled={isReadOnly}
      fontSize={1}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      padding={2}
      value={value ?? ''}
    >
      <option value="">{t('value.ever')}</option>
      <OperatorGroups
        labelOf={({name}) => t(`period.${name}`)}
        operators={PERIOD_OPERATORS.values()}
      />
    </Select>
  )
}

/** Headings of operators of dates, in order; keys `operators.<group>` of the strings. */
const GROUPS = ['relative', 'calendar', 'fixed', 'anniversary', 'presence'] as const

function groupOf({name, operand}: Operator): (typeof GROUPS)[number] {
  if (name === 'isKnown' || name === 'isEmpty') return 'presence'
  if (name.startsWith('anniversary')) return 'anniversary'
  if (operand === 'span') return 'relative'
  return operand === 'none' ? 'calendar' : 'fixed'
}

interface OperatorGroupsProps {
  operators: Iterable<Operator>
  labelOf: (operator: Operator) => string
}

function OperatorGroups(props: OperatorGroupsProps) {
  const {operators, labelOf} = props
  const t = useAudienceText()
  const groups = Map.groupBy(operators, groupOf)
  return GROUPS.filter((group) => groups.has(group)).map((group) => (
    <optgroup key={group} label={t(`operators.${group}`)}>
      {groups.get(group)?.map((operator) => (
        <option key={operator.name} value={operator.name}>
          {labelOf(operator)}
        </option>
      ))}
    </optgroup>
  ))
}
