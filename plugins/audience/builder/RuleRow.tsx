import {CloseIcon} from '@sanity/icons/Close'
import {EyeClosedIcon} from '@sanity/icons/EyeClosed'
import {LockIcon} from '@sanity/icons/Lock'
import {Box, Flex, Text} from '@sanity/ui'
import {memo, startTransition, useEffect, useId, useRef} from 'react'
import type {QueryActions, RuleProps, RuleType} from 'react-querybuilder'
import {includesMissing, OPERATORS} from '../../../core/audience/operators.ts'
import {IconButton} from '../../ui/IconButton.tsx'
import {OperatorSelect} from '../values/OperatorSelect.tsx'
import {ValueEditor} from '../values/ValueEditor.tsx'
import {textValue, textValues} from '../values/valueShapes.ts'
import {useBuilder, useProblemsOf} from './builderContext.tsx'
import {PendingLine, RuleLine, RuleParts} from './builderStyles.ts'
import {FieldPicker} from './FieldPicker.tsx'
import {
  focusSoon,
  MoveHandle,
  NodeMark,
  NodeMenu,
  pathOf,
  useNodeActions,
  type NodeActions,
} from './nodeControls.tsx'

/** One condition: field, operator and value. */
export function RuleRow(props: RuleProps) {
  const {rule, path, parentMuted, isDragging, isOver, dropNotAllowed} = props
  const {dndRef, dragRef, dragHandleAttributes} = props
  const {isReadOnly} = useBuilder()
  const id = rule.id ?? ''
  const parent = String(props.context?.parentId ?? '')
  const actions = useNodeActions(props, rule, parent, isReadOnly)
  const problems = useProblemsOf(id)
  return (
    <RuleLine
      data-dragging={isDragging ? '' : undefined}
      data-over={isOver ? '' : undefined}
      data-refused={dropNotAllowed && !isDragging ? '' : undefined}
      data-rule={id}
      ref={dndRef}
    >
      <MoveHandle actions={actions} attributes={dragHandleAttributes} dragRef={dragRef} id={id} />
      <RuleBody
        actions={actions}
        isMuted={actions.isMuted || parentMuted === true}
        place={path.join('.')}
        problems={problems}
        queryActions={props.actions}
        rule={rule}
      />
    </RuleLine>
  )
}

/** All of it stays the same while the rule does. */
interface RuleBodyProps {
  rule: RuleType
  /** Path of the rule, as a text. */
  place: string
  actions: NodeActions
  queryActions: QueryActions
  /** Whether the rule, or a group around it, is switched off. */
  isMuted: boolean
  problems: string
}

/** Renders again only when the rule changes. */
const RuleBody = memo(function RuleBody(props: RuleBodyProps) {
  const {rule, place, actions, queryActions, isMuted, problems} = props
  const {source, t, untouched} = useBuilder()
  const noteId = useId()
  const id = rule.id ?? ''
  const path = pathOf(place)
  const field = source.fields.get(rule.field)
  const operator = field && OPERATORS[field.type].get(rule.operator)
  const value: unknown = rule.value
  const read = operator?.read(value)
  const missing = operator && read?.ok ? includesMissing(operator, read.condition) : false
  const describedBy = problems !== '' || missing || isMuted ? noteId : undefined
  const isInvalid = problems !== '' && !untouched.has(id)
  const quiet = [isMuted ? t('rule.muted') : '', missing ? t('rule.includes-missing') : '']
  const change = (prop: 'field' | 'operator' | 'value', next: unknown) => {
    if (prop === 'value') untouched.delete(id)
    queryActions.onPropChange(prop, next, path)
  }
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
            ruleId={id}
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
              isInvalid={isInvalid}
              isReadOnly={actions.isLocked}
              label={t('rule.value')}
              onChange={(next) => change('value', next)}
              operand={operator.operand}
              operator={operator.name}
              value={value}
            />
          </div>
        )}
        <RuleNote
          id={noteId}
          isInvalid={isInvalid}
          text={problems || quiet.filter(Boolean).join(' ')}
        />
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

/** The line below a rule: its problems, or which leads it includes besides. */
function RuleNote(props: {id: string; text: string; isInvalid: boolean}) {
  const {id, text, isInvalid} = props
  if (text === '') return null
  return (
    <Box id={id} paddingBottom={1} paddingTop={2} style={{flex: '1 1 100%', maxWidth: '100%'}}>
      <Text
        muted={!isInvalid}
        size={1}
        style={isInvalid ? {color: 'var(--card-badge-critical-fg-color)'} : {}}
      >
        {text}
      </Text>
    </Box>
  )
}

/** What a {@link PendingRule} stands for. */
export interface PendingRuleProps {
  rule: RuleType
  /** Renders the condition in its place. */
  onDraw: () => void
}

/** A condition that is not rendered yet, as text: scrolling or tabbing to it renders it. */
export function PendingRule(props: PendingRuleProps) {
  const {rule, onDraw} = props
  const {source, t, lazyRules} = useBuilder()
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
