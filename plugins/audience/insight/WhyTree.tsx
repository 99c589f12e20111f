import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {Text} from '@sanity/ui'
import type {GroupExplanation, RuleExplanation} from '../../../core/audience/evaluateAudience.ts'
import {ruleToSentence} from '../../../core/audience/toSentence.ts'
import {Hidden} from '../../ui/Hidden.ts'
import type {AudienceSource} from '../source/audienceSource.ts'
import {Tree, TreeLine} from './insightStyles.ts'
import {useAudienceText} from '../audienceLocale.ts'

function Line(props: {matches: boolean; text: string; isStrong: boolean}) {
  const {matches, text, isStrong} = props
  const t = useAudienceText()
  const Icon = matches ? CheckmarkCircleIcon : CloseCircleIcon
  return (
    <TreeLine data-matches={matches}>
      <Icon aria-hidden="true" />
      <Text size={1} weight={isStrong ? 'medium' : 'regular'}>
        <Hidden>{t(matches ? 'why.holds' : 'why.does-not-hold')} </Hidden>
        {text}
      </Text>
    </TreeLine>
  )
}

function RuleNode(props: {node: RuleExplanation; source: AudienceSource}) {
  const {node, source} = props
  const t = useAudienceText()
  const {titleOf} = source
  return (
    <li>
      <Line
        isStrong={false}
        matches={node.matches}
        text={ruleToSentence(node.rule, {titleOf, translate: t})}
      />
      {node.segments.map(({id, matches, explanation}) => (
        <Tree key={id}>
          <li>
            <Line
              isStrong
              matches={matches}
              text={t('why.segment', {title: titleOf('segments', id) ?? id})}
            />
            {explanation && <WhyTree group={explanation} source={source} />}
          </li>
        </Tree>
      ))}
    </li>
  )
}

/** What a {@link WhyTree} shows. */
export interface WhyTreeProps {
  group: GroupExplanation
  source: AudienceSource
}

/** Why a group of conditions holds for a lead or not, condition by condition. */
export function WhyTree(props: WhyTreeProps) {
  const {group, source} = props
  const t = useAudienceText()
  const how = `why.${group.not ? 'not-' : ''}${group.combinator}`
  return (
    <Tree>
      <li>
        <Line isStrong matches={group.matches} text={t(how)} />
        <Tree>
          {group.members.map((member) =>
            member.kind === 'group' ? (
              <li key={member.id}>
                <WhyTree group={member} source={source} />
              </li>
            ) : (
              <RuleNode key={member.id} node={member} source={source} />
            ),
          )}
        </Tree>
      </li>
    </Tree>
  )
}
