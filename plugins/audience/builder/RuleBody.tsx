import {CloseIcon} from '@sanity/icons/Close'
import {EyeClosedIcon} from '@sanity/icons/EyeClosed'
import {LockIcon} from '@sanity/icons/Lock'
import {Flex} from '@sanity/ui'
import {memo, useId} from 'react'
import type {QueryActions, RuleType} from 'react-querybuilder'
import {includesMissing, OPERATORS} from '../../../core/audience/operators.ts'
import {IconButton} from '../../ui/IconButton.tsx'
import {ValueEditor} from '../values/ValueEditor.tsx'
import {useAudience} from './audienceContext.tsx'
import {RuleParts} from './builderStyles.ts'
import {FieldPicker} from './FieldPicker.tsx'
import {NodeMark} from './NodeMark.tsx'
import {NodeMenu} from './NodeMenu.tsx'
import {OperatorSelect} from './OperatorSelect.tsx'
import {RuleNote} from './RuleNote.tsx'
import {pathOf, type NodeActions} from './useNodeActions.ts'

/** What a {@link RuleBody} shows and changes. All of it stays the same while the rule does. */
export interface RuleBodyProps {
  rule: RuleType
  /** Where the rule is, as a text. */
  place: string
  actions: NodeActions
  queryActions: QueryActions
  /** Whether it, or something around it, is switched off. */
  isMuted: boolean
  /** What is wrong with it, in words. */
  problems: string
}

/** What a condition asks and what can be done with it. Drawn again only when it changes. */
export const RuleBody = memo(function RuleBody(props: RuleBodyProps) {
  const {rule, place, actions, queryActions, isMuted, problems} = props
  const {source, t} = useAudience()
  const noteId = useId()
  const path = pathOf(place)
  const field = source.fields.get(rule.field)
  const operator = field && OPERATORS[field.type].get(rule.operator)
  const value: unknown = rule.value
  const read = operator?.read(value)
  const missing = operator && read?.ok ? includesMissing(operator, read.condition) : false
  const describedBy = problems !== '' || missing || isMuted ? noteId : undefined
  const change = (prop: 'field' | 'operator' | 'value', next: unknown) =>
    queryActions.onPropChange(prop, next, path)
  return (
    <>
      <RuleParts
        aria-label={t('rule.label', {number: (path.at(-1) ?? 0) + 1})}
        data-muted={isMuted ? '' : undefined}
      >
        <div>
          <FieldPicker
            describedBy={describedBy}
            isReadOnly={actions.isLocked}
            onChange={(next) => change('field', next)}
            ruleId={rule.id ?? ''}
            value={rule.field}
          />
        </div>
        {field && (
          <div>
            <OperatorSelect
              describedBy={describedBy}
              field={field}
              isReadOnly={actions.isLocked}
              onChange={(next) => change('operator', next)}
              value={rule.operator}
            />
          </div>
        )}
        {field && operator && operator.operand !== 'none' && (
          <div data-wide={operator.operand === 'times' ? '' : undefined}>
            <ValueEditor
              describedBy={describedBy}
              field={field}
              isInvalid={problems !== ''}
              isReadOnly={actions.isLocked}
              label={t('rule.value')}
              onChange={(next) => change('value', next)}
              operand={operator.operand}
              operator={operator.name}
              value={value}
            />
          </div>
        )}
        <RuleNote id={noteId} isMuted={isMuted} missing={missing} problems={problems} />
      </RuleParts>
      <Flex align="center" gap={1} paddingLeft={1}>
        {rule.disabled && <NodeMark icon={LockIcon} text={t('node.is-locked')} />}
        {isMuted && <NodeMark icon={EyeClosedIcon} text={t('node.is-muted')} />}
        <NodeMenu actions={actions} label={t('rule.actions')} />
        <IconButton
          icon={CloseIcon}
          isDisabled={actions.isLocked}
          label={t('rule.remove')}
          onClick={actions.remove}
        />
      </Flex>
    </>
  )
})
