import {memo, useCallback, useMemo, useState} from 'react'
import type {RuleGroupProps, RuleGroupTypeAny, RuleType} from 'react-querybuilder'
import {useAudience} from './audienceContext.tsx'
import {PendingRule} from './PendingRule.tsx'
import {pathOf} from './useNodeActions.ts'

/** What a {@link GroupMember} shows. All of it stays the same while the member does. */
export interface GroupMemberProps extends Pick<
  RuleGroupProps,
  'schema' | 'actions' | 'translations'
> {
  node: RuleType | RuleGroupTypeAny
  /** Where it is, as a text. */
  place: string
  parentId: string
  isLockedAround: boolean
  isMutedAround: boolean
  isFirst: boolean
  isLast: boolean
}

/** A condition or a group within a group. Drawn again only when it changes. */
export const GroupMember = memo(function GroupMember(props: GroupMemberProps) {
  const {node, place, parentId, schema, actions, translations} = props
  const {rule: RuleControl, ruleGroup: GroupControl} = schema.controls
  const {lazyRules} = useAudience()
  const id = node.id ?? ''
  const [isDrawn, setDrawn] = useState(() => 'rules' in node || !lazyRules.isPending(id))
  const draw = useCallback(() => setDrawn(true), [])
  // The library takes these as they are, so new ones would draw everything again.
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
