import {Box, Text} from '@sanity/ui'
import {Fragment} from 'react'
import type {RuleGroupProps} from 'react-querybuilder'
import {useAudienceText} from './audienceContext.tsx'
import {Members} from './builderStyles.ts'

/** The rules and groups of a group, with how they go together between them. */
export function GroupMembers(props: RuleGroupProps) {
  const {ruleGroup, schema, actions, path, parentDisabled, disabled, parentMuted} = props
  const t = useAudienceText()
  const {rule: RuleControl, ruleGroup: GroupControl} = schema.controls
  const joint = 'combinator' in ruleGroup && ruleGroup.combinator === 'or' ? 'or' : 'and'
  const last = ruleGroup.rules.length - 1
  const context = {parentId: ruleGroup.id ?? ''}
  return (
    <Members>
      {ruleGroup.rules.map((node, index) => {
        if (typeof node === 'string') return null
        const common = {
          id: node.id ?? '',
          schema,
          actions,
          path: [...path, index],
          translations: props.translations,
          disabled: node.disabled === true,
          parentDisabled: parentDisabled === true || disabled === true,
          parentMuted: parentMuted === true || ruleGroup.muted === true,
          shiftUpDisabled: path.length === 0 && index === 0,
          shiftDownDisabled: path.length === 0 && index === last,
          context,
        }
        return (
          <Fragment key={node.id}>
            {index > 0 && (
              <li aria-hidden="true">
                <Box paddingLeft={4} paddingY={1}>
                  <Text muted size={0} weight="medium">
                    {t(`group.joint-${joint}`)}
                  </Text>
                </Box>
              </li>
            )}
            <li>
              {'rules' in node ? (
                <GroupControl {...common} ruleGroup={node} />
              ) : (
                <RuleControl {...common} rule={node} />
              )}
            </li>
          </Fragment>
        )
      })}
    </Members>
  )
}
