import {Badge, type BadgeTone, Flex} from '@sanity/ui'
import type {ComponentType} from 'react'

/** What an {@link IconBadge} shows. */
export interface IconBadgeProps {
  icon: ComponentType
  text: string
  tone: BadgeTone
}

/** A badge that tells by icon and by text, so that nothing rests on colour alone. */
export function IconBadge(props: IconBadgeProps) {
  const {icon: Icon, text, tone} = props
  return (
    <Badge fontSize={1} paddingX={2} paddingY={1} style={{maxWidth: '100%'}} tone={tone}>
      <Flex align="center" as="span" gap={1}>
        <span aria-hidden="true" style={{flex: 'none', lineHeight: 0}}>
          <Icon />
        </span>
        <span style={{overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap'}}>
          {text}
        </span>
      </Flex>
    </Badge>
  )
}
