import {AddIcon} from '@sanity/icons/Add'
import {Box, Button, Stack, Text} from '@sanity/ui'
import type {RuleGroupProps} from 'react-querybuilder'
import {MAX_LEVELS} from '../../../core/audience/definition.ts'
import {useAudience, useProblemsOf} from './audienceContext.tsx'
import {GroupFrame, Row} from './builderStyles.ts'
import {GroupHeader} from './GroupHeader.tsx'
import {GroupMembers} from './GroupMembers.tsx'
import {MoveHandle} from './MoveHandle.tsx'
import {focusSoon, useNodeActions} from './useNodeActions.ts'

/** A group of conditions, the outermost included. */
export function GroupCard(props: RuleGroupProps) {
  const {ruleGroup, path, schema, parentMuted, isDragging, isOver} = props
  const {previewRef, dropRef, dragRef, dragHandleAttributes} = props
  const {t, isReadOnly} = useAudience()
  const id = ruleGroup.id ?? ''
  const isRoot = path.length === 0
  const parent = String(props.context?.parentId ?? '')
  const actions = useNodeActions(props, ruleGroup, parent, isReadOnly)
  const level = path.length + 1
  const problems = useProblemsOf(id)
  const addRule = () => {
    const rule = schema.createRule()
    props.actions.onRuleAdd(rule, path)
    focusSoon(`field-${rule.id}`)
  }
  const addGroup = () => {
    const group = schema.createRuleGroup()
    const first = schema.createRule()
    props.actions.onGroupAdd({...group, rules: [first]}, path)
    focusSoon(`field-${first.id}`)
  }
  return (
    <div ref={previewRef}>
      <GroupFrame
        aria-label={t(isRoot ? 'group.root-label' : 'group.label', {level})}
        data-dragging={isDragging ? '' : undefined}
        data-level={level}
        data-over={isOver ? '' : undefined}
      >
        <Stack gap={2}>
          <div ref={dropRef}>
            <GroupHeader
              actions={actions}
              combinator={'combinator' in ruleGroup ? (ruleGroup.combinator ?? 'and') : 'and'}
              handle={
                isRoot ? null : (
                  <MoveHandle
                    actions={actions}
                    attributes={dragHandleAttributes}
                    dragRef={dragRef}
                    id={id}
                  />
                )
              }
              isLocked={ruleGroup.disabled === true}
              isMuted={ruleGroup.muted === true || parentMuted === true}
              isNot={ruleGroup.not === true}
              isRoot={isRoot}
              onChangeCombinator={(next) => props.actions.onPropChange('combinator', next, path)}
              onChangeNot={(next) => props.actions.onPropChange('not', next, path)}
            />
          </div>
          <GroupMembers {...props} />
          {ruleGroup.rules.length === 0 && (
            <Box paddingX={1} paddingY={2}>
              <Text muted size={1}>
                {t(isRoot ? 'group.root-empty' : 'group.empty')}
              </Text>
            </Box>
          )}
          {problems !== '' && <Text size={1}>{problems}</Text>}
          {!isReadOnly && (
            <Row>
              <Button
                data-focus={`add-${id}`}
                disabled={actions.isLocked}
                fontSize={1}
                icon={AddIcon}
                mode="bleed"
                onClick={addRule}
                padding={2}
                text={t('group.add-rule')}
              />
              <Button
                disabled={actions.isLocked || level >= MAX_LEVELS}
                fontSize={1}
                icon={AddIcon}
                mode="bleed"
                onClick={addGroup}
                padding={2}
                text={t('group.add-group')}
                title={level >= MAX_LEVELS ? t('limit.levels', {count: MAX_LEVELS}) : undefined}
              />
            </Row>
          )}
        </Stack>
      </GroupFrame>
    </div>
  )
}
