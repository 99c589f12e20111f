import {ChevronDownIcon} from '@sanity/icons/ChevronDown'
import {Button, useClickOutsideEvent} from '@sanity/ui'
import {Popover} from '@sanity/ui/popover'
import {useRef, useState, type ComponentType} from 'react'
import {PickList, type PickListProps} from './PickList.tsx'

/** What a {@link PickButton} shows and offers. */
export interface PickButtonProps extends Omit<PickListProps, 'onClose' | 'label'> {
  /** What the user chooses, such as "Field"; the label of the button adds the chosen value. */
  label: string
  /** The chosen value, or a prompt. */
  text: string
  isDisabled: boolean
  /** Whether the chosen value is an error. */
  isInvalid: boolean
  /** Id of the element with its problems. */
  describedBy: string | undefined
  /** The list; default {@link PickList}. */
  list?: ComponentType<PickListProps>
  /** Key for `focusSoon`. */
  focusKey?: string
}

/** A button that shows the chosen value, and opens a list to choose from. */
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
