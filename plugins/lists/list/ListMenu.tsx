import {BellIcon} from '@sanity/icons/Bell'
import {EditIcon} from '@sanity/icons/Edit'
import {EllipsisHorizontalIcon} from '@sanity/icons/EllipsisHorizontal'
import {TrashIcon} from '@sanity/icons/Trash'
import {Button} from '@sanity/ui'
import {Menu, MenuButton, MenuDivider} from '@sanity/ui/menu'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {MenuAction} from '../../ui/MenuAction.tsx'
import {listsLocaleNamespace} from '../listsLocale.ts'
import type {ListDialogKind} from './ListDialogs.tsx'
import type {ListGrants} from './useListGrants.ts'

/** What a {@link ListMenu} offers. */
export interface ListMenuProps {
  title: string
  grants: ListGrants
  /** Called with a function that returns the focus to the menu. */
  onOpen: (kind: ListDialogKind, restoreFocus: () => void) => void
}

/** The menu of a list. */
export function ListMenu(props: ListMenuProps) {
  const {title, grants, onOpen} = props
  const {t} = useTranslation(listsLocaleNamespace)
  const id = useId()
  const label = t('card.actions', {title})
  const open = (kind: ListDialogKind) => onOpen(kind, () => document.getElementById(id)?.focus())
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
            isAllowed={grants.useInCampaign}
            onClick={() => open('campaign')}
            text={t('card.campaign')}
          />
          <MenuAction
            deniedText={t('card.rename-denied')}
            icon={EditIcon}
            isAllowed={grants.update}
            onClick={() => open('rename')}
            text={t('card.rename')}
          />
          <MenuDivider />
          <MenuAction
            deniedText={t('card.delete-denied')}
            icon={TrashIcon}
            isAllowed={grants.delete}
            onClick={() => open('delete')}
            text={t('card.delete')}
            tone="critical"
          />
        </Menu>
      }
      popover={{placement: 'bottom-end', portal: true}}
    />
  )
}
