import {AddIcon} from '@sanity/icons/Add'
import {EyeClosedIcon} from '@sanity/icons/EyeClosed'
import {LockIcon} from '@sanity/icons/Lock'
import {Box, Button, Flex, Select, Stack, Text} from '@sanity/ui'
import {Fragment, memo, useCallback, useMemo, useState, type ReactNode} from 'react'
import type {RuleGroupProps, RuleGroupTypeAny, RuleType} from 'react-querybuilder'
import {MAX_LEVELS} from '../../../core/audience/definition.ts'
import {useAudienceText} from '../audienceLocale.ts'
import {useBuilder, useProblemsOf} from './builderContext.tsx'
import {GroupFrame, Joint, Members, Row} from './builderStyles.ts'
import {
  focusSoon,
  MoveHandle,
  NodeMark,
  NodeMenu,
  pathOf,
  useNodeActions,
  type NodeActions,
} from './nodeControls.tsx'
import {PendingRule} from './RuleRow.tsx'

/** A group of conditions, the outermost included. */
export function GroupCard(props: RuleGroupProps) {
  const {ruleGroup, path, schema, parentMuted, isDragging, isOver} = props
  const {previewRef, dragRef, dropRef, dragHandleAttributes} = props
  const {t, isReadOnly, untouched} = useBuilder()
  const id = ruleGroup.id ?? ''
  const isRoot = path.length === 0
  const parent = String(props.context?.parentId ?? '')
  const actions = useNodeActions(props, ruleGroup, parent, isReadOnly)
  const level = path.length + 1
  const problems = useProblemsOf(id)
  const createRule = () => {
    const rule = schema.createRule()
    untouched.add(rule.id ?? '')
    focusSoon(`field-${rule.id}`)
    return rule
  }
  const addRule = () => props.actions.onRuleAdd(createRule(), path)
  const addGroup = () =>
    props.actions.onGroupAdd({...schema.createRuleGroup(), rules: [createRule()]}, path)
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

interface GroupHeaderProps {
  combinator: string
  isNot: boolean
  isRoot: boolean
  isMuted: boolean
  isLocked: boolean
  actions: NodeActions
  /** What the group is moved by. */
  handle: ReactNode
  onChangeCombinator: (combinator: string) => void
  onChangeNot: (not: boolean) => void
}

/** How the members of a group combine, and the actions of the group. */
function GroupHeader(props: GroupHeaderProps) {
  const {combinator, isNot, isRoot, isMuted, isLocked, actions, handle} = props
  const t = useAudienceText()
  return (
    <Flex align="center" gap={2}>
      {handle}
      <Row style={{flex: 1}}>
        <div data-fixed>
          <Select
            aria-label={t('group.combinator')}
            disabled={actions.isLocked}
            fontSize={1}
            onChange={(event) => props.onChangeCombinator(event.currentTarget.value)}
            padding={2}
            value={combinator}
          >
            <option value="and">{t('group.all')}</option>
            <option value="or">{t('group.any')}</option>
          </Select>
        </div>
        <Button
          aria-pressed={isNot}
          disabled={actions.isLocked}
          fontSize={1}
          mode={isNot ? 'default' : 'bleed'}
          onClick={() => props.onChangeNot(!isNot)}
          padding={2}
          text={t('group.not')}
          title={t('group.not-hint')}
        />
        {isNot && (
          <Box paddingY={2}>
            <Text muted size={1}>
              {t('group.not-note')}
            </Text>
          </Box>
        )}
      </Row>
      {isLocked && <NodeMark icon={LockIcon} text={t('node.is-locked')} />}
      {isMuted && <NodeMark icon={EyeClosedIcon} text={t('node.is-muted')} />}
      {!isRoot && <NodeMenu actions={actions} label={t('group.actions')} />}
    </Flex>
  )
}

/** The rules and groups of a group, with the combinator between them. */
function GroupMembers(props: RuleGroupProps) {
  const {ruleGroup, schema, actions, path, parentDisabled, disabled, parentMuted} = props
  const t = useAudienceText()
  const joint = 'combinator' in ruleGroup && ruleGroup.combinator === 'or' ? 'or' : 'and'
  const jointText = t(`group.joint-${joint}`)
  const last = ruleGroup.rules.length - 1
  const isRoot = path.length === 0
  return (
    <Members>
      {ruleGroup.rules.map((node, index) => {
        if (typeof node === 'string') return null
        return (
          <Fragment key={node.id}>
            {index > 0 && <Joint aria-hidden="true">{jointText}</Joint>}
            <li>
              <GroupMember
                actions={actions}
                isFirst={isRoot && index === 0}
                isLast={isRoot && index === last}
                isLockedAround={parentDisabled === true || disabled === true}
                isMutedAround={parentMuted === true || ruleGroup.muted === true}
                node={node}
                parentId={ruleGroup.id ?? ''}
                place={[...path, index].join('.')}
                schema={schema}
                translations={props.translations}
              />
            </li>
          </Fragment>
        )
      })}
    </Members>
  )
}

/** All of it stays the same while the member does. */
interface GroupMemberProps extends Pick<RuleGroupProps, 'schema' | 'actions' | 'translations'> {
  node: RuleType | RuleGroupTypeAny
  /** Path of the member, as a text. */
  place: string
  parentId: string
  isLockedAround: boolean
  isMutedAround: boolean
  isFirst: boolean
  isLast: boolean
}

/** Renders again only when the member changes. */
const GroupMember = memo(function GroupMember(props: GroupMemberProps) {
  const {node, place, parentId, schema, actions, translations} = props
  const {rule: RuleControl, ruleGroup: GroupControl} = schema.controls
  const {lazyRules} = useBuilder()
  const id = node.id ?? ''
  const [isDrawn, setDrawn] = useState(() => 'rules' in node || !lazyRules.isPending(id))
  const draw = useCallback(() => setDrawn(true), [])
  // New objects would make the library render everything again.
  const path = useMemo(() => pathOf(place), [place])
  const context = useMemo(() => ({parentId}), [parentId])
  const common = {
    id,
    schema,
    actions,
    path,
    translations,
    disabled: node.disabled === true,
    parentDisabled: props.isLockedAround,
    parentMuted: props.isMutedAround,
    shiftUpDisabled: props.isFirst,
    shiftDownDisabled: props.isLast,
    context,
  }
  if ('rules' in node) return <GroupControl {...common} ruleGroup={node} />
  return isDrawn ? (
    <RuleControl {...common} rule={node} />
  ) : (
    <PendingRule onDraw={draw} rule={node} />
  )
})
