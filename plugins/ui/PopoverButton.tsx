import {Button, useClickOutsideEvent} from '@sanity/ui'
import {Popover, type PopoverProps} from '@sanity/ui/popover'
import {
  createContext,
  use,
  useEffect,
  useId,
  useRef,
  useState,
  type ComponentType,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'

type Placement = NonNullable<PopoverProps['placement']>

/** What a {@link PopoverButton} shows. */
export interface PopoverButtonProps {
  icon?: ComponentType
  text?: string
  /** Names the button and what it opens. */
  label: string
  isDisabled?: boolean
  /** Whether its text stands back. */
  isQuiet?: boolean
  placement?: Placement
  tabIndex?: number
  onOpen?: () => void
  /** What is opened; parts of it close it by {@link usePopoverClose}. */
  children: ReactNode
}

const CloseContext = createContext<() => void>(() => undefined)

/** Closes the panel that this part is in, and gives the focus back to its button. */
export function usePopoverClose(): () => void {
  return use(CloseContext)
}

const FOCUSABLE = 'button:not([disabled]), input:not([disabled]), [tabindex="0"]'

function PopoverPanel(props: {
  id: string
  label: string
  panelRef: RefObject<HTMLDivElement | null>
  onEscape: () => void
  /** The focus went elsewhere. */
  onLeave: (to: Element) => void
  children: ReactNode
}) {
  const {id, label, panelRef, onEscape, onLeave, children} = props
  const onBlur = ({currentTarget, relatedTarget}: FocusEvent) => {
    if (relatedTarget instanceof Element && !currentTarget.contains(relatedTarget)) {
      onLeave(relatedTarget)
    }
  }
  useEffect(() => {
    panelRef.current?.querySelector<HTMLElement>(FOCUSABLE)?.focus({preventScroll: true})
  }, [panelRef])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    event.stopPropagation()
    onEscape()
  }
  const handlers = {onBlur, onKeyDown}
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the layer is the Studio's, which a dialog element cannot be put into
    <div {...handlers} aria-label={label} id={id} ref={panelRef} role="dialog">
      {children}
    </div>
  )
}

/** A quiet button that opens a small panel below itself. Escape and a click elsewhere close it. */
export function PopoverButton(props: PopoverButtonProps) {
  const {icon, text, label, isDisabled = false, isQuiet = false, tabIndex, onOpen, children} = props
  const {placement = 'bottom-end'} = props
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const id = useId()
  useClickOutsideEvent(isOpen && (() => setOpen(false)), () => [button.current, panel.current])
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <Popover
      content={
        isOpen && (
          <CloseContext value={close}>
            <PopoverPanel
              id={id}
              label={label}
              onEscape={close}
              onLeave={(to) => {
                if (!button.current?.contains(to)) setOpen(false)
              }}
              panelRef={panel}
            >
              {children}
            </PopoverPanel>
          </CloseContext>
        )
      }
      // Above its button a panel is given no height by the Studio's popover.
      constrainSize={placement.startsWith('bottom')}
      open={isOpen}
      placement={placement}
      portal
    >
      <Button
        aria-controls={isOpen ? id : undefined}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        aria-label={label}
        disabled={isDisabled}
        fontSize={1}
        icon={icon}
        mode="bleed"
        muted={isQuiet}
        onClick={() => {
          if (!isOpen) onOpen?.()
          setOpen(!isOpen)
        }}
        padding={2}
        ref={button}
        selected={isOpen}
        style={text ? {maxWidth: '100%'} : undefined}
        tabIndex={tabIndex}
        text={text}
        textWeight={isQuiet ? 'regular' : undefined}
        gap={2}
        title={text ? undefined : label}
      />
    </Popover>
  )
}
