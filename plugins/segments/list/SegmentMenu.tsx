import {BellIcon} from '@sanity/icons/Bell'
import {CopyIcon} from '@sanity/icons/Copy'
import {EllipsisHorizontalIcon} from '@sanity/icons/EllipsisHorizontal'
import {RefreshIcon} from '@sanity/icons/Refresh'
import {TrashIcon} from '@sanity/icons/Trash'
import {Button} from '@sanity/ui'
import {Menu, MenuButton, MenuDivider} from '@sanity/ui/menu'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {MenuAction} from '../../ui/MenuAction.tsx'
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
