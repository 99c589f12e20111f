import {Box, Text} from '@sanity/ui'
import {Tooltip} from '@sanity/ui/tooltip'
import type {ReactNode} from 'react'

/** Explains a mark in the navbar. */
export function NavbarTooltip(props: {text: string; children: ReactNode}) {
  return (
    <Tooltip
      portal
      placement="bottom"
      content={
        <Box padding={2}>
          <Text size={1}>{props.text}</Text>
        </Box>
      }
    >
      <Box display="flex" flex="none">
        {props.children}
      </Box>
    </Tooltip>
  )
}
