import {CloseIcon} from '@sanity/icons/Close'
import {Box, Card, Flex, Heading} from '@sanity/ui'
import {useEffect, useRef, type ComponentProps, type ReactNode} from 'react'
import {IconButton} from './IconButton.tsx'
import {SideFrame} from './sidePanelStyles.ts'

/** What a {@link SidePanel} shows. */
export interface SidePanelProps extends Pick<ComponentProps<'aside'>, 'onKeyDown'> {
  title: string
  /** Label of the button that closes it. */
  closeLabel: string
  /** In pixels. */
  width?: number
  /** Whether it handles the keys that undo, instead of the screen. */
  hasOwnUndo?: boolean
  /** Buttons below what scrolls. */
  footer?: ReactNode
  onClose: () => void
  children: ReactNode
}

/** A panel beside the grid. Its heading takes the focus. */
export function SidePanel(props: SidePanelProps) {
  const {title, closeLabel, width = 420, hasOwnUndo, footer, onClose, onKeyDown, children} = props
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({preventScroll: true}), [])
  return (
    <SideFrame $width={width} aria-label={title} data-own-undo={hasOwnUndo} onKeyDown={onKeyDown}>
      <Card borderBottom>
        <Flex align="center" gap={1} paddingRight={3} style={{height: 51}}>
          <Box flex={1} paddingX={4}>
            <Heading as="h2" ref={heading} size={0} style={{outline: 'none'}} tabIndex={-1}>
              {title}
            </Heading>
          </Box>
          <IconButton icon={CloseIcon} label={closeLabel} onClick={onClose} />
        </Flex>
      </Card>
      <Box flex={1} overflow="auto" style={{minHeight: 0, position: 'relative'}}>
        {children}
      </Box>
      {footer && (
        <Card borderTop paddingX={4} paddingY={3}>
          {footer}
        </Card>
      )}
    </SideFrame>
  )
}
