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
  mayDelete: boolean
  onDuplicate: () => void
  onCount: () => void
  onDelete: () => void
}

/** What else can be done with a segment. */
export function SegmentMenu(props: SegmentMenuProps) {
  const {title, mayDelete, onDuplicate, onCount, onDelete} = props
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
          <MenuItem fontSize={1} icon={RefreshIcon} onClick={onCount} text={t('card.count')} />
          <MenuItem fontSize={1} icon={CopyIcon} onClick={onDuplicate} text={t('card.duplicate')} />
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
