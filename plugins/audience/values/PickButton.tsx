import {ChevronDownIcon} from '@sanity/icons/ChevronDown'
import {Button, useClickOutsideEvent} from '@sanity/ui'
import {Popover} from '@sanity/ui/popover'
import {useRef, useState, type ComponentType} from 'react'
import {PickList, type PickListProps} from './PickList.tsx'

/** What a {@link PickButton} shows and offers. */
export interface PickButtonProps extends Omit<PickListProps, 'onClose' | 'label'> {
  /** What is chosen, such as "Field"; the chosen value is said after it. */
  label: string
  /** What is chosen now, or what to do while nothing is. */
  text: string
  isDisabled: boolean
  /** Whether a condition can't be asked like this. */
  isInvalid: boolean
  /** Id of the element that says why. */
  describedBy: string | undefined
  /** The list, where it is another one than usual. */
  list?: ComponentType<PickListProps>
  /** Finds the button again, to move the focus there. */
  focusKey?: string
}

/** A button that shows what is chosen, and opens a list to choose from. */
export function PickButton(props: PickButtonProps) {
  const {label, text, isDisabled, isInvalid, describedBy, focusKey, list, ...rest} = props
  const List = list ?? PickList
  const [isOpen, setOpen] = useState(false)
  const [button, setButton] = useState<HTMLButtonElement | null>(null)
  const popover = useRef<HTMLDivElement>(null)
  useClickOutsideEvent(isOpen && (() => setOpen(false)), () => [button, popover.current])
  const close = () => {
    setOpen(false)
    button?.focus()
  }
  return (
    <>
      <Button
        aria-describedby={describedBy}
        aria-expanded={isOpen}
        aria-haspopup="listbox"
        aria-label={`${label}: ${text}`}
        data-focus={focusKey}
        disabled={isDisabled}
        fontSize={1}
        iconRight={ChevronDownIcon}
        justify="space-between"
        mode="ghost"
        onClick={() => setOpen((before) => !before)}
        padding={2}
        ref={setButton}
        // It stands between fields, and looks like one.
        style={isInvalid ? undefined : {backgroundColor: 'transparent'}}
        text={text}
        title={text}
        tone={isInvalid ? 'critical' : 'default'}
        width="fill"
      />
      {isOpen && (
        <Popover
          constrainSize
          content={<List {...rest} label={label} onClose={close} />}
          fallbackPlacements={['top-start', 'bottom-end']}
          open
          overflow="auto"
          placement="bottom-start"
          portal
          ref={popover}
          referenceElement={button}
        />
      )}
    </>
  )
}
