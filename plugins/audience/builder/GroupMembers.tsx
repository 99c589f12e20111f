import {Fragment} from 'react'
import type {RuleGroupProps} from 'react-querybuilder'
import {Joint, Members} from './builderStyles.ts'
import {GroupMember} from './GroupMember.tsx'
import {useAudienceText} from '../audienceLocale.ts'

/** The rules and groups of a group, with how they go together between them. */
export function GroupMembers(props: RuleGroupProps) {
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
