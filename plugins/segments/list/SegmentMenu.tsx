import {BellIcon} from '@sanity/icons/Bell'
import {CopyIcon} from '@sanity/icons/Copy'
import {RefreshIcon} from '@sanity/icons/Refresh'
import {TrashIcon} from '@sanity/icons/Trash'
import {MenuDivider} from '@sanity/ui/menu'
import {useTranslation} from 'sanity'
import {MenuAction} from '../../ui/MenuAction.tsx'
import {MoreActions} from '../../ui/MoreActions.tsx'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** What a {@link SegmentMenu} offers. */
export interface SegmentMenuProps {
  title: string
  /** Whether the user may change segments. */
  mayChange: boolean
  mayDelete: boolean
  /** Whether the user may create or change campaigns. */
  mayUseInCampaign: boolean
  onUseInCampaign: () => void
  onDuplicate: () => void
  onCount: () => void
  onDelete: () => void
}

/** The menu of a segment. */
export function SegmentMenu(props: SegmentMenuProps) {
  const {title, mayChange, mayDelete, mayUseInCampaign} = props
  const {onUseInCampaign, onDuplicate, onCount, onDelete} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  return (
    <MoreActions label={t('card.actions', {title})}>
      <MenuAction
        deniedText={t('card.campaign-denied')}
        icon={BellIcon}
        isAllowed={mayUseInCampaign}
        onClick={onUseInCampaign}
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
    </MoreActions>
  )
}
