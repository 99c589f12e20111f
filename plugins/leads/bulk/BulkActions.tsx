import {ChevronDownIcon} from '@sanity/icons/ChevronDown'
import {TrashIcon} from '@sanity/icons/Trash'
import {Button} from '@sanity/ui'
import {Menu, MenuButton, MenuDivider, MenuItem} from '@sanity/ui/menu'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import type {BulkGrants} from './useBulkGrants.ts'
import {bulkLocaleNamespace} from '../locale/bulkLocale.ts'
import type {OfferedAction} from './BulkForm.tsx'

const FIRST = ['addTag', 'setStatus', 'addToList', 'addToCampaign'] as const
const FURTHER = ['removeTag', 'removeFromList', 'setField'] as const

interface BulkActionsProps {
  grants: BulkGrants
  isDisabled: boolean
  onChoose: (kind: OfferedAction) => void
}

/** The buttons and the menu of actions on the selected leads. */
export function BulkActions(props: BulkActionsProps) {
  const {grants, isDisabled, onChoose} = props
  const {t} = useTranslation(bulkLocaleNamespace)
  const id = useId()
  return (
    <>
      {FIRST.map((kind) => (
        <Button
          disabled={isDisabled}
          fontSize={1}
          key={kind}
          mode="ghost"
          onClick={() => onChoose(kind)}
          padding={2}
          text={t(`action.${kind}`)}
        />
      ))}
      <MenuButton
        button={
          <Button
            disabled={isDisabled}
            fontSize={1}
            iconRight={ChevronDownIcon}
            mode="ghost"
            padding={2}
            text={t('bar.more')}
          />
        }
        id={id}
        menu={
          <Menu aria-label={t('bar.more')}>
            {FURTHER.map((kind) => (
              <MenuItem
                fontSize={1}
                key={kind}
                onClick={() => onChoose(kind)}
                padding={3}
                text={t(`action.${kind}`)}
              />
            ))}
            {grants.mayDelete && <MenuDivider />}
            {grants.mayDelete && (
              <MenuItem
                fontSize={1}
                icon={TrashIcon}
                onClick={() => onChoose('delete')}
                padding={3}
                text={t('action.delete')}
                tone="critical"
              />
            )}
          </Menu>
        }
        popover={{placement: 'bottom-end', portal: true}}
      />
    </>
  )
}
