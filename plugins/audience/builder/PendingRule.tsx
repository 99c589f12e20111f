import {startTransition, useEffect, useRef} from 'react'
import type {RuleType} from 'react-querybuilder'
import {OPERATORS} from '../../../core/audience/operators.ts'
import {textValue, textValues} from '../values/valueShapes.ts'
import {useAudience} from './audienceContext.tsx'
import {PendingLine} from './builderStyles.ts'
import {focusSoon} from './useNodeActions.ts'

/** What a {@link PendingRule} stands for. */
export interface PendingRuleProps {
  rule: RuleType
  /** Draws the condition in its place. */
  onDraw: () => void
}

/** A condition that is not drawn yet, in words: it comes when it is scrolled or tabbed to. */
export function PendingRule(props: PendingRuleProps) {
  const {rule, onDraw} = props
  const {source, t, lazyRules} = useAudience()
  const id = rule.id ?? ''
  const line = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!line.current) return undefined
    return lazyRules.watch(id, line.current, () => startTransition(onDraw))
  }, [id, lazyRules, onDraw])
  const field = source.fields.get(rule.field)
  const operator = field && OPERATORS[field.type].get(rule.operator)
  const value: unknown = rule.value
  const values = typeof value === 'number' ? String(value) : textValue(value)
  const text = [
    field ? (field.label ?? t(field.labelKey)) : rule.field,
    operator ? t(operator.labelKey) : rule.operator,
    values || textValues(value).join(', '),
  ]
  return (
    <PendingLine
      data-rule={id}
      onClick={onDraw}
      onFocus={() => {
        lazyRules.draw(id)
        onDraw()
        focusSoon(`field-${id}`)
      }}
      ref={line}
      type="button"
    >
      {text.join(' ')}
    </PendingLine>
  )
}
