import {CloseIcon} from '@sanity/icons/Close'
import {Box, Card, Flex, Heading} from '@sanity/ui'
import {useEffect, useRef, type ReactNode} from 'react'
import {IconButton} from '../../ui/IconButton.tsx'

/** What a {@link SidePanel} shows. */
export interface SidePanelProps {
  title: string
  /** Label of the button that closes it. */
  closeLabel: string
  onClose: () => void
  children: ReactNode
}

/** A panel beside the grid. Its heading takes the focus. */
export function SidePanel(props: SidePanelProps) {
  const {title, closeLabel, onClose, children} = props
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({preventScroll: true}), [])
  return (
    <Card
      aria-label={title}
      as="aside"
      borderLeft
      style={{flex: 'none', maxWidth: '100%', width: 420}}
    >
      <Flex direction="column" height="fill">
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
        <Box flex={1} overflow="auto" style={{minHeight: 0}}>
          {children}
        </Box>
      </Flex>
    </Card>
  )
}
