import {CloseIcon} from '@sanity/icons/Close'
import {EyeClosedIcon} from '@sanity/icons/EyeClosed'
import {LockIcon} from '@sanity/icons/Lock'
import {Box, Flex, Text} from '@sanity/ui'
import {useId} from 'react'
import type {RuleProps} from 'react-querybuilder'
import {includesMissing, OPERATORS} from '../../../core/audience/operators.ts'
import {IconButton} from '../../ui/IconButton.tsx'
import {ValueEditor} from '../values/ValueEditor.tsx'
import {useAudience} from './audienceContext.tsx'
import {RuleLine, RuleParts} from './builderStyles.ts'
import {FieldPicker} from './FieldPicker.tsx'
import {MoveHandle} from './MoveHandle.tsx'
import {NodeMark} from './NodeMark.tsx'
import {NodeMenu} from './NodeMenu.tsx'
import {OperatorSelect} from './OperatorSelect.tsx'
import {useNodeActions} from './useNodeActions.ts'

/** What a rule says below itself: what is wrong with it, or whom it means besides. */
function RuleNote(props: {
  id: string
  problems: readonly string[]
  isMuted: boolean
  missing: boolean
}) {
  const {id, problems, isMuted, missing} = props
  const {t} = useAudience()
  const quiet = [isMuted ? t('rule.muted') : '', missing ? t('rule.includes-missing') : '']
  const text = (problems.length > 0 ? problems : quiet.filter(Boolean)).join(' ')
  if (text === '') return null
  return (
    <Box id={id} paddingBottom={1} paddingTop={2} style={{flex: '1 1 100%', maxWidth: '100%'}}>
      <Text
        muted={problems.length === 0}
        size={1}
        style={problems.length > 0 ? {color: 'var(--card-badge-critical-fg-color)'} : {}}
      >
        {text}
      </Text>
    </Box>
  )
}

/** One condition: field, operator and value. */
export function RuleRow(props: RuleProps) {
  const {rule, path, parentMuted, isDragging, isOver, dropNotAllowed} = props
  const {dndRef, dragRef, dragHandleAttributes} = props
  const {source, t, problems, isReadOnly} = useAudience()
  const noteId = useId()
  const id = rule.id ?? ''
  const parent = String(props.context?.parentId ?? '')
  const actions = useNodeActions(props, rule, parent, isReadOnly)
  const field = source.fields.get(rule.field)
  const operator = field && OPERATORS[field.type].get(rule.operator)
  const found = (problems.get(id) ?? []).map(({reason}) => reason)
  const value: unknown = rule.value
  const read = operator?.read(value)
  const missing = operator && read?.ok ? includesMissing(operator, read.condition) : false
  const isMuted = actions.isMuted || parentMuted === true
  const describedBy = found.length > 0 || missing || isMuted ? noteId : undefined
  const change = (prop: 'field' | 'operator' | 'value', next: unknown) =>
    props.actions.onPropChange(prop, next, path)
  return (
    <RuleLine
      data-dragging={isDragging ? '' : undefined}
      data-over={isOver ? '' : undefined}
      data-refused={dropNotAllowed && !isDragging ? '' : undefined}
      data-rule={id}
      ref={dndRef}
    >
      <MoveHandle actions={actions} attributes={dragHandleAttributes} dragRef={dragRef} id={id} />
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
              isInvalid={found.length > 0}
              isReadOnly={actions.isLocked}
              label={t('rule.value')}
              onChange={(next) => change('value', next)}
              operand={operator.operand}
              operator={operator.name}
              value={value}
            />
          </div>
        )}
        <RuleNote id={noteId} isMuted={isMuted} missing={missing} problems={found} />
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
    </RuleLine>
  )
}
