import {EllipsisHorizontalIcon} from '@sanity/icons/EllipsisHorizontal'
import {Button} from '@sanity/ui'
import {Menu, MenuButton} from '@sanity/ui/menu'
import {useId, type ReactNode} from 'react'

/** What a {@link MoreActions} offers. */
export interface MoreActionsProps {
  /** Name of the button and its menu, such as “More actions for Fair visitors”. */
  label: string
  isDisabled?: boolean
  /** `MenuAction`s or `MenuItem`s. */
  children: ReactNode
}

/** The “…” button of a thing, with a menu of what else can be done with it. */
export function MoreActions(props: MoreActionsProps) {
  const {label, isDisabled = false, children} = props
  const id = useId()
  return (
    <MenuButton
      button={
        <Button
          aria-label={label}
          disabled={isDisabled}
          fontSize={1}
          icon={EllipsisHorizontalIcon}
          mode="bleed"
          padding={2}
          title={label}
        />
      }
      id={id}
      menu={<Menu aria-label={label}>{children}</Menu>}
      popover={{placement: 'bottom-end', portal: true}}
    />
  )
}
