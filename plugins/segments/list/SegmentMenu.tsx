import {BellIcon} from '@sanity/icons/Bell'
import {CopyIcon} from '@sanity/icons/Copy'
import {EllipsisHorizontalIcon} from '@sanity/icons/EllipsisHorizontal'
import {RefreshIcon} from '@sanity/icons/Refresh'
import {TrashIcon} from '@sanity/icons/Trash'
import {Button} from '@sanity/ui'
import {Menu, MenuButton, MenuDivider, MenuItem} from '@sanity/ui/menu'
import {useId, type ComponentType} from 'react'
import {useTranslation} from 'sanity'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** What a {@link SegmentMenu} offers. */
export interface SegmentMenuProps {
  title: string
  /** Whether the user may change segments. */
  mayChange: boolean
  mayDelete: boolean
  /** Whether the user may create or change campaigns. */
  mayUseInCampaign: boolean
  /** Called with a function that returns the focus to the menu. */
  onUseInCampaign: (restoreFocus: () => void) => void
  onDuplicate: () => void
  onCount: () => void
  onDelete: () => void
}

/** The menu of a segment. */
export function SegmentMenu(props: SegmentMenuProps) {
  const {title, mayChange, mayDelete, mayUseInCampaign} = props
  const {onUseInCampaign, onDuplicate, onCount, onDelete} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const id = useId()
  const label = t('card.actions', {title})
  return (
    <MenuButton
      button={
        <Button
          aria-label={label}
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
          <MenuAction
            deniedText={t('card.campaign-denied')}
            icon={BellIcon}
            isAllowed={mayUseInCampaign}
            onClick={() => onUseInCampaign(() => document.getElementById(id)?.focus())}
            text={t('card.campaign')}
          />
          <MenuDivider />
          <MenuAction
            deniedText={t('card.count-denied')}
            icon={RefreshIcon}
            isAllowed={mayChange}
            onClick={onCount}
            text={t('card.count')}
          />
          <MenuAction
            deniedText={t('card.duplicate-denied')}
            icon={CopyIcon}
            isAllowed={mayChange}
            onClick={onDuplicate}
            text={t('card.duplicate')}
          />
          <MenuDivider />
          <MenuAction
            deniedText={t('card.delete-denied')}
            icon={TrashIcon}
            isAllowed={mayDelete}
            onClick={onDelete}
            text={t('card.delete')}
            tone="critical"
          />
        </Menu>
      }
      popover={{placement: 'bottom-end', portal: true}}
    />
  )
}

interface MenuActionProps {
  icon: ComponentType
  text: string
  /** Replaces the text for users who may not, and says who may. */
  deniedText: string
  isAllowed: boolean
  tone?: 'critical'
  onClick: () => void
}

/**
 * An item of the menu. An item that is not allowed can still be focused and read, unlike a disabled
 * one: it says who may do it.
 */
function MenuAction(props: MenuActionProps) {
  const {icon, text, deniedText, isAllowed, tone = 'default', onClick} = props
  return (
    <MenuItem
      aria-disabled={!isAllowed}
      fontSize={1}
      icon={icon}
      onClick={isAllowed ? onClick : undefined}
      style={isAllowed ? undefined : {cursor: 'not-allowed', opacity: 0.65}}
      text={isAllowed ? text : deniedText}
      tone={isAllowed ? tone : 'default'}
    />
  )
}
