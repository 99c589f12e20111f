import {EyeClosedIcon} from '@sanity/icons/EyeClosed'
import {LockIcon} from '@sanity/icons/Lock'
import {Box, Button, Flex, Select, Text} from '@sanity/ui'
import type {ReactNode} from 'react'
import {Row} from './builderStyles.ts'
import {NodeMark} from './NodeMark.tsx'
import {NodeMenu} from './NodeMenu.tsx'
import type {NodeActions} from './useNodeActions.ts'
import {useAudienceText} from '../audienceLocale.ts'

/** What a {@link GroupHeader} shows and changes. */
export interface GroupHeaderProps {
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

/** How the members of a group go together, and what can be done with the group. */
export function GroupHeader(props: GroupHeaderProps) {
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
