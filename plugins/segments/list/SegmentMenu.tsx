import {BellIcon} from '@sanity/icons/Bell'
import {CopyIcon} from '@sanity/icons/Copy'
import {EllipsisHorizontalIcon} from '@sanity/icons/EllipsisHorizontal'
import {RefreshIcon} from '@sanity/icons/Refresh'
import {TrashIcon} from '@sanity/icons/Trash'
import {Button} from '@sanity/ui'
import {Menu, MenuButton, MenuDivider, MenuItem} from '@sanity/ui/menu'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** What a {@link SegmentMenu} offers. */
export interface SegmentMenuProps {
  title: string
  /** Whether the person may change segments. */
  mayChange: boolean
  mayDelete: boolean
  /** Whether the person may make or change campaigns. */
  mayUseInCampaign: boolean
  /** Told how to give the focus back to the menu once it is done. */
  onUseInCampaign: (giveBackFocus: () => void) => void
  onDuplicate: () => void
  onCount: () => void
  onDelete: () => void
}

/** What else can be done with a segment. */
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
          <MenuItem
            disabled={!mayUseInCampaign}
            fontSize={1}
            icon={BellIcon}
            onClick={() => onUseInCampaign(() => document.getElementById(id)?.focus())}
            text={t(mayUseInCampaign ? 'card.campaign' : 'card.campaign-denied')}
          />
          <MenuDivider />
          <MenuItem
            disabled={!mayChange}
            fontSize={1}
            icon={RefreshIcon}
            onClick={onCount}
            text={t(mayChange ? 'card.count' : 'card.count-denied')}
          />
          <MenuItem
            disabled={!mayChange}
            fontSize={1}
            icon={CopyIcon}
            onClick={onDuplicate}
            text={t(mayChange ? 'card.duplicate' : 'card.duplicate-denied')}
          />
          <MenuDivider />
          <MenuItem
            disabled={!mayDelete}
            fontSize={1}
            icon={TrashIcon}
            onClick={onDelete}
            text={t(mayDelete ? 'card.delete' : 'card.delete-denied')}
            tone="critical"
          />
        </Menu>
      }
      popover={{placement: 'bottom-end', portal: true}}
    />
  )
}
