import {ChevronDownIcon} from '@sanity/icons/ChevronDown'
import {ChevronRightIcon} from '@sanity/icons/ChevronRight'
import {Box, Button, Card, Flex} from '@sanity/ui'
import {useId, useState, type ReactNode} from 'react'

interface PanelSectionProps {
  title: string
  /** Controls at the right of the heading. */
  actions?: ReactNode
  children: ReactNode
}

/** A collapsible section of the panel. */
export function PanelSection(props: PanelSectionProps) {
  const {title, actions, children} = props
  const [isOpen, setOpen] = useState(true)
  const id = useId()
  return (
    <Card as="section" borderTop>
      <Flex
        align="center"
        gap={2}
        justify="space-between"
        paddingLeft={3}
        paddingRight={4}
        paddingY={2}
        style={{minHeight: 29}}
      >
        <h3 style={{margin: 0}}>
          <Button
            aria-controls={id}
            aria-expanded={isOpen}
            fontSize={1}
            gap={2}
            icon={isOpen ? ChevronDownIcon : ChevronRightIcon}
            mode="bleed"
            onClick={() => setOpen(!isOpen)}
            padding={2}
            text={title}
            textWeight="semibold"
          />
        </h3>
        {isOpen && actions}
      </Flex>
      <Box hidden={!isOpen} id={id} paddingBottom={4} paddingTop={1} paddingX={4}>
        {isOpen && children}
      </Box>
    </Card>
  )
}
