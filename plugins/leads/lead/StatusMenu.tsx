import {ChevronDownIcon} from '@sanity/icons/ChevronDown'
import {Button} from '@sanity/ui'
import {Menu, MenuButton, MenuItem} from '@sanity/ui/menu'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {StatusBadge} from '../../ui/StatusBadge.tsx'
import {statusLook} from '../../ui/statusLook.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'

/** What a {@link StatusMenu} needs. */
export interface StatusMenuProps {
  /** Value of the status shown as the current one. */
  status: string
  /** Whether the person may change it, as far as is known. */
  isReadOnly: boolean
  onChange: (to: string) => void
}

/** The lead's status, and a menu of the site's statuses to change it to. */
export function StatusMenu(props: StatusMenuProps) {
  const {status, isReadOnly, onChange} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const id = useId()
  const current = statusLook(site.leadStatuses, status)
  if (isReadOnly) {
    return <StatusBadge statuses={site.leadStatuses} value={status} />
  }
  return (
    <MenuButton
      button={
        <Button
          aria-label={t('status.current', {status: current.text})}
          fontSize={1}
          gap={2}
          icon={current.icon}
          iconRight={ChevronDownIcon}
          mode="ghost"
          padding={2}
          text={current.text}
          tone={current.tone}
        />
      }
      id={id}
      menu={
        <Menu aria-label={t('status.change')}>
          {(site.leadStatuses ?? []).map((each) => {
            const look = statusLook(site.leadStatuses, each.value)
            return (
              <MenuItem
                fontSize={1}
                icon={look.icon}
                key={each._key}
                onClick={() => onChange(each.value)}
                padding={3}
                pressed={each.value === status}
                text={look.text}
                tone={look.tone}
              />
            )
          })}
        </Menu>
      }
      popover={{placement: 'bottom-start', portal: true}}
    />
  )
}
