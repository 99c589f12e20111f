import {ArrowDownIcon} from '@sanity/icons/ArrowDown'
import {ArrowUpIcon} from '@sanity/icons/ArrowUp'
import {CopyIcon} from '@sanity/icons/Copy'
import {EllipsisHorizontalIcon} from '@sanity/icons/EllipsisHorizontal'
import {EyeClosedIcon} from '@sanity/icons/EyeClosed'
import {EyeOpenIcon} from '@sanity/icons/EyeOpen'
import {LockIcon} from '@sanity/icons/Lock'
import {TrashIcon} from '@sanity/icons/Trash'
import {UnlockIcon} from '@sanity/icons/Unlock'
import {Button} from '@sanity/ui'
import {Menu, MenuButton, MenuDivider, MenuItem} from '@sanity/ui/menu'
import {useId} from 'react'
import type {NodeActions} from './useNodeActions.ts'
import {useAudienceText} from '../audienceLocale.ts'

/** What a {@link NodeMenu} is for. */
export interface NodeMenuProps {
  actions: NodeActions
  /** Name of the button, such as "Actions for this condition". */
  label: string
}

/** What can be done with a rule or a group as a whole. */
export function NodeMenu(props: NodeMenuProps) {
  const {actions, label} = props
  const t = useAudienceText()
  const id = useId()
  const {isLocked, isLockedAround, isMuted} = actions
  return (
    <MenuButton
      button={
        <Button
          aria-label={label}
          disabled={isLockedAround}
          fontSize={1}
          icon={EllipsisHorizontalIcon}
          mode="bleed"
          padding={2}
          title={label}
        />
      }
      id={id}
      menu={
        <Menu aria-label={label}>
          <MenuItem
            disabled={isLocked}
            fontSize={1}
            icon={CopyIcon}
            onClick={actions.clone}
            text={t('node.clone')}
          />
          <MenuItem
            disabled={isLocked}
            fontSize={1}
            icon={isMuted ? EyeOpenIcon : EyeClosedIcon}
            onClick={actions.toggleMute}
            text={t(isMuted ? 'node.unmute' : 'node.mute')}
          />
          <MenuItem
            fontSize={1}
            icon={isLocked ? UnlockIcon : LockIcon}
            onClick={actions.toggleLock}
            text={t(isLocked ? 'node.unlock' : 'node.lock')}
          />
          <MenuItem
            disabled={!actions.canMoveUp}
            fontSize={1}
            icon={ArrowUpIcon}
            onClick={actions.moveUp}
            text={t('node.up')}
          />
          <MenuItem
            disabled={!actions.canMoveDown}
            fontSize={1}
            icon={ArrowDownIcon}
            onClick={actions.moveDown}
            text={t('node.down')}
          />
          <MenuDivider />
          <MenuItem
            disabled={isLocked}
            fontSize={1}
            icon={TrashIcon}
            onClick={actions.remove}
            text={t('node.remove')}
            tone="critical"
          />
        </Menu>
      }
      popover={{placement: 'bottom-end', portal: true}}
    />
  )
}
