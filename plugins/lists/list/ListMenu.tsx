import {BellIcon} from '@sanity/icons/Bell'
import {EditIcon} from '@sanity/icons/Edit'
import {TrashIcon} from '@sanity/icons/Trash'
import {MenuDivider} from '@sanity/ui/menu'
import {useTranslation} from 'sanity'
import {MenuAction} from '../../ui/MenuAction.tsx'
import {MoreActions} from '../../ui/MoreActions.tsx'
import {listsLocaleNamespace} from '../listsLocale.ts'
import type {ListDialogKind} from './ListDialogs.tsx'
import type {ListGrants} from './useListGrants.ts'

/** What a {@link ListMenu} offers. */
export interface ListMenuProps {
  title: string
  grants: ListGrants
  onOpen: (kind: ListDialogKind) => void
}

/** The menu of a list. */
export function ListMenu(props: ListMenuProps) {
  const {title, grants, onOpen} = props
  const {t} = useTranslation(listsLocaleNamespace)
  return (
    <MoreActions label={t('card.actions', {title})}>
      <MenuAction
        deniedText={t('card.campaign-denied')}
        icon={BellIcon}
        isAllowed={grants.useInCampaign}
        onClick={() => onOpen('campaign')}
        text={t('card.campaign')}
      />
      <MenuAction
        deniedText={t('card.rename-denied')}
        icon={EditIcon}
        isAllowed={grants.update}
        onClick={() => onOpen('rename')}
        text={t('card.rename')}
      />
      <MenuDivider />
      <MenuAction
        deniedText={t('card.delete-denied')}
        icon={TrashIcon}
        isAllowed={grants.delete}
        onClick={() => onOpen('delete')}
        text={t('card.delete')}
        tone="critical"
      />
    </MoreActions>
  )
}
